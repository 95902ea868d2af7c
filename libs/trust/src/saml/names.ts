/** Namespaces of SAML 2.0 and of the messages assertions travel in. */
export const namespaces = {
  assertion: 'urn:oasis:names:tc:SAML:2.0:assertion',
  protocol: 'urn:oasis:names:tc:SAML:2.0:protocol',
  security: 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd',
  signature: 'http://www.w3.org/2000/09/xmldsig#',
  hl7: 'urn:hl7-org:v3',
} as const;

/** Namespaces of the SOAP envelope, 1.1 and 1.2. */
export const soapNamespaces: ReadonlySet<string> = new Set([
  'http://schemas.xmlsoap.org/soap/envelope/',
  'http://www.w3.org/2003/05/soap-envelope',
]);

/** `SubjectConfirmation/@Method` (SAML 2.0 profiles section 3, WS-Security SAML token profile section 3.5). */
export const confirmationMethods = {
  bearer: 'urn:oasis:names:tc:SAML:2.0:cm:bearer',
  holderOfKey: 'urn:oasis:names:tc:SAML:2.0:cm:holder-of-key',
  senderVouches: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches',
} as const;

/** What kind of assertion it is in MyHealth@EU, as `Issuer/@NameQualifier` says. */
export const assertionKinds = {
  /** Identity of the health professional. */
  hcp: 'urn:ehdsi:assertions:hcp',
  /** Confirmation of the treatment relationship. */
  trc: 'urn:ehdsi:assertions:trc',
  /** Next of kin of the patient. */
  nok: 'urn:ehdsi:assertions:nok',
} as const;
export type AssertionKind = keyof typeof assertionKinds;

/** `Audience` of all assertions that cross a border. */
export const crossBorderAudience = 'urn:ehdsi:assertions.audience:x-border';

/** `Attribute/@Name` of the attributes that MyHealth@EU uses (XSPA profile of SAML and IHE XUA). */
export const attributeNames = {
  subjectId: 'urn:oasis:names:tc:xspa:1.0:subject:subject-id',
  nationalProviderId: 'urn:oasis:names:tc:xspa:1.0:subject:npi',
  role: 'urn:oasis:names:tc:xacml:2.0:subject:role',
  organization: 'urn:oasis:names:tc:xspa:1.0:subject:organization',
  organizationId: 'urn:oasis:names:tc:xspa:1.0:subject:organization-id',
  facilityType: 'urn:ehdsi:names:subject:healthcare-facility-type',
  purposeOfUse: 'urn:oasis:names:tc:xspa:1.0:subject:purposeofuse',
  locality: 'urn:oasis:names:tc:xspa:1.0:environment:locality',
  permission: 'urn:oasis:names:tc:xspa:1.0:subject:hl7:permission',
  homeCommunityId: 'urn:ihe:iti:xca:2010:homeCommunityId',
  onBehalfOf: 'urn:ehdsi:names:subject:on-behalf-of',
} as const;
export type AttributeKey = keyof typeof attributeNames;
