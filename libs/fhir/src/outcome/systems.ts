/** Code system of the PSR codes of Passerelle's error registry. `.example` is reserved (RFC 2606): it is not published. */
export const errorCodeSystem = 'https://passerelle.example/fhir/CodeSystem/error';

/** Code system of the rules that a document can break: keys of the standards' constraints, and our own names. */
export const ruleCodeSystem = 'https://passerelle.example/fhir/CodeSystem/rule';
