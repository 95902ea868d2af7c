import type { Clock } from '@passerelle/kernel';
import type { Certificate } from '../certificates/certificate.js';
import type { VerificationContext } from '../verification/context.js';
import type { AssertionContent } from './assertion-content.js';

/** Who may issue assertions, and with which certificates: nothing that travels with an assertion adds to it. */
export interface TrustedIssuer {
  /** Text of `saml:Issuer`. */
  readonly name: string;
  /** Certificates the issuer signs with (pins), or those of the authorities that issue them for purpose `saml`. */
  readonly anchors: readonly Certificate[];
}

/** What an assertion is held against. */
export interface AssertionExpectation extends Partial<Pick<VerificationContext, 'crls' | 'ocspResponses'>> {
  readonly issuers: readonly TrustedIssuer[];
  /** The audience that every restriction must name. */
  readonly audience: string;
  readonly clock: Clock;
  /** Seconds that clocks may differ. @default 60 */
  readonly skew?: number;
  /** Most seconds between the ends of its validity. @default 14400, which is what a health professional's may have */
  readonly longest?: number;
  /** Where the message arrived; asked of a confirmation that names a recipient, and of every bearer confirmation. */
  readonly recipient?: string;
  /** The request that is answered; where given, the confirmation must name it. */
  readonly inResponseTo?: string;
  /** The certificate of the connection, for confirmation by holder-of-key. Without it, that method confirms nothing. */
  readonly holder?: Certificate;
  /** Methods that are accepted. @default bearer, holder-of-key and sender-vouches */
  readonly methods?: readonly string[];
  /**
   * Remembers an assertion until it expires.
   * @returns whether this is its first use; two uses at the same instant must not both be the first
   */
  readonly useOnce: (issuer: string, id: string, until: Date) => Promise<boolean>;
}

/** An assertion that was verified. It is evidence and not a boolean: what it says is in it, as far as it was signed. */
export interface AssertionEvidence extends AssertionContent {
  /** The method by which the subject was confirmed. */
  readonly confirmedBy: string;
  /** The certificate that signed, and the path from it to an anchor of the issuer. */
  readonly signer: Certificate;
  readonly chain: readonly Certificate[];
  /** The octets that were digested; everything above was read from them. */
  readonly signed: Uint8Array;
}
