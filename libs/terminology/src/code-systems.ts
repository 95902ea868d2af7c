/** A code system as both worlds name it. */
interface CodeSystemName {
  readonly oid: string;
  readonly uri: string;
  /** Name to write as CDA codeSystemName. */
  readonly name: string;
}

// CDA names code systems by OID, FHIR by URI. The pairs are those of the European catalogue joined on its value sets
// (Master Value Set Catalogue 8.1.0), plus the HL7 v3 tables that CDA headers use and what real documents bring along.
// A system without a URI of its own stands here for its name only: its URI is `urn:oid:` and the OID.
const v3 = 'http://terminology.hl7.org/CodeSystem/v3-';
const table: readonly CodeSystemName[] = [
  { oid: '2.16.840.1.113883.6.96', uri: 'http://snomed.info/sct', name: 'SNOMED CT' },
  { oid: '2.16.840.1.113883.6.1', uri: 'http://loinc.org', name: 'LOINC' },
  { oid: '1.3.6.1.4.1.12559.11.10.1.3.1.44.2', uri: 'http://hl7.org/fhir/sid/icd-10', name: 'ICD-10' },
  { oid: '1.3.6.1.4.1.12559.11.10.1.3.1.44.5', uri: 'https://www.orpha.net', name: 'Orphanet' },
  { oid: '0.4.0.127.0.16.1.1.2.1', uri: 'http://standardterms.edqm.eu', name: 'EDQM' },
  { oid: '2.16.840.1.113883.6.73', uri: 'http://www.whocc.no/atc', name: 'Anatomical Therapeutic Chemical' },
  { oid: '2.16.840.1.113883.6.8', uri: 'http://unitsofmeasure.org', name: 'UCUM' },
  {
    oid: '1.3.6.1.4.1.12559.11.10.1.3.1.44.4',
    uri: 'urn:oid:1.3.6.1.4.1.12559.11.10.1.3.1.44.4',
    name: 'eHDSI Display Labels',
  },
  { oid: '1.3.6.1.4.1.12559.11.10.1.3.1.44.6', uri: 'urn:oid:1.3.6.1.4.1.12559.11.10.1.3.1.44.6', name: 'EMDN' },
  { oid: '2.16.840.1.113883.2.9.6.2.7', uri: 'urn:oid:2.16.840.1.113883.2.9.6.2.7', name: 'ISCO' },
  { oid: '1.3.6.1.4.1.19376.1.5.3.2', uri: 'urn:oid:1.3.6.1.4.1.19376.1.5.3.2', name: 'IHEActCode' },
  { oid: '1.0.3166.1', uri: 'urn:iso:std:iso:3166', name: 'ISO 3166-1' },
  { oid: '2.16.840.1.113883.6.121', uri: 'urn:ietf:bcp:47', name: 'Language' },
  { oid: '2.16.840.1.113883.6.3', uri: 'http://hl7.org/fhir/sid/icd-10', name: 'ICD-10' },
  { oid: '2.16.840.1.113883.6.90', uri: 'http://hl7.org/fhir/sid/icd-10-cm', name: 'ICD-10-CM' },
  { oid: '2.16.840.1.113883.6.103', uri: 'http://hl7.org/fhir/sid/icd-9-cm', name: 'ICD-9-CM' },
  { oid: '2.16.840.1.113883.6.88', uri: 'http://www.nlm.nih.gov/research/umls/rxnorm', name: 'RxNorm' },
  { oid: '2.16.840.1.113883.6.101', uri: 'http://nucc.org/provider-taxonomy', name: 'NUCC Provider Taxonomy' },
  { oid: '2.16.840.1.113883.4.9', uri: 'http://fdasis.nlm.nih.gov', name: 'UNII' },
  { oid: '2.16.840.1.113883.12.292', uri: 'http://hl7.org/fhir/sid/cvx', name: 'CVX' },
  { oid: '2.16.840.1.113883.12.443', uri: 'http://terminology.hl7.org/CodeSystem/v2-0443', name: 'Provider Role' },
  { oid: '1.2.840.10008.2.16.4', uri: 'http://dicom.nema.org/resources/ontology/DCM', name: 'DCM' },
  { oid: '2.16.840.1.113883.5.1', uri: `${v3}AdministrativeGender`, name: 'AdministrativeGender' },
  { oid: '2.16.840.1.113883.5.2', uri: `${v3}MaritalStatus`, name: 'MaritalStatus' },
  { oid: '2.16.840.1.113883.5.4', uri: `${v3}ActCode`, name: 'ActCode' },
  { oid: '2.16.840.1.113883.5.6', uri: `${v3}ActClass`, name: 'ActClass' },
  { oid: '2.16.840.1.113883.5.7', uri: `${v3}ActPriority`, name: 'ActPriority' },
  { oid: '2.16.840.1.113883.5.14', uri: `${v3}ActStatus`, name: 'ActStatus' },
  { oid: '2.16.840.1.113883.5.25', uri: `${v3}Confidentiality`, name: 'Confidentiality' },
  { oid: '2.16.840.1.113883.5.60', uri: `${v3}LanguageAbilityMode`, name: 'LanguageAbilityMode' },
  { oid: '2.16.840.1.113883.5.83', uri: `${v3}ObservationInterpretation`, name: 'ObservationInterpretation' },
  { oid: '2.16.840.1.113883.5.88', uri: `${v3}ParticipationFunction`, name: 'ParticipationFunction' },
  { oid: '2.16.840.1.113883.5.90', uri: `${v3}ParticipationType`, name: 'ParticipationType' },
  { oid: '2.16.840.1.113883.5.110', uri: `${v3}RoleClass`, name: 'RoleClass' },
  { oid: '2.16.840.1.113883.5.111', uri: `${v3}RoleCode`, name: 'RoleCode' },
  { oid: '2.16.840.1.113883.5.112', uri: `${v3}RouteOfAdministration`, name: 'RouteOfAdministration' },
  { oid: '2.16.840.1.113883.5.139', uri: `${v3}TimingEvent`, name: 'TimingEvent' },
  { oid: '2.16.840.1.113883.5.1008', uri: `${v3}NullFlavor`, name: 'NullFlavor' },
  { oid: '2.16.840.1.113883.5.1063', uri: `${v3}ObservationValue`, name: 'ObservationValue' },
  { oid: '2.16.840.1.113883.5.1070', uri: `${v3}substanceAdminSubstitution`, name: 'substanceAdminSubstitution' },
  { oid: '2.16.840.1.113883.5.1119', uri: `${v3}AddressUse`, name: 'AddressUse' },
  {
    oid: '2.16.840.1.113883.5.1150.1',
    uri: 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips',
    name: 'IPS absent/unknown',
  },
  {
    oid: '2.16.840.1.113883.4.642.4.1373',
    uri: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical',
    name: 'AllergyIntolerance Clinical Status Codes',
  },
  {
    oid: '2.16.840.1.113883.4.642.4.1371',
    uri: 'http://terminology.hl7.org/CodeSystem/allergyintolerance-verification',
    name: 'AllergyIntolerance Verification Status',
  },
  {
    oid: '2.16.840.1.113883.4.642.4.1074',
    uri: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
    name: 'Condition Clinical Status Codes',
  },
  {
    oid: '2.16.840.1.113883.4.642.4.1075',
    uri: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
    name: 'Condition Verification Status',
  },
  {
    oid: '2.16.840.1.113883.4.642.4.130',
    uri: 'http://hl7.org/fhir/allergy-intolerance-criticality',
    name: 'AllergyIntoleranceCriticality',
  },
  {
    oid: '2.16.840.1.113883.4.642.4.1125',
    uri: 'http://terminology.hl7.org/CodeSystem/observation-category',
    name: 'Observation Category Codes',
  },
  {
    oid: '2.16.840.1.113883.4.642.4.1124',
    uri: 'http://terminology.hl7.org/CodeSystem/referencerange-meaning',
    name: 'Reference Range Meaning Codes',
  },
  {
    oid: '2.16.840.1.113883.4.642.4.2038',
    uri: 'http://terminology.hl7.org/CodeSystem/sex-parameter-for-clinical-use',
    name: 'Sex Parameter for Clinical Use',
  },
];

