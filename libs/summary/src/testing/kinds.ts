import type { Arbitrary } from 'fast-check';
import type { Absence, Entry, Unmodelled, VitalSign } from '../model/entry.js';
import { allergies, devices, immunizations, medications, problems, procedures } from './arbitrary-entries.js';
import { observed, panel } from './arbitrary-observed.js';
import { alerts, directives, forecasts, plans } from './arbitrary-planned.js';

/** Entries that have a room. */
export type Roomed = Exclude<Entry, Absence | Unmodelled>;

/** Arbitrary entries of every kind. */
export const arbitraryEntries: Readonly<Record<Roomed['kind'], readonly Arbitrary<Roomed>[]>> = {
  problem: [problems],
  allergy: [allergies],
  medication: [medications],
  procedure: [procedures],
  device: [devices],
  immunization: [immunizations],
  result: [observed('result'), panel('result')],
  'vital-sign': [observed('vital-sign').map(inLoinc), panel('vital-sign').map(inLoinc)],
  pregnancy: [observed('pregnancy')],
  'social-history': [observed('social-history')],
  'functional-status': [observed('functional-status'), panel('functional-status')],
  travel: [observed('travel', 0)],
  'advance-directive': [directives],
  alert: [alerts],
  plan: [plans],
  'vaccination-forecast': [forecasts],
};

/** Vital signs are coded in LOINC: the code of another system is what CDA frames them with. */
function inLoinc(sign: VitalSign): VitalSign {
  const code = { coding: { system: 'http://loinc.org', code: sign.code.coding?.code ?? '8302-2' } };
  return { ...sign, code, members: sign.members.map(inLoinc) };
}
