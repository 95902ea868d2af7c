import type { XmlElement } from '@passerelle/xml';

/** What an assertion says, read from the octets that were signed. Texts are as written, without white space around them. */
export interface AssertionContent {
  /** `ID`: unique with its issuer. */
  readonly id: string;
  readonly issuedAt: Date;
  readonly issuer: SamlName;
  readonly subject: SamlName;
  readonly confirmations: readonly SubjectConfirmation[];
  readonly conditions: Conditions;
  readonly authentication: AuthenticationContext;
  /** In the order of the assertion; no name occurs twice. */
  readonly attributes: readonly SamlAttribute[];
  /** `Advice/AssertionIDRef`: assertions that this one was issued upon. */
  readonly references: readonly string[];
}

/** A name (SAML 2.0 core section 2.2.2). */
export interface SamlName {
  readonly value: string;
  readonly format?: string;
  readonly nameQualifier?: string;
}

/** Who may speak for the subject (section 2.4.1.1). */
export interface SubjectConfirmation {
  readonly method: string;
  readonly notBefore?: Date;
  readonly notOnOrAfter?: Date;
  readonly recipient?: string;
  readonly inResponseTo?: string;
  /** Certificates of the key that the subject holds, base64. */
  readonly holders: readonly string[];
}

/** When and where the assertion counts (section 2.5). */
export interface Conditions {
  readonly notBefore: Date;
  readonly notOnOrAfter: Date;
  /** Each restriction with its audiences; one of each has to be met. */
  readonly audienceRestrictions: readonly (readonly string[])[];
  readonly oneTimeUse: boolean;
}

/** How the subject authenticated (section 2.7.2). */
export interface AuthenticationContext {
  readonly at: Date;
  /** `AuthnContextClassRef`. */
  readonly classReference: string;
  readonly sessionNotOnOrAfter?: Date;
}

/** An attribute of the subject (section 2.7.3.1). */
export interface SamlAttribute {
  readonly name: string;
  readonly nameFormat?: string;
  /** `AttributeValue` elements, which hold text or one element. */
  readonly values: readonly XmlElement[];
}
