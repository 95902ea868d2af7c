import type { Coding } from '../model/coded.js';
import { wordOf } from './timings.js';
import type { Words } from './words/index.js';

type Table = (words: Words) => Readonly<Record<string, string>>;

const v3 = 'http://terminology.hl7.org/CodeSystem/v3-';
const hl7 = 'http://terminology.hl7.org/CodeSystem/';
const snomed = 'http://snomed.info/sct';

const statuses: Table = ({ statuses }) => statuses;
const interpretation: Table = ({ codes }) => codes.interpretation;

/** Code systems whose codes have words of ours: small tables of HL7, by the code itself. */
const tables: Readonly<Record<string, Table>> = {
  [`${hl7}condition-clinical`]: statuses,
  [`${hl7}condition-ver-status`]: statuses,
  [`${hl7}allergyintolerance-clinical`]: statuses,
  [`${hl7}allergyintolerance-verification`]: statuses,
  [`${hl7}immunization-recommendation-status`]: statuses,
  [`${v3}ActStatus`]: statuses,
  'http://hl7.org/fhir/allergy-intolerance-criticality': ({ codes }) => codes.criticality,
  'http://hl7.org/fhir/reaction-event-severity': ({ codes }) => codes.severity,
  'http://hl7.org/fhir/allergy-intolerance-type': ({ codes }) => codes.propensity,
  [`${v3}Confidentiality`]: ({ codes }) => codes.confidentiality,
  [`${v3}ObservationInterpretation`]: interpretation,
  [`${v3}RoleCode`]: ({ codes }) => codes.relationship,
  [`${v3}AdministrativeGender`]: ({ genders }) => ({ F: genders.female, M: genders.male, UN: genders.other }),
  'http://hl7.org/fhir/administrative-gender': ({ genders }) => genders,
};

/** Codes of larger systems that say what one of our words says. */
const others: Readonly<Record<string, Readonly<Record<string, (words: Words) => string>>>> = {
  [snomed]: {
    '55561003': ({ statuses }) => statuses.active,
    '73425007': ({ statuses }) => statuses.inactive,
    '413322009': ({ statuses }) => statuses.resolved,
    '410605003': ({ statuses }) => statuses.confirmed,
    '410590009': ({ statuses }) => statuses.provisional,
    '410592001': ({ statuses }) => statuses.provisional,
    '410593006': ({ statuses }) => statuses.unconfirmed,
    '410516002': ({ statuses }) => statuses.refuted,
    '255604002': ({ codes }) => codes.severity.mild,
    '6736007': ({ codes }) => codes.severity.moderate,
    '24484000': ({ codes }) => codes.severity.severe,
    '399166001': ({ codes }) => codes.severity.fatal,
    '609328004': ({ codes }) => codes.propensity.allergy,
    '782197009': ({ codes }) => codes.propensity.intolerance,
    '420134006': ({ codes }) => codes.propensity.adverse,
  },
  [`${v3}ObservationValue`]: {
    CRITL: ({ codes }) => codes.criticality.low,
    CRITH: ({ codes }) => codes.criticality.high,
    CRITU: ({ codes }) => codes.criticality['unable-to-assess'],
  },
};

/**
 * Our own words for a code that says how sure, how bad or how far a thing is; undefined for all others. These few are
 * known without any terminology, because a reader must never have to guess them.
 */
export function knownWord({ system, code }: Coding, words: Words): string | undefined {
  const table = wordOf(tables, system)?.(words);
  const own = table === undefined ? undefined : wordOf(table, code);
  return own ?? wordOf(wordOf(others, system) ?? {}, code)?.(words);
}

/** What a coded status means, as the key of our table of statuses: `refuted`, `entered-in-error`. */
export function statusKey(coding: Coding | undefined, words: Words): string | undefined {
  if (coding === undefined) return undefined;
  const word = [coding, ...(coding.translations ?? [])].map((each) => knownWord(each, words)).find(Boolean);
  return Object.entries(words.statuses).find(([, text]) => text === word)?.[0];
}
