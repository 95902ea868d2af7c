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
import type { Coded } from '../model/coded.js';
import type { Medication, Timing } from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import { readTiming, writeTimings, type TimingReading } from './timing.fhir.js';

const known = new Set([
  'sequence',
  'text',
  'patientInstruction',
  'timing',
  'route',
  'doseAndRate',
  'dose',
  'doseQuantity',
  'asNeededBoolean',
  'asNeededCodeableConcept',
]);
const knownOfDose = new Set(['type', 'doseQuantity', 'doseRange']);

type Taken = Pick<Medication, 'dose' | 'route' | 'instructions' | 'timings' | 'asNeeded'>;

/** How a medicine is taken, in the model's words. */
export interface DosageReading extends Taken {
  readonly bounds: Interval;
  readonly omitted: readonly string[];
}

/**
 * Reads the Dosages of a statement or request (R4 section 2.24.0.15). The model has one dose and one route: dosages that
 * differ in them, and timings it has no words for, are kept as instructions, because half a dosage would be a wrong one.
 * @param hasPeriod - whether the resource says itself over which period: limits of a schedule are then when it begins
 */
export function readDosages(value: unknown, hasPeriod: boolean): DosageReading {
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
  const asNeeded = readAsNeeded(first);
  const others = sources.slice(1);
  if (others.some((source) => JSON.stringify(readAsNeeded(source)) !== JSON.stringify(asNeeded))) {
    omitted.push('that a part of the dosage is taken as needed');
  }
  if (others.some((source) => source['route'] !== undefined && !isSameRoute(source, first))) {
    omitted.push('routes that differ by time');
  }
  if (sources.some(({ text, patientInstruction }) => text !== undefined && (patientInstruction ?? text) !== text)) {
    omitted.push('instruction to the patient');
  }
  const words = sources.flatMap((source) => stringOf(source['text']) ?? stringOf(source['patientInstruction']) ?? []);
  // Words that nobody wrote are made only where the structure would lose something.
  const instructions = words.length > 0 ? words : omitted.length > 0 ? sources.map((source) => legible(source)) : [];
  return {
    timings: differ ? [] : readings.flatMap((reading) => phased(reading, hasPeriod)),
    bounds: readings[0]?.bounds ?? {},
    omitted,
    ...stated({
      dose: differ ? undefined : dose,
      route: readCodeableConcept(first['route']),
      asNeeded,
      instructions: instructions.length === 0 ? undefined : instructions.join('\n'),
    }),
  };
}

function isSameRoute(one: JsonObject, other: JsonObject): boolean {
  return JSON.stringify(readCodeableConcept(one['route'])) === JSON.stringify(readCodeableConcept(other['route']));
}

/** Taken only when needed: for what, or without a reason. */
function readAsNeeded(source: JsonObject): Coded | undefined {
  return (
    readCodeableConcept(source['asNeededCodeableConcept']) ?? (source['asNeededBoolean'] === true ? needed : undefined)
  );
}

const needed: Coded = { absence: 'NI' };

/** The timings of a schedule; where the treatment has a period of its own, the schedule's limits are its first interval. */
function phased({ timings, bounds }: TimingReading, hasPeriod: boolean): readonly Timing[] {
  if (!hasPeriod || (bounds.low ?? bounds.high) === undefined) return timings;
  const phase = stated({ low: bounds.low, high: bounds.high });
  return timings.map((timing) => (timing.kind === 'periodic' ? { ...timing, phase } : timing));
}

/** Where a dosage has its dose beside `doseAndRate` (docs/dialects.md): in STU3, and as producers have made of that. */
const otherPlacesOfDose = ['doseQuantity', 'dose'] as const;

/** The first dose of a dosage. */
function readDose(source: JsonObject): Medication['dose'] {
  const each = objectsOf(source['doseAndRate'])[0];
  const places = [each?.['doseQuantity'], ...otherPlacesOfDose.map((name) => source[name])];
  const amount = readQuantity(places.find((place) => objectOf(place) !== undefined));
  return amount === undefined ? readRange(each?.['doseRange']) : { low: amount, high: amount };
}

/**
 * Writes how a medicine is taken; one Dosage for each schedule.
 * @param bounds - limits of the treatment, where the resource itself has no place for them
 */
export function writeDosages(
  entry: Taken & Pick<Medication, 'path'>,
  bounds: Interval | undefined,
  writing: FhirWriting,
): Dosage[] | undefined {
  const { language, offset } = writing;
  const schedules = writeTimings(entry.timings, bounds, offset);
  const { dose, instructions } = entry;
  const { asNeeded } = entry;
  const isFor = asNeeded?.coding !== undefined || asNeeded?.text !== undefined;
  const shared: Dosage = {
    asNeededBoolean: asNeeded !== undefined && !isFor ? true : undefined,
    asNeededCodeableConcept: isFor ? codeableConceptOf(asNeeded, language) : undefined,
    route: codeableConceptOf(entry.route, language),
    doseAndRate: dose === undefined ? undefined : [writeDose(dose)],
  };
  const words = schedules.flatMap((schedule) => schedule.words ?? []);
  if (words.length > 0) writing.omit(entry.path, 'timing that FHIR has no code for');
  if (
    bounds !== undefined &&
    entry.timings.some((timing) => timing.kind === 'periodic' && timing.phase !== undefined)
  ) {
    writing.omit(entry.path, 'first interval of the frequency');
  }
  const text = [instructions, ...words].filter((each) => each !== undefined).join('\n');
  const timings = schedules.flatMap((schedule) => schedule.timing ?? []);
  if (timings.length > 0) {
    return timings.map((timing, place) => ({ text: place === 0 && text !== '' ? text : undefined, timing, ...shared }));
  }
  const nothing = text === '' && (entry.route ?? dose ?? asNeeded) === undefined;
  return nothing ? undefined : [{ text: text === '' ? undefined : text, ...shared }];
}

/** One amount where both ends are the same, else a range. */
function writeDose(dose: NonNullable<Medication['dose']>): NonNullable<Dosage['doseAndRate']>[number] {
  const { low, high } = dose;
  if (low !== undefined && isSameQuantity(low, high)) return { doseQuantity: quantity(low) };
  return { doseRange: range(dose) };
}
