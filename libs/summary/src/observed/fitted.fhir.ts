import type { Observation } from 'fhir/r4.js';
import { absentElement, dataAbsentReasonSystem } from '../fhir/datatypes/index.js';
import { legible } from '../fhir/entry/legible.js';
import type { FhirWriting } from '../fhir/writing.js';

/** Takes a part that an Observation has no place for: its name for the loss report, and its content in words. */
export type ToNote = (part: string, words: string) => void;

/**
 * Makes an Observation right for the profile that its code stands for. A code such as that of tobacco use binds whoever
 * writes it to a profile, which has no place for some of what a national record says; that stands in a note then, and the
 * loss report names it. An Observation that fits is answered as it is.
 */
export type Fitting = (observation: Observation, toNote: ToNote) => Observation;

/** An Observation made to fit, with what it had no place for as notes. */
export function fitted(observation: Observation, fit: Fitting, path: string, writing: FhirWriting): Observation {
  const notes: string[] = [];
  const fitting = fit(observation, (part, words) => {
    writing.omit(path, part);
    notes.push(words);
  });
  return notes.length === 0
    ? fitting
    : { ...fitting, note: [...(fitting.note ?? []), ...notes.map((text) => ({ text }))] };
}

/** For profiles that take a point in time only: a period becomes words. */
export function atPointInTime(observation: Observation, toNote: ToNote): Observation {
  const { effectivePeriod, ...rest } = observation;
  if (effectivePeriod === undefined) return observation;
  toNote('time other than a point', `${effectivePeriod.start ?? '..'}/${effectivePeriod.end ?? '..'}`);
  return { ...rest, _effectiveDateTime: absentElement('UNC') };
}

/** For profiles that have no place for some parts at all. */
export function withoutParts(
  observation: Observation,
  names: readonly ('bodySite' | 'method' | 'referenceRange')[],
  toNote: ToNote,
): Observation {
  const present = names.filter((name) => observation[name] !== undefined);
  if (present.length === 0) return observation;
  for (const name of present) toNote(name, legible({ [name]: observation[name] }));
  return { ...observation, ...Object.fromEntries(present.map((name) => [name, undefined])) };
}

/** For profiles that take a quantity in certain units only: another value becomes words. */
export function inUnits(observation: Observation, units: ReadonlySet<string>, toNote: ToNote): Observation {
  if (units.has(observation.valueQuantity?.code ?? '')) return observation;
  const { rest, words } = withoutValue(observation);
  if (words === undefined) return observation;
  toNote('value that the vital sign cannot have', words);
  return { ...rest, dataAbsentReason: asText };
}

/** For profiles that have no value of their own: it becomes words. */
export function valueless(observation: Observation, toNote: ToNote): Observation {
  const { rest, words } = withoutValue(observation);
  if (words === undefined) return observation;
  toNote('value of a panel', words);
  return rest;
}

/** An Observation without its value, and the value in words; no words where it has none. */
function withoutValue(observation: Observation): { readonly rest: Observation; readonly words: string | undefined } {
  const isValue = (name: string): boolean => /^_?value[A-Z]/.test(name);
  const parts = Object.entries(observation);
  const values = Object.fromEntries(parts.filter(([name, value]) => isValue(name) && value !== undefined));
  const words = Object.keys(values).length === 0 ? undefined : legible(values);
  return { rest: Object.fromEntries(parts.filter(([name]) => !isValue(name))) as unknown as Observation, words };
}

/** Why a value is not where it should be: it is told in words. */
const asText = { coding: [{ system: dataAbsentReasonSystem, code: 'as-text', display: 'As Text' }] };
