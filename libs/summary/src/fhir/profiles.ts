// The profiles a resource of the European Patient Summary claims (hl7.fhir.eu.eps 1.0.0-xtehr, hl7.fhir.eu.base 2.0.0)
// beside the International Patient Summary's (hl7.fhir.uv.ips 2.0.0) that EPS imposes: imposeProfile is an extension on
// the StructureDefinition, which validators that read snapshots only do not follow, so both are claimed.
const eps = 'http://hl7.eu/fhir/eps/StructureDefinition/';
const base = 'http://hl7.eu/fhir/base/StructureDefinition/';
const ips = 'http://hl7.org/fhir/uv/ips/StructureDefinition/';

const profiles: Readonly<Record<string, readonly string[]>> = {
  Bundle: [`${eps}bundle-eu-eps`, `${ips}Bundle-uv-ips`],
  Composition: [`${eps}composition-eu-eps`, `${ips}Composition-uv-ips`],
  Consent: [`${eps}consent-eu-eps`],
  Patient: [`${eps}patient-eu-eps`, `${ips}Patient-uv-ips`],
  AllergyIntolerance: [`${eps}allergyintolerance-obl-eu-eps`, `${ips}AllergyIntolerance-uv-ips`],
  Condition: [`${eps}condition-obl-eu-eps`, `${ips}Condition-uv-ips`],
  Device: [`${eps}device-eu-eps`, `${ips}Device-uv-ips`],
  DeviceUseStatement: [`${eps}deviceUseStatement-eu-eps`, `${ips}DeviceUseStatement-uv-ips`],
  DiagnosticReport: [`${eps}diagnosticReport-eu-eps`, `${ips}DiagnosticReport-uv-ips`],
  Immunization: [`${eps}immunization-obl-eu-eps`, `${ips}Immunization-uv-ips`],
  Medication: [`${eps}medication-obl-eu-eps`, `${ips}Medication-uv-ips`],
  MedicationRequest: [`${eps}medicationrequest-obl-eu-eps`, `${ips}MedicationRequest-uv-ips`],
  MedicationStatement: [`${eps}MedicationStatement-eu-eps`, `${ips}MedicationStatement-uv-ips`],
  Organization: [`${eps}organization-obl-eu-eps`, `${ips}Organization-uv-ips`],
  Practitioner: [`${eps}practitioner-obl-eu-eps`, `${ips}Practitioner-uv-ips`],
  PractitionerRole: [`${eps}practitionerrole-obl-eu-eps`, `${ips}PractitionerRole-uv-ips`],
  Procedure: [`${eps}procedure-eu-eps`, `${ips}Procedure-uv-ips`],
};

/** Profile of an observation of the results section. */
export const medicalTestResult = `${base}medicalTestResult-eu-core`;
/** Profile of an observation of the results section whose category is laboratory. */
export const laboratoryResult = `${ips}Observation-results-laboratory-pathology-uv-ips`;

/** Profiles of an alert; that of IPS, the second, is for active ones only. */
export const alertProfiles = [`${eps}flag-alert-obl-eu-eps`, `${ips}Flag-alert-uv-ips`] as const;

/** Profiles of R4 itself for vital signs, and for blood pressure among them. */
export const vitalSigns = 'http://hl7.org/fhir/StructureDefinition/vitalsigns';
export const bloodPressure = 'http://hl7.org/fhir/StructureDefinition/bp';

/** Profiles of observations of the pregnancy section; the first is EPS's, which has one more than IPS. */
export const pregnancyProfiles = {
  status: [`${eps}observation-pregnancy-status-eu-ips`, `${ips}Observation-pregnancy-status-uv-ips`],
  expectedDate: [`${eps}observation-pregnancy-edd-eu-eps`, `${ips}Observation-pregnancy-edd-uv-ips`],
  outcome: [`${eps}observation-pregnancy-outcome-eu-eps`, `${ips}Observation-pregnancy-outcome-uv-ips`],
  gestationalAge: [`${eps}observation-pregnancy-gestationalAge-eu-eps`],
} as const;

/** Profiles of observations of the social history section, which EPS takes from IPS. */
export const tobaccoUse = `${ips}Observation-tobaccouse-uv-ips`;
export const alcoholUse = `${ips}Observation-alcoholuse-uv-ips`;
/** Profile of an observation of the travel history section. */
export const travel = `${eps}observation-travel-eu-eps`;

/** Profiles that every resource of the type claims; none for types whose profile depends on what they say. */
export function profilesOf(resourceType: string): readonly string[] {
  return profiles[resourceType] ?? [];
}
