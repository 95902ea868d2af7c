/** Canonical URL of a profile of HL7 Europe EPS. */
export const eps = (name: string): string => `http://hl7.eu/fhir/eps/StructureDefinition/${name}`;

/** Canonical URL of a profile of HL7 Europe base. */
export const base = (name: string): string => `http://hl7.eu/fhir/base/StructureDefinition/${name}`;

/** Canonical URL of a profile of the International Patient Summary. */
export const ips = (name: string): string => `http://hl7.org/fhir/uv/ips/StructureDefinition/${name}`;

/** Canonical URL of the Bundle profile of EPS, the entrance of the table. */
export const bundleEuEps = eps('bundle-eu-eps');

/** Canonical URL of the Bundle profile of IPS. */
export const bundleUvIps = ips('Bundle-uv-ips');

const core = 'http://hl7.org/fhir/StructureDefinition/';

/** Canonical URL of a profile or extension of FHIR core. */
export const r4 = (name: string): string => `${core}${name}`;

/** Canonical URL of an extension that carries an element of FHIR R5. */
export const r5 = (name: string): string => `http://hl7.org/fhir/5.0/StructureDefinition/extension-${name}`;

/** Who may act, in the profiles of EU core. */
export const practitioner = base('practitioner-eu-core');
export const practitionerRole = base('practitionerRole-eu-core');
export const organization = base('organization-eu-core');
export const patient = base('patient-eu-core');
export const epsPatient = eps('patient-eu-eps');
