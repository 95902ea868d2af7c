import type { ErrorCode } from '@passerelle/kernel';
import type { Certificate } from '../certificates/certificate.js';

/**
 * What kind of signature was found. `XML-DSig` and `JWS` are signatures without ETSI's properties; `XAdES` and `JAdES`
 * carry them but do not reach baseline level B; level T has a time-stamp that was verified. A container of ASiC-E is told
 * by its own name, whatever XAdES level is inside.
 */
export type SignatureFormat =
  'XML-DSig' | 'XAdES' | 'XAdES-B-B' | 'XAdES-B-T' | 'JWS' | 'JAdES' | 'JAdES-B-B' | 'JAdES-B-T' | 'ASiC-E' | 'ASiC-S';

/** How much of what was handed in is covered by the signature. Anything but `full` is refused by whoever reads on. */
export type SignatureScope = 'full' | 'partial' | 'none';

/** Why a finding is not `valid`, by the error registry; more than one thing may be wrong. */
export interface SignatureReason {
  readonly code: ErrorCode;
  /** The registered sentence, facts filled in. */
  readonly text: string;
}

/** One object that a signature covers, as the octets that were digested: readers read these and nothing else. */
export interface SignedObject {
  /** `Reference/@URI`, `sigD.pars` or the name of a file in a container; empty for the document the signature stands in. */
  readonly name: string;
  /** Octets that were digested. */
  readonly octets: Uint8Array;
  /**
   * Where the element stands in the document, as positions from the root: `/*[1]/*[3]`. Undefined for what is not an
   * element of the document.
   */
  readonly place?: string;
}

/** A time-stamp over the signature that was verified (RFC 3161). */
export interface VerifiedTimeStamp {
  readonly time: Date;
  /** The certificate of the time-stamping authority. */
  readonly authority: Certificate;
  /** How far from the truth the authority says its time may be, in milliseconds. */
  readonly accuracy?: number;
}

/**
 * What verification found out about one signature. It is evidence and not a boolean, because a boolean cannot say what is
 * signed. The verdicts are those of ETSI EN 319 102-1 section 5.1.3.
 */
export interface SignatureFinding {
  /**
   * `valid`: intact, by a certificate that an anchor vouches for. `invalid`: altered, malformed, or of a kind that is never
   * accepted. `indeterminate`: not broken, but it cannot be said whose it is, or what it covers is not at hand.
   */
  readonly verdict: 'valid' | 'invalid' | 'indeterminate';
  readonly scope: SignatureScope;
  readonly format: SignatureFormat | null;
  /** The certificate that the signature verifies with; when the verdict is not `valid`, it is a claim. */
  readonly signer?: Certificate;
  /** From the signer to the anchor, both included; only the signer where no anchor was found. */
  readonly chain: readonly Certificate[];
  /** The time the signer claims, where that claim is signed. */
  readonly signedAt?: Date;
  readonly timeStamps: readonly VerifiedTimeStamp[];
  readonly signed: readonly SignedObject[];
  readonly reasons: readonly SignatureReason[];
  /**
   * Signatures over the value of this one (JAdES `cSig`). They say nothing of the document, and are never counted as
   * signatures of it; absent where there are none.
   */
  readonly counterSignatures?: readonly SignatureFinding[];
}
