/** Base of the definitions that are Passerelle's own. `.example` is reserved (RFC 2606): they are not published anywhere. */
export const ownBase = 'https://passerelle.example/fhir';

/** Extension of an OperationOutcome that carries a signed receipt (compact JWS) as a string. */
export const receiptExtension = `${ownBase}/StructureDefinition/exchange-receipt`;

/** LOINC, patient summary document. */
export const patientSummaryType = { system: 'http://loinc.org', code: '60591-5', display: 'Patient summary Document' };

/** Media type of FHIR in JSON. */
export const fhirJson = 'application/fhir+json';
