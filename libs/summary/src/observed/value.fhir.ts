import type { Observation } from 'fhir/r4.js';
import {
  codeableConcept,
  comparatorOf,
  dataAbsentReasonSystem,
  dateTime,
  period,
  quantity,
  range,
  ratio,
  readCodeableConcept,
  readMoment,
  readPeriod,
  readQuantity,
  readRange,
  readRatio,
  reasonOf,
  type QuantityRange,
} from '../fhir/datatypes/index.js';
import { stringOf, type JsonObject } from '../fhir/narrowing.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { Comparator, ObservedValue } from '../model/entry.js';
import type { Quantity } from '../model/coded.js';
import { rangeValue } from './range-value.js';

/** Reads `value[x]`, or why there is none. A time of day has no kind of its own and is words. */
export function readValue(source: JsonObject): ObservedValue | undefined {
  return readMeasured(source) ?? readStated(source) ?? readAbsent(source);
}

/** Quantities, ranges, ratios and integers. */
function readMeasured(source: JsonObject): ObservedValue | undefined {
  const amount = readQuantity(source['valueQuantity']);
  if (amount !== undefined) {
    const comparator = comparatorOf(source['valueQuantity']);
    return { kind: 'quantity', quantity: amount, ...(comparator !== undefined && { comparator }) };
  }
  const span = readRange(source['valueRange']);
  if (span !== undefined) return rangeValue(span.low, span.high);
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
  const span = readPeriod(source['valuePeriod']);
  if (span.low !== undefined || span.high !== undefined) return { kind: 'period', period: span };
  const text = stringOf(source['valueString']) ?? stringOf(source['valueTime']) ?? stringOf(source['valueDateTime']);
  return text === undefined ? undefined : { kind: 'text', text };
}

/** Why there is no value, as a coded value that is absent. */
function readAbsent(source: JsonObject): ObservedValue | undefined {
  const coded = readCodeableConcept(source['dataAbsentReason']);
  return coded === undefined ? undefined : { kind: 'coded', coded };
}

/** What stands in place of a value that nobody gives and a profile demands. */
export const noValue: Pick<Observation, 'dataAbsentReason'> = {
  dataAbsentReason: { coding: [{ system: dataAbsentReasonSystem, code: 'unknown', display: 'Unknown' }] },
};

/** The least and the greatest number that `integer` holds (R4 section 2.24.0.1). */
const leastInteger = -(2 ** 31);
const greatestInteger = 2 ** 31 - 1;

/**
 * Writes `value[x]`; a value that is only absent is dataAbsentReason.
 * @param counts - how a whole number without unit is written: where a profile fixes the type, it is a quantity
 */
export function writeValue(
  value: ObservedValue,
  writing: FhirWriting,
  counts: 'integer' | 'quantity' = 'quantity',
): Partial<Observation> {
  switch (value.kind) {
    case 'quantity':
      return writeQuantity(value.quantity, value.comparator, counts);
    case 'range':
      return writeSpan(value);
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
    case 'period':
      return { valuePeriod: period(value.period, writing.offset) };
    case 'boolean':
      return { valueBoolean: value.value };
  }
}

function writeQuantity(
  amount: Quantity,
  comparator: Comparator | undefined,
  counts: 'integer' | 'quantity',
): Partial<Observation> {
  if (comparator !== undefined) return { valueQuantity: { ...quantity(amount), comparator } };
  if (counts === 'integer' && amount.unit === undefined && /^[+-]?\d+$/.test(amount.value)) {
    const number = Number(amount.value);
    if (number >= leastInteger && number <= greatestInteger) return { valueInteger: number };
  }
  return { valueQuantity: quantity(amount) };
}

/** A range whose ends are the wrong way round is words, which is all FHIR lets it be. */
function writeSpan({ low, high }: QuantityRange): Partial<Observation> {
  const span = range({ ...(low !== undefined && { low }), ...(high !== undefined && { high }) });
  if (span !== undefined) return { valueRange: span };
  return { valueString: [low, high].map((end) => [end?.value, end?.unit].join(' ').trim()).join(' - ') };
}