/** OIDs that real documents misspell or still use. Reading corrects them; nothing is written with them. */
const superseded = new Map<string, string>(
  Object.entries({
    // A typing error (1.3.5 for 1.3.6) that stands in more documents than the right one.
    '1.3.5.1.4.1.19376.1.5.3.2': '1.3.6.1.4.1.19376.1.5.3.2',
    // epSOS gave EDQM an OID of its own before EDQM had one; the codes are the same.
    '1.3.6.1.4.1.12559.11.10.1.3.1.44.1': '0.4.0.127.0.16.1.1.2.1',
    // The OID of the value set in place of that of the code system.
    '2.16.840.1.113883.1.11.78': '2.16.840.1.113883.5.83',
  }),
);

/** URIs that real Bundles use in place of the canonical one. */
const aliases = new Map<string, string>(
  Object.entries({
    'http://terminology.hl7.org/5.3.0/CodeSystem-ISO3166Part1.html': 'urn:iso:std:iso:3166',
    'http://snomed.info/sct/': 'http://snomed.info/sct',
    'http://www.orpha.net': 'https://www.orpha.net',
    // The package of the value set catalogue names EMDN by the address of a value set.
    'http://hl7europe.org/fhir/terminology/ehdsi/ValueSet/eHDSIMedicalDevice':
      'urn:oid:1.3.6.1.4.1.12559.11.10.1.3.1.44.6',
  }),
);

const oidPrefix = 'urn:oid:';
const uriByOid = new Map(table.map((row) => [row.oid, row.uri]));
for (const [wrong, right] of superseded) uriByOid.set(wrong, uriByOid.get(right) ?? `${oidPrefix}${right}`);
// The first row of a URI is the one that is written, so eHDSI's own OID for ICD-10 stands before HL7's.
const byUri = new Map([...table].reverse().map((row) => [row.uri, row]));

/** The URI under which FHIR knows the code system of an OID; `urn:oid:` and the OID where it has no name of its own. */
export function uriOfOid(oid: string): string {
  return uriByOid.get(oid) ?? `${oidPrefix}${oid}`;
}

/** The OID under which CDA knows the code system of a URI; undefined where none is known. */
export function oidOfUri(uri: string): string | undefined {
  const canonical = canonicalUri(uri);
  return byUri.get(canonical)?.oid ?? (canonical.startsWith(oidPrefix) ? canonical.slice(oidPrefix.length) : undefined);
}

/**
 * The canonical form of a code system URI: aliases are resolved, and an OID written as URI becomes the system's own
 * URI where it has one, because producers that convert from CDA leave `urn:oid:2.16.840.1.113883.6.96` behind.
 */
export function canonicalUri(uri: string): string {
  if (uri.startsWith(oidPrefix)) return uriOfOid(uri.slice(oidPrefix.length));
  return aliases.get(uri) ?? uri;
}

/** The name to write beside the code, as CDA codeSystemName; undefined for a system that is not known here. */
export function systemName(uri: string): string | undefined {
  return byUri.get(canonicalUri(uri))?.name;
}
