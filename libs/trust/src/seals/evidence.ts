import type { Clock, Sha256 } from '@passerelle/kernel';
import type { Certificate, CertificateSubject } from '../certificates/certificate.js';
import type { Pin } from '../certificates/pin.js';

/** What a verified seal proves. A verifier answers with it and never with a boolean, which cannot say what is signed. */
export interface SealEvidence {
  readonly format: 'JAdES-B-B' | 'XAdES-B-B';
  /** The whole document is signed; seals over less are refused. */
  readonly scope: 'full';
  /** The subject of the certificate, which is one of the pinned. */
  readonly signer: CertificateSubject;
  /** SHA-256 of the certificate, DER. */
  readonly fingerprint: Pin;
  /** The signing time the signer claims and has signed; at baseline level B no third party confirms it. */
  readonly signedAt: Date;
  /** SHA-256 of {@link content}. */
  readonly payloadDigest: Sha256;
  /** Exactly the octets that were digested. Readers read from these, so that verifier and reader cannot disagree. */
  readonly content: Uint8Array;
}

/** What a seal is verified against. */
export interface SealExpectation {
  /** Certificates pinned for the seals of the sender. What the seal carries only chooses among them. */
  readonly pinned: readonly Certificate[];
  readonly clock: Clock;
}
