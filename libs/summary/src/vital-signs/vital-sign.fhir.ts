import type { Observation } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import { bloodPressure, vitalSigns } from '../fhir/profiles.js';
import type { FhirResource } from '../fhir/resource.js';
import { readCodeableConcepts } from '../fhir/datatypes/index.js';
import { codingsOf, hasCode, loincSystem } from '../model/codings.js';
import type { VitalSign } from '../model/entry.js';
import { isOfCategory } from '../observed/categories.js';
import { inUnits, valueless, type ToNote } from '../observed/fitted.fhir.js';
import { readObserved } from '../observed/read-observed.fhir.js';
import { writeObserved, type ObservedShape } from '../observed/write-observed.fhir.js';
import { noValue } from '../observed/value.fhir.js';
import { unitsOfComponent, unitsOfSign } from './units.js';

const panelCode = '85354-9';
/** What a blood pressure consists of, exactly one of each (R4 profile bp). */
const pressures = [
  { system: loincSystem, code: '8480-6', display: 'Systolic blood pressure' },
  { system: loincSystem, code: '8462-4', display: 'Diastolic blood pressure' },
] as const;

const shape: ObservedShape<'vital-sign'> = {
  profilesOf: ({ code }) => (isPanel(code.coding) ? [vitalSigns, bloodPressure] : [vitalSigns]),
  components: true,
  counts: 'quantity',
  wholeDays: true,
  value: true,
  mayBePart,
  fit: (observation, toNote) =>
    isPanel(observation.code.coding) ? asBloodPressure(observation, toNote) : inItsUnits(observation, toNote),
};

/** Observation of the vital signs section (R4 vitalsigns and bp). */
export const vitalSignFhir: FhirDoor<VitalSign> = {
  resourceTypes: ['Observation'],
  claims: isVitalSign,
  read: (resource, path, reading) => readObserved(resource, path, 'vital-sign', reading),
  write: (entry, writing) => writeObserved(entry, writing, shape),
};

function isVitalSign(resource: FhirResource): boolean {
  return readCodeableConcepts(resource['category']).some((category) => isOfCategory(category, 'vital-signs'));
}

/**
 * A component of a vital sign is measured in one of a dozen units. Of a blood pressure, what is there twice, or is in
 * another unit than its profile fixes, stands beside it as an observation of its own.
 */
function mayBePart(member: VitalSign, { code, members }: VitalSign): boolean {
  const { value } = member;
  if (value !== undefined && (value.kind !== 'quantity' || !unitsOfComponent.has(value.quantity.unit ?? '')))
    return false;
  if (!isPanel(codingsOf(code))) return true;
  const own = codingsOf(member.code);
  const [pressure, ...others] = pressures.filter((each) => hasCode(own, loincSystem, each.code));
  if (pressure === undefined) return true;
  // Real records hold a part that is coded as both.
  if (others.length > 0) return false;
  const isFirst = members.find((each) => hasCode(codingsOf(each.code), loincSystem, pressure.code)) === member;
  return isFirst && (value === undefined || value.quantity.unit === 'mm[Hg]');
}

function isPanel(codings: Parameters<typeof hasCode>[0]): boolean {
  return hasCode(codings, loincSystem, panelCode);
}

/** The profile of blood pressure demands a component of each pressure, and no value beside them. */
function asBloodPressure(observation: Observation, toNote: ToNote): Observation {
  const bare = valueless(observation, toNote);
  const { component = [] } = bare;
  const missing = pressures
    .filter(({ code }) => !component.some((part) => hasCode(part.code.coding, loincSystem, code)))
    .map((coding) => ({ code: { coding: [coding] }, ...noValue }));
  return missing.length === 0 ? bare : { ...bare, component: [...component, ...missing] };
}

function inItsUnits(observation: Observation, toNote: ToNote): Observation {
  const { coding = [] } = observation.code;
  for (const { system, code = '' } of coding) {
    const units = system === loincSystem ? unitsOfSign.get(code) : undefined;
    if (units !== undefined) return inUnits(observation, units, toNote);
  }
  return observation;
}
