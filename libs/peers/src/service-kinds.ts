/**
 * The services of a peer that can be called, each with the transactions it stands for. The names on the left are ours; a
 * list, and a person, speaks of them by these.
 */
export const serviceKinds = {
  /** FHIR door: MHD, PDQm and what the MyHealth@EU NCPeH API makes of them. */
  fhir: 'FHIR',
  /** XCPD Cross Gateway Patient Discovery. */
  'patient-discovery': 'ITI-55',
  /** XCA Cross Gateway Query. */
  query: 'ITI-38',
  /** XCA Cross Gateway Retrieve. */
  retrieve: 'ITI-39',
  /** XCF Cross Gateway Fetch. */
  fetch: 'ITI-63',
  /** XDR Provide and Register Document Set-b, for dispensations and other documents. */
  provide: 'ITI-41',
  /** XDR Provide and Register Document Set-b, for consents. */
  consent: 'ITI-41 BPPC',
  /** XUA Provide X-User Assertion. */
  'identity-provider': 'ITI-40',
} as const;

/** A service of a peer. */
export type ServiceKind = keyof typeof serviceKinds;

/** All of them, in their order. */
export const serviceNames = Object.keys(serviceKinds) as [ServiceKind, ...ServiceKind[]];

/** What certificates are pinned for. Each purpose has its own, so that losing one key does not lose the others. */
export const certificatePurposes = ['tls', 'seal', 'token', 'saml', 'audit', 'time-stamp'] as const;

/** A purpose of certificates. */
export type PinnedPurpose = (typeof certificatePurposes)[number];
