import fc, { type Arbitrary } from 'fast-check';
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

// LOINC codes that bind an observation to a profile, whatever else it says.
const binding: Partial<Readonly<Record<Roomed['kind'], readonly string[]>>> = {
  'vital-sign': ['85354-9', '8302-2', '8310-5', '59408-5', '8867-4'],
  'social-history': ['72166-2', '74013-4'],
  pregnancy: ['82810-3', '11778-8', '11636-8', '18185-9'],
  travel: ['94651-7'],
};

/** Observations of the codes that profiles are for, with whatever those profiles may have no place for. */
export const boundEntries: readonly Arbitrary<Roomed>[] = Object.entries(binding).flatMap(([kind, codes]) =>
  arbitraryEntries[kind as Roomed['kind']].map((arbitrary) =>
    fc.tuple(arbitrary, fc.constantFrom(...codes)).map(([entry, code]) => {
      const coded = { coding: { system: 'http://loinc.org', code } };
      return { ...entry, code: coded } as Roomed;
    }),
  ),
);

/** Vital signs are coded in LOINC: the code of another system is what CDA frames them with. */
function inLoinc(sign: VitalSign): VitalSign {
  const code = { coding: { system: 'http://loinc.org', code: sign.code.coding?.code ?? '8280-0' } };
  return { ...sign, code, members: sign.members.map(inLoinc) };
}
