import type { Certificate } from '../certificate.js';
import type { VerificationContext } from '../../verification/context.js';
import type { X509Fields } from '../fields/x509-fields.js';
import type { CertificatePurpose } from './purpose.js';

/** A certificate with what it says. */
export interface Link {
  readonly certificate: Certificate;
  readonly fields: X509Fields;
}

/** A certificate, and what may vouch for it. */
export interface PathRequest {
  readonly certificate: Certificate;
  /** Certificates that travelled with the signature, in any order. They are hints: they lead to an anchor or nowhere. */
  readonly intermediates: readonly Certificate[];
  readonly purpose: CertificatePurpose;
  /** Anchors and revocation material; `at`, where given, is the present, before which later lists may have been made. */
  readonly context: Pick<VerificationContext, 'anchors' | 'crls' | 'ocspResponses'> &
    Partial<Pick<VerificationContext, 'at'>>;
  /**
   * The instant all certificates must be valid at and none revoked. Only a proved time (a time-stamp, or the present)
   * protects against a signer who dates back: a claimed time does not.
   */
  readonly at: Date;
  /** `required`: each certificate below the anchor must be known to be good. `if-known`: material at hand is heard. */
  readonly revocation: 'required' | 'if-known';
  /** Milliseconds that an OCSP response may be old at `at`; one hour unless said otherwise. */
  readonly ocspFreshness?: number;
}

/** What is known of the status of one certificate of a path. */
export interface CertificateStatus {
  /** SHA-256 of the certificate. */
  readonly fingerprint: string;
  /**
   * `good`: by a list or a response. `never-revoked`: the certificate says that its status is not published.
   * `not-checked`: nothing at hand speaks of it. `anchor`: trusted beforehand.
   */
  readonly status: 'good' | 'never-revoked' | 'not-checked' | 'anchor';
  readonly source?: 'crl' | 'ocsp';
  /** When the list or response was made. */
  readonly thisUpdate?: Date;
  /** Revoked later than the instant asked for. */
  readonly revokedAt?: Date;
}

/** A path that was found. */
export interface CertificatePath {
  /** From the leaf to the anchor, both included; one certificate when the leaf is an anchor itself (a pin). */
  readonly chain: readonly Certificate[];
  /** `good` when every certificate below the anchor is known not to be revoked. */
  readonly revocation: 'good' | 'not-checked';
  /** What the decision rests on: kept with the exchange, it can be made again later without asking anybody. */
  readonly evidence: PathEvidence;
}

export interface PathEvidence {
  /** In the order of the chain. */
  readonly statuses: readonly CertificateStatus[];
  /** The lists that were relied on, DER. */
  readonly crls: readonly Uint8Array[];
  /** The OCSP responses that were relied on, DER (RFC 6960), as they can be stapled. */
  readonly ocspResponses: readonly Uint8Array[];
}
