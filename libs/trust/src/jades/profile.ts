/** Canonicalisation of a FHIR document (FHIR R4, json.html#canonical). */
export const documentCanonicalization = 'http://hl7.org/fhir/canonicalization/json#document';

/** `Signature.targetFormat`: what is signed and how it was brought into octets. */
export const targetFormat = `application/fhir+json;canonicalization=${documentCanonicalization}`;

/** `Signature.sigFormat`: a JWS in compact serialisation. */
export const sigFormat = 'application/jose';

/**
 * `Signature.type`: verification signature of ASTM E1762-95. A gateway vouches for what it sends; author and legal
 * authenticator stand in the document and have signed, if at all, at home.
 */
export const signatureType = {
  system: 'urn:iso-astm:E1762-95:2013',
  code: '1.2.840.10065.1.12.1.5',
  display: 'Verification Signature',
} as const;

/** `typ` of a JAdES signature in compact serialisation (ETSI TS 119 182-1 section 5.1.5). */
export const jadesType = 'jose';

/** `cty`: the media type of the payload, without `application/` as RFC 7515 section 4.1.10 recommends. */
export const contentType = 'fhir+json';

/** `sigD.mId`: how a detached payload is referred to (ETSI TS 119 182-1 section 5.2.8). */
export const mechanisms = {
  httpHeaders: 'http://uri.etsi.org/19182/HttpHeaders',
  objectIdByUri: 'http://uri.etsi.org/19182/ObjectIdByURI',
  objectIdByUriHash: 'http://uri.etsi.org/19182/ObjectIdByURIHash',
} as const;
