import type { CodeSystemRow } from './row.js';

/**
 * The code systems of the European catalogue (Master Value Set Catalogue 8.1.0) that HL7 does not publish. The pairs of
 * OID and URI come from joining the catalogue's two forms, FHIR and OpenNCP's XML, on the OIDs of their value sets. What
 * real documents write in their place: docs/dialects.md.
 */
export const europeanSystems: readonly CodeSystemRow[] = [
  {
    oid: '2.16.840.1.113883.6.96',
    uri: 'http://snomed.info/sct',
    name: 'SNOMED CT',
    // HL7's example arc (…19) stands for SNOMED CT in documents made from old HL7 samples.
    otherOids: ['2.16.840.1.113883.19.6.96'],
    otherUris: ['http://snomed.info/sct/', 'Snomed CT'],
  },
  { oid: '2.16.840.1.113883.6.1', uri: 'http://loinc.org', name: 'LOINC' },
  {
    oid: '1.3.6.1.4.1.12559.11.10.1.3.1.44.2',
    uri: 'http://hl7.org/fhir/sid/icd-10',
    name: 'ICD-10',
    // HL7's OID for ICD-10, and that of the value set eHDSIIllnessandDisorder, which real pivots put beside a null flavour.
    otherOids: ['2.16.840.1.113883.6.3', '1.3.6.1.4.1.12559.11.10.1.3.1.42.5'],
    otherUris: ['http://terminology.hl7.org/CodeSystem/icd10'],
  },
  {
    oid: '1.3.6.1.4.1.12559.11.10.1.3.1.44.5',
    uri: 'https://www.orpha.net',
    name: 'Orphanet',
    otherUris: ['http://www.orpha.net'],
  },
  {
    oid: '0.4.0.127.0.16.1.1.2.1',
    uri: 'http://standardterms.edqm.eu',
    name: 'EDQM',
    // epSOS gave EDQM an OID of its own before EDQM had one; the codes are the same.
    otherOids: ['1.3.6.1.4.1.12559.11.10.1.3.1.44.1'],
    otherUris: ['https://standardterms.edqm.eu', 'http://hl7europe.org/fhir/terminology/ehdsi/CodeSystem/edqm-all'],
  },
  { oid: '2.16.840.1.113883.6.73', uri: 'http://www.whocc.no/atc', name: 'Anatomical Therapeutic Chemical' },
  {
    oid: '2.16.840.1.113883.6.8',
    uri: 'http://unitsofmeasure.org',
    name: 'UCUM',
    // A name of FHIR Shorthand that a producer did not resolve.
    otherUris: ['$ucum'],
  },
  {
    oid: '1.3.6.1.4.1.12559.11.10.1.3.1.44.6',
    name: 'EMDN',
    // The package of the catalogue names EMDN by the address of a value set.
    otherUris: ['http://hl7europe.org/fhir/terminology/ehdsi/ValueSet/eHDSIMedicalDevice'],
  },
  { oid: '1.3.6.1.4.1.12559.11.10.1.3.1.44.4', name: 'eHDSI Display Labels' },
  {
    oid: '2.16.840.1.113883.2.9.6.2.7',
    name: 'ISCO',
    // The OID of eHDSIHealthcareProfessionalRole, all of whose codes are of ISCO.
    otherOids: ['1.3.6.1.4.1.12559.11.10.1.3.1.42.1'],
  },
  {
    oid: '1.0.3166.1',
    uri: 'urn:iso:std:iso:3166',
    name: 'ISO 3166-1',
    otherUris: [
      'http://terminology.hl7.org/5.3.0/CodeSystem-ISO3166Part1.html',
      'http://terminology.hl7.org/CodeSystem/v3-iso3166-1',
      'http://hl7.org/fhir/ValueSet/country',
    ],
  },
  {
    oid: '2.16.840.1.113883.6.121',
    uri: 'urn:ietf:bcp:47',
    name: 'Language',
    otherUris: ['http://terminology.hl7.org/CodeSystem/ietf3066'],
  },
  {
    oid: '1.3.6.1.4.1.19376.1.5.3.2',
    name: 'IHEActCode',
    // A typing error (1.3.5 for 1.3.6) that stands in more documents than the right one.
    otherOids: ['1.3.5.1.4.1.19376.1.5.3.2'],
  },
  { oid: '1.3.6.1.4.1.19376.1.5.3.3', name: 'IHERoleCode' },
  {
    oid: '2.16.840.1.113883.5.1150.1',
    uri: 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips',
    name: 'IPS absent/unknown',
  },
];
