import type { Coded, Coding } from '../model/coded.js';

const conditionClinical = 'http://terminology.hl7.org/CodeSystem/condition-clinical';

// FHIR's clinical statuses of a problem in the codes of eHDSIStatusCode (1.3.6.1.4.1.12559.11.10.1.3.1.42.15), which has
// none of its own for relapse and remission: a relapse is a problem that came back, one in remission shows no signs.
const active: Coding = { system: 'http://snomed.info/sct', code: '55561003', display: 'Active' };
const inactive: Coding = { system: 'http://snomed.info/sct', code: '73425007', display: 'Inactive' };
const resolved: Coding = { system: 'http://snomed.info/sct', code: '413322009', display: 'Problem resolved' };
const recurrent: Coding = { system: 'http://snomed.info/sct', code: '255227004', display: 'Recurrent' };
const ofStatus: ReadonlyMap<string, Coding> = new Map([
  ['active', active],
  ['inactive', inactive],
  ['resolved', resolved],
  ['remission', inactive],
  ['recurrence', recurrent],
  ['relapse', recurrent],
]);

/**
 * The clinical status of a problem as the pivot codes it (that of an allergy is FHIR's in eHDSI, too). The code of FHIR
 * stays inside, as its translation, and says exactly which it was.
 */
export function problemStatus(status: Coded | undefined): Coded | undefined {
  const coding = status?.coding;
  const row = coding !== undefined && coding.system === conditionClinical ? ofStatus.get(coding.code) : undefined;
  if (coding === undefined || row === undefined) return status;
  const { translations = [], ...own } = coding;
  return { ...status, coding: { ...row, translations: [own, ...translations] } };
}
