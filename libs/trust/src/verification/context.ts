import type { Certificate } from '../certificates/certificate.js';

/** A document that a detached signature speaks of, under the name the signature may use for it. */
export interface DetachedObject {
  /** As the signature names it: a file name, `urn:…` or `cid:…`. */
  readonly name: string;
  readonly octets: Uint8Array;
}

/** What a signature is verified against. Nothing that travels with a signature adds to it. */
export interface VerificationContext {
  /** Certificates trusted beforehand: of authorities, or of signers themselves (a pin). */
  readonly anchors: readonly Certificate[];
  /** Certificate revocation lists at hand, DER. A list that no certificate of the path has issued is not looked at. */
  readonly crls: readonly Uint8Array[];
  /** OCSP responses at hand, DER (RFC 6960). */
  readonly ocspResponses: readonly Uint8Array[];
  /** The instant at which the answer is asked for; a signature time later than this is refused. */
  readonly at: Date;
  /** Documents beside the signature. */
  readonly detached: readonly DetachedObject[];
}
