import type { CodeSystemRow } from './row.js';

/**
 * Code systems that real records use and the European catalogue does not: those of other continents and professions,
 * then national ones. They are here so that they keep their name and, where they have one, their URI; a code of theirs
 * needs a map before another country can read it. Their other names: docs/dialects.md.
 */
export const otherSystems: readonly CodeSystemRow[] = [
  { oid: '2.16.840.1.113883.6.90', uri: 'http://hl7.org/fhir/sid/icd-10-cm', name: 'ICD-10-CM' },
  { oid: '2.16.840.1.113883.6.103', uri: 'http://hl7.org/fhir/sid/icd-9-cm', name: 'ICD-9-CM' },
  { oid: '2.16.840.1.113883.6.43.1', uri: 'http://terminology.hl7.org/CodeSystem/icd-o-3', name: 'ICD-O-3' },
  { oid: '2.16.840.1.113883.6.254', uri: 'http://hl7.org/fhir/sid/icf', name: 'ICF' },
  { oid: '2.16.840.1.113883.6.61', uri: 'http://terminology.hl7.org/CodeSystem/CAS', name: 'CAS' },
  {
    oid: '2.16.840.1.113883.3.26.1.1',
    uri: 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl',
    name: 'NCI Thesaurus',
    otherUris: ['http://ncithesaurus-stage.nci.nih.gov'],
  },
  { oid: '2.16.840.1.113883.6.88', uri: 'http://www.nlm.nih.gov/research/umls/rxnorm', name: 'RxNorm' },
  { oid: '2.16.840.1.113883.6.69', uri: 'http://hl7.org/fhir/sid/ndc', name: 'NDC' },
  { oid: '2.16.840.1.113883.6.101', uri: 'http://nucc.org/provider-taxonomy', name: 'NUCC Provider Taxonomy' },
  { oid: '2.16.840.1.113883.4.9', uri: 'http://fdasis.nlm.nih.gov', name: 'UNII' },
  { oid: '2.16.840.1.113883.12.292', uri: 'http://hl7.org/fhir/sid/cvx', name: 'CVX' },
  { oid: '1.2.840.10008.2.16.4', uri: 'http://dicom.nema.org/resources/ontology/DCM', name: 'DCM' },
  { oid: '1.0.639.1', uri: 'http://terminology.hl7.org/CodeSystem/iso639-1', name: 'ISO 639-1' },
  { oid: '2.16.840.1.113883.6.99', uri: 'http://terminology.hl7.org/CodeSystem/iso639-1ret', name: 'ISO 639-1' },
  { oid: '1.3.160', uri: 'https://www.gs1.org/gtin', name: 'GTIN' },
  {
    oid: '1.3.6.1.4.1.19376.1.2.3',
    uri: 'http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode',
    name: 'IHE Format Codes',
    otherUris: ['http://ihe.net/fhir/ValueSet/IHE.FormatCode.codesystem'],
  },
  { uri: 'https://spor.ema.europa.eu/pmswi', name: 'SPOR Product Management Service' },
  { uri: 'https://www.who-umc.org/phpid', name: 'PhPID' },
  // Luxembourg
  { oid: '1.3.182.5.29', name: 'ICD-10CM' },
  { oid: '1.3.182.5.31', name: 'VIDAL ROUTES' },
  { oid: '1.3.182.5.32', name: 'VACCINATION DOSE' },
  { oid: '1.3.182.5.33', name: 'CLADIMED' },
  { oid: '1.3.182.5.34', name: 'FHL MEDDEV' },
  { oid: '1.3.182.5.35', name: 'VIDAL SUBSTANCES' },
  { oid: '1.3.182.5.36', name: 'VIDAL FORMS' },
  { oid: '1.3.182.5.47', name: 'ESANTE DRUGS' },
  // Austria
  { oid: '1.2.40.0.34.5.11', name: 'ELGA_LaborparameterErgaenzung' },
  { oid: '1.2.40.0.34.5.12', name: 'ELGA_PracticeSetting' },
  { oid: '1.2.40.0.34.5.40', name: 'ELGA_Sections' },
  { oid: '1.2.40.0.34.5.160', name: 'ELGA_Fachaerzte' },
  { oid: '2.16.840.1.113883.2.16.1.4.1', name: 'HL7.AT:ReligionAustria' },
  { oid: '2.16.840.1.113883.2.16.1.4.9', name: 'HL7.at.Laborkennzeichnung' },
  // Czechia
  { oid: '1.2.203.24341.11.2.1', name: 'MKN-10' },
  { oid: '1.2.203.24341.11.2.7.1', name: 'Databáze léčivých přípravků' },
  // Denmark
  { oid: '1.2.208.176.3.1', name: 'Lægemiddelstyrelsens DrugID' },
  { oid: '1.2.208.176.3.2', name: 'Varenumre på lægemiddelpakninger' },
  { oid: '1.2.208.176.3.11', name: 'LMS11' },
  { oid: '1.2.208.176.3.14', name: 'LMS14' },
  { oid: '1.2.208.176.3.22', name: 'LMS22' },
  // The same tables under another arc, as dispensations from abroad write them.
  { oid: '2.16.17.710.802.1000.990.1.20.2', name: 'LMS02' },
  { oid: '2.16.17.710.802.1000.990.1.20.22', name: 'LMS22' },
  { oid: '1.2.208.184.100.1', name: 'MedCom Message Codes' },
  { oid: '1.2.208.184.100.2', name: 'MedCom Relation Codes' },
  // Estonia
  { oid: '1.3.6.1.4.1.28284.6.2.4.101', name: 'Siseriiklik ATC' },
  // Finland: its edition of ATC has codes and names of its own, so it is not taken for WHO's.
  { oid: '1.2.246.537.6.32', name: 'Fimea - ATC Luokitus' },
  { oid: '1.2.246.537.6.55', name: 'VNR' },
  { oid: '1.2.246.537.5.1.1997', name: 'AR/YDIN - Sukupuoli' },
  { oid: '1.2.246.537.6.140.2008', name: 'Valvira - Ammattioikeudet' },
  { oid: '1.2.246.777.5.99902.2006', name: 'KanTa-palvelut - Asiakirjan luottamuksellisuus' },
  // Netherlands
  { oid: '2.16.840.1.113883.2.4.4.1', name: 'G-Standaard GPK' },
  { oid: '2.16.840.1.113883.2.4.4.1.750', name: 'G-Standaard Stofnaamcode (SNK)' },
  { oid: '2.16.840.1.113883.2.4.4.1.900.2', name: 'G-Standaard thesaurus basiseenheden' },
  { oid: '2.16.840.1.113883.2.4.4.1.902.40', name: 'G-Standaard tabel 40' },
  { oid: '2.16.840.1.113883.2.4.4.7', name: 'G-Standaard Handels Product Kode (HPK)' },
  { oid: '2.16.840.1.113883.2.4.4.9', name: 'G-Standaard Toedieningswegen' },
  { oid: '2.16.840.1.113883.2.4.4.10', name: 'G-Standaard PRK' },
  { oid: '2.16.840.1.113883.2.4.4.31.1', name: 'ICPC-1 NL' },
  // Portugal
  { oid: '2.16.620.1.101.10.4.2', name: 'ICD9-CM Hospitais' },
  { oid: '2.16.620.1.101.10.4.3', name: 'ICD9-CM Procedimentos' },
  { oid: '2.16.620.1.101.10.5.2.1', name: 'CNPEM' },
  { oid: '2.16.620.1.101.20.6', name: 'EMB' },
  { oid: '2.16.620.1.101.20.8', name: 'VIASADMIN' },
  { oid: '2.16.620.1.101.20.9', name: 'FORMFARM' },
  { oid: '2.16.620.1.101.20.10', name: 'DISPMEDICOS' },
];
