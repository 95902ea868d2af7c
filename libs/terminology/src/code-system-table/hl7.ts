import type { CodeSystemRow } from './row.js';

const base = 'http://terminology.hl7.org/CodeSystem/';

/** A table of HL7 version 3; its name in the URI is its name in CDA. */
function v3(arc: number, name: string, rest: Partial<CodeSystemRow> = {}): CodeSystemRow {
  return { oid: `2.16.840.1.113883.5.${arc}`, uri: `${base}v3-${name}`, name, ...rest };
}

/**
 * A code system of FHIR. The catalogue and current HL7 packages differ in one arc of its OID, 4.642.4 and 4.642.1; the
 * catalogue's is written.
 */
function fhir(arc: number, name: string, title: string, uri = `${base}${name}`): CodeSystemRow {
  const [oid, other] = [`2.16.840.1.113883.4.642.4.${arc}`, `2.16.840.1.113883.4.642.1.${arc}`];
  return { oid, uri, name: title, otherOids: [other] };
}

/** A table of HL7 version 2. Documents write the OID of the table, current HL7 packages that of its code system. */
function v2(table: number, arc: number, name: string): CodeSystemRow {
  const oid = `2.16.840.1.113883.12.${table}`;
  const uri = `${base}v2-${String(table).padStart(4, '0')}`;
  return { oid, uri, name, otherOids: [`2.16.840.1.113883.18.${arc}`], otherUris: [`${uri}|2.7`] };
}

/** Code systems that HL7 publishes (hl7.terminology, CC0), as far as CDA headers, summaries and the catalogue use them; see docs/dialects.md. */
export const hl7Systems: readonly CodeSystemRow[] = [
  v3(1, 'AdministrativeGender'),
  v3(2, 'MaritalStatus'),
  v3(4, 'ActCode'),
  v3(6, 'ActClass'),
  v3(7, 'ActPriority'),
  v3(8, 'ActReason'),
  v3(14, 'ActStatus'),
  // 9.2.16… is a slip of one producer; what it misspells can be nothing else.
  v3(25, 'Confidentiality', { otherOids: ['9.2.16.840.1.113883.5.25'] }),
  v3(41, 'EntityClass'),
  v3(43, 'EntityNamePartQualifier'),
  v3(45, 'EntityNameUse'),
  v3(60, 'LanguageAbilityMode'),
  v3(61, 'LanguageAbilityProficiency'),
  // The OID of the value set in place of that of the code system.
  v3(83, 'ObservationInterpretation', { otherOids: ['2.16.840.1.113883.1.11.78'] }),
  v3(84, 'ObservationMethod'),
  v3(88, 'ParticipationFunction'),
  v3(90, 'ParticipationType'),
  v3(110, 'RoleClass'),
  v3(111, 'RoleCode'),
  v3(112, 'RouteOfAdministration'),
  v3(129, 'SpecimenType'),
  v3(139, 'TimingEvent'),
  v3(143, 'URLScheme'),
  v3(1001, 'ActMood'),
  v3(1002, 'ActRelationshipType'),
  v3(1008, 'NullFlavor'),
  v3(1022, 'GTSAbbreviation'),
  v3(1052, 'ActSite'),
  v3(1063, 'ObservationValue'),
  v3(1064, 'ParticipationMode'),
  v3(1070, 'substanceAdminSubstitution'),
  v3(1119, 'AddressUse'),
  v3(1123, 'DataOperation'),
  fhir(1373, 'allergyintolerance-clinical', 'AllergyIntolerance Clinical Status Codes'),
  fhir(1371, 'allergyintolerance-verification', 'AllergyIntolerance Verification Status'),
  fhir(1074, 'condition-clinical', 'Condition Clinical Status Codes'),
  fhir(1075, 'condition-ver-status', 'Condition Verification Status'),
  fhir(1073, 'condition-category', 'Condition Category Codes'),
  fhir(
    130,
    'allergy-intolerance-criticality',
    'AllergyIntoleranceCriticality',
    'http://hl7.org/fhir/allergy-intolerance-criticality',
  ),
  fhir(1125, 'observation-category', 'Observation Category Codes'),
  fhir(1124, 'referencerange-meaning', 'Reference Range Meaning Codes'),
  fhir(2038, 'sex-parameter-for-clinical-use', 'Sex Parameter for Clinical Use'),
  fhir(1048, 'data-absent-reason', 'DataAbsentReason'),
  fhir(1069, 'dose-rate-type', 'DoseAndRateType'),
  fhir(1071, 'flag-category', 'Flag Category'),
  fhir(1104, 'immunization-recommendation-status', 'Immunization Recommendation Status Codes'),
  fhir(1106, 'list-empty-reason', 'List Empty Reasons'),
  fhir(1128, 'organization-type', 'Organization type'),
  fhir(1131, 'provenance-participant-type', 'Provenance participant type'),
  fhir(1226, 'consentcategorycodes', 'Consent Category Codes'),
  fhir(1228, 'consentscope', 'Consent Scope Codes'),
  fhir(1229, 'consentpolicycodes', 'Consent PolicyRule Codes'),
  fhir(1323, 'medicationrequest-category', 'MedicationRequest Category Codes'),
  fhir(1327, 'medicationrequest-course-of-therapy', 'MedicationRequest Course of Therapy Codes'),
  v2(3, 4, 'event'),
  v2(74, 29, 'diagnosticServiceSectionId'),
  v2(76, 30, 'messageType'),
  v2(131, 58, 'contactRole2'),
  v2(203, 108, 'identifierType'),
  v2(360, 220, 'degreeLicenseCertificate'),
  v2(443, 283, 'Provider Role'),
];
