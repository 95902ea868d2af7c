/** HL7 v3: the namespace of CDA R2. */
export const cdaNamespace = 'urn:hl7-org:v3';

/** HL7 pharmacy extension: what the pivot has been written in since wave 6. */
export const pharmNamespace = 'urn:hl7-org:pharm';

/** The medication extension of epSOS, waves 1 to 5 (docs/dialects.md). It is read and never written. */
export const epsosNamespace = 'urn:epsos-org:ep:medication';

/** The prefixes that name them in the notation of the grammar. */
export const namespaceOfPrefix: Readonly<Record<string, string>> = {
  hl7: cdaNamespace,
  pharm: pharmNamespace,
  epsos: epsosNamespace,
};
