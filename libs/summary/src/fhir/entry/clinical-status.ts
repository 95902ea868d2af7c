import type { CodeableConcept } from 'fhir/r4.js';
import type { Coded } from '../../model/coded.js';
import { absentElement } from '../datatypes/index.js';

/** Which of FHIR's tables a status is bound to (required binding). */
export interface StatusTable {
  readonly system: string;
  readonly codes: ReadonlySet<string>;
  /** What codes of other systems mean in this table, SNOMED CT first of all (eHDSIStatusCode, eHDSICertainty); docs/dialects.md. */
  readonly others: Readonly<Record<string, string>>;
}

const hl7 = 'http://terminology.hl7.org/CodeSystem/';

/** Condition.clinicalStatus. */
export const conditionClinical: StatusTable = {
  system: `${hl7}condition-clinical`,
  codes: new Set(['active', 'recurrence', 'relapse', 'inactive', 'remission', 'resolved']),
  others: {
    '55561003': 'active',
    '73425007': 'inactive',
    '413322009': 'resolved',
    '90734009': 'active',
    '7087005': 'active',
    '255227004': 'recurrence',
    '246455001': 'recurrence',
    '263853000': 'relapse',
    '277022003': 'remission',
    '392521001': 'inactive',
    '723506003': 'resolved',
    completed: 'resolved',
    suspended: 'inactive',
    aborted: 'inactive',
  },
};

/** AllergyIntolerance.clinicalStatus. */
export const allergyClinical: StatusTable = {
  system: `${hl7}allergyintolerance-clinical`,
  codes: new Set(['active', 'inactive', 'resolved']),
  others: {
    '55561003': 'active',
    '73425007': 'inactive',
    '413322009': 'resolved',
    '723506003': 'resolved',
    completed: 'resolved',
    suspended: 'inactive',
    aborted: 'inactive',
  },
};

/** Condition.verificationStatus. */
export const conditionVerification: StatusTable = {
  system: `${hl7}condition-ver-status`,
  codes: new Set(['unconfirmed', 'provisional', 'differential', 'confirmed', 'refuted', 'entered-in-error']),
  others: {
    '410605003': 'confirmed',
    '410590009': 'provisional',
    '410592001': 'provisional',
    '415684004': 'provisional',
    '410593006': 'unconfirmed',
    '410516002': 'refuted',
    '723506003': 'confirmed',
  },
};

/** AllergyIntolerance.verificationStatus. */
export const allergyVerification: StatusTable = {
  system: `${hl7}allergyintolerance-verification`,
  codes: new Set(['unconfirmed', 'confirmed', 'refuted', 'entered-in-error']),
  others: {
    ...conditionVerification.others,
    '410590009': 'unconfirmed',
    '410592001': 'unconfirmed',
    '415684004': 'unconfirmed',
  },
};

/** The code of the table that a status says, whatever system it is coded in. */
export function statusCode(coded: Coded | undefined, table: StatusTable): string | undefined {
  if (coded?.coding === undefined) return undefined;
  const codings = [coded.coding, ...(coded.coding.translations ?? [])];
  const own = codings.find(({ system, code }) => system === table.system && table.codes.has(code));
  if (own !== undefined) return own.code;
  for (const { code } of codings) {
    // Codes of the table occur under the OID of its value set, or under none.
    const found = table.codes.has(code) ? code : table.others[code];
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * A status as the code of the table it is bound to. The code of the source does not stand beside it: validators that
 * lack its code system (SNOMED CT) then refuse the whole status, so what the source said is kept as text.
 * @returns undefined for a status that the table has no code for
 */
export function writeStatus(coded: Coded | undefined, table: StatusTable): CodeableConcept | undefined {
  const code = statusCode(coded, table);
  if (coded === undefined || code === undefined) return undefined;
  const own = coded.coding?.system === table.system && coded.coding.code === code ? coded.coding.display : undefined;
  const said = coded.text ?? coded.coding?.display;
  return { coding: [{ system: table.system, code, display: own }], text: said };
}

/**
 * The status of an entry whose source states none where FHIR demands one (ait-1), from a table that has no code for
 * "unknown": active, because an allergy must not be overlooked, and marked as not stated by a data-absent-reason.
 */
export function unstatedStatus(table: StatusTable): CodeableConcept {
  return { ...absentElement('UNK'), coding: [{ system: table.system, code: 'active' }] };
}
