import type { Observation } from 'fhir/r4.js';
import {
  codeableConcept,
  comparatorOf,
  dateTime,
  quantity,
  range,
  ratio,
  readCodeableConcept,
  readMoment,
  readPeriod,
  readQuantity,
  readRange,
  readRatio,
  dataAbsentReasonSystem,
  reasonOf,
} from '../fhir/datatypes/index.js';
import { stringOf, type JsonObject } from '../fhir/narrowing.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { ObservedValue } from '../model/entry.js';

/**
 * Reads `value[x]`, or why there is none. A quantity with a comparator (`< 5 mg/L`) is kept as words: as a number it
 * would be another result.
 */
export function readValue(source: JsonObject): ObservedValue | undefined {
  return readMeasured(source) ?? readStated(source) ?? readAbsent(source);
}

/** Quantities, ranges, ratios and integers. */
function readMeasured(source: JsonObject): ObservedValue | undefined {
  const amount = readQuantity(source['valueQuantity']);
  if (amount !== undefined) {
    const comparator = comparatorOf(source['valueQuantity']);
    if (comparator === undefined) return { kind: 'quantity', quantity: amount };
    return { kind: 'text', text: [`${comparator} ${amount.value}`, amount.unit].filter(Boolean).join(' ') };
  }
  const span = readRange(source['valueRange']);
  if (span !== undefined) return { kind: 'range', ...span };
  const parts = readRatio(source['valueRatio']);
  if (parts !== undefined) return { kind: 'ratio', ratio: parts };
  const whole = stringOf(source['valueInteger']);
  return whole !== undefined && /^-?\d+$/.test(whole) ? { kind: 'quantity', quantity: { value: whole } } : undefined;
}

/** Codes, words, truth values and times. */
function readStated(source: JsonObject): ObservedValue | undefined {
  const coded = readCodeableConcept(source['valueCodeableConcept']);
  if (coded !== undefined) return { kind: 'coded', coded };
  const truth = source['valueBoolean'];
  if (typeof truth === 'boolean') return { kind: 'boolean', value: truth };
  const at = readMoment(source['valueDateTime']);
  if (at !== undefined) return { kind: 'moment', at };
  const { low, high } = readPeriod(source['valuePeriod']);
  const span = low === undefined && high === undefined ? undefined : `${low ?? '..'}/${high ?? '..'}`;
  const text = stringOf(source['valueString']) ?? stringOf(source['valueTime']) ?? span;
  return text === undefined ? undefined : { kind: 'text', text };
}

/** Why there is no value, as a coded value that is absent. */
function readAbsent(source: JsonObject): ObservedValue | undefined {
  const coded = readCodeableConcept(source['dataAbsentReason']);
  return coded === undefined ? undefined : { kind: 'coded', coded };
}

/** Writes `value[x]`; a value that is only absent is dataAbsentReason. */
export function writeValue(value: ObservedValue, writing: FhirWriting): Partial<Observation> {
  switch (value.kind) {
    case 'quantity':
      return { valueQuantity: quantity(value.quantity) };
    case 'range':
      return { valueRange: range(value) };
    case 'ratio':
      return { valueRatio: ratio(value.ratio) };
    case 'coded': {
      const { coding, text, absence } = value.coded;
      if (coding !== undefined || absence === undefined) {
        return { valueCodeableConcept: codeableConcept(value.coded, writing.language) };
      }
      return { dataAbsentReason: { coding: [{ system: dataAbsentReasonSystem, code: reasonOf(absence) }], text } };
    }
    case 'text':
      return { valueString: value.text };
    case 'moment':
      return { valueDateTime: dateTime(value.at, writing.offset) };
    case 'boolean':
      return { valueBoolean: value.value };
  }
}
