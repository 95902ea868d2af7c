import type { Dosage } from 'fhir/r4.js';
import {
  codeableConceptOf,
  isSameQuantity,
  quantity,
  range,
  readCodeableConcept,
  readQuantity,
  readRange,
} from '../fhir/datatypes/index.js';
import { omittedParts } from '../fhir/entry/carried.js';
import { legible } from '../fhir/entry/legible.js';
import { objectOf, objectsOf, stated, stringOf, type JsonObject } from '../fhir/narrowing.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { Medication, Timing } from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import { readTiming, writeTimings } from './timing.fhir.js';

const known = new Set([
  'sequence',
  'text',
  'patientInstruction',
  'timing',
  'route',
  'doseAndRate',
  'dose',
  'doseQuantity',
]);
const knownOfDose = new Set(['type', 'doseQuantity', 'doseRange']);

type Taken = Pick<Medication, 'dose' | 'route' | 'instructions' | 'timings'>;

/** How a medicine is taken, in the model's words. */
export interface DosageReading extends Taken {
  readonly bounds: Interval;
  readonly omitted: readonly string[];
}

/**
 * Reads the Dosages of a statement or request (R4 section 2.24.0.15). The model has one dose and one route: dosages that
 * differ in them, and timings it has no words for, are kept as instructions, because half a dosage would be a wrong one.
 */
export function readDosages(value: unknown): DosageReading {
  const sources = objectsOf(value);
  const first = sources[0] ?? {};
  const readings = sources.map((source) => readTiming(source['timing']));
  const dose = readDose(first);
  const omitted = [
    ...sources.flatMap((source) => omittedParts(source, known, 'dosage')),
    ...objectsOf(first['doseAndRate']).flatMap((each) => omittedParts(each, knownOfDose, 'dosage')),
    ...readings.flatMap((reading) => reading.omitted),
  ];
  const differ = sources.some((source) => JSON.stringify(readDose(source)) !== JSON.stringify(dose));
  if (differ) omitted.push('doses that differ by time');
  const words = sources.flatMap((source) => stringOf(source['text']) ?? stringOf(source['patientInstruction']) ?? []);
  // Words that nobody wrote are made only where the structure would lose something.
  const instructions = words.length > 0 ? words : omitted.length > 0 ? sources.map((source) => legible(source)) : [];
  return {
    timings: differ ? [] : readings.flatMap((reading): readonly Timing[] => reading.timings),
    bounds: readings[0]?.bounds ?? {},
    omitted,
    ...stated({
      dose: differ ? undefined : dose,
      route: readCodeableConcept(first['route']),
      instructions: instructions.length === 0 ? undefined : instructions.join('\n'),
    }),
  };
}

/** The first dose of a dosage; DSTU2 and R5 producers write it in other places. */
function readDose(source: JsonObject): Medication['dose'] {
  const each = objectsOf(source['doseAndRate'])[0];
  const amount = readQuantity(each?.['doseQuantity'] ?? source['doseQuantity'] ?? objectOf(source['dose']));
  return amount === undefined ? readRange(each?.['doseRange']) : { low: amount, high: amount };
}

/**
 * Writes how a medicine is taken; one Dosage for each schedule.
 * @param bounds - limits of the treatment, where the resource itself has no place for them
 */
export function writeDosages(entry: Taken, bounds: Interval, { language, offset }: FhirWriting): Dosage[] | undefined {
  const schedules = writeTimings(entry.timings, bounds, offset);
  const { dose, instructions } = entry;
  const shared: Dosage = {
    route: codeableConceptOf(entry.route, language),
    doseAndRate: dose === undefined ? undefined : [writeDose(dose)],
  };
  const words = schedules.flatMap((schedule) => schedule.words ?? []);
  const text = [instructions, ...words].filter((each) => each !== undefined).join('\n');
  const timings = schedules.flatMap((schedule) => schedule.timing ?? []);
  if (timings.length > 0) {
    return timings.map((timing, place) => ({ text: place === 0 && text !== '' ? text : undefined, timing, ...shared }));
  }
  const nothing = text === '' && entry.route === undefined && dose === undefined;
  return nothing ? undefined : [{ text: text === '' ? undefined : text, ...shared }];
}

/** One amount where both ends are the same, else a range. */
function writeDose(dose: NonNullable<Medication['dose']>): NonNullable<Dosage['doseAndRate']>[number] {
  const { low, high } = dose;
  if (low !== undefined && isSameQuantity(low, high)) return { doseQuantity: quantity(low) };
  return { doseRange: range(dose) };
}
