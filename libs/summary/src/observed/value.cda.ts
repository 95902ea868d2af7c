import { attribute, child, element, textOf, xsiType, type XmlElement, type XmlOut } from '@passerelle/xml';
import {
  isPoint,
  readCoded,
  readInterval,
  readPoint,
  readNullFlavor,
  readQuantity,
  readRatio,
  referenceOf,
  writeCoded,
  writeInterval,
  writeMoment,
  writeQuantity,
  writeQuantityRange,
  writeRatio,
} from '../cda/datatypes/index.js';
import type { CdaReading } from '../cda/reading.js';
import { saysSomething } from '../cda/unread-parts.js';
import type { Quantity } from '../model/coded.js';
import type { Comparator, ObservedValue } from '../model/entry.js';
import { rangeValue } from './range-value.js';

/**
 * Reads the `value` of an observation, whose data type `xsi:type` names with whatever prefix is bound. Without a type,
 * or with one not listed here, what is written decides: a code, a number, limits, or words.
 * @returns undefined where the value says nothing; a null flavour is a coded value that is absent
 */
export function readValue(value: XmlElement | undefined, reading: CdaReading): ObservedValue | undefined {
  if (value === undefined) return undefined;
  if (attribute(value, 'representation') === 'B64') {
    reading.omit?.('attachment in the value');
    return undefined;
  }
  const read = readTyped(value, reading) ?? readAbsence(value) ?? readWords(value, reading);
  if (read === undefined && saysSomething(value)) reading.omit?.('value of a type that is not known');
  return read;
}

function readTyped(value: XmlElement, reading: CdaReading): ObservedValue | undefined {
  const type = attribute(value, xsiType) ?? '';
  switch (type.slice(type.indexOf(':') + 1)) {
    case 'PQ':
    case 'INT':
    case 'REAL':
    case 'MO':
      return readNumber(value, reading);
    case 'IVL_PQ':
    case 'IVL_INT':
    case 'IVL_REAL':
      return readRange(value, reading);
    case 'RTO':
    case 'RTO_PQ_PQ':
    case 'RTO_QTY_QTY': {
      const ratio = readRatio(value, reading);
      return ratio && { kind: 'ratio', ratio };
    }
    case 'CD':
    case 'CE':
    case 'CV':
    case 'CO':
    case 'CS':
      return readCode(value, reading);
    case 'BL': {
      const truth = attribute(value, 'value');
      return truth === 'true' || truth === 'false' ? { kind: 'boolean', value: truth === 'true' } : undefined;
    }
    case 'TS':
    case 'IVL_TS':
      return readTime(value, reading);
    case 'ST':
    case 'ED':
      return undefined;
    case 'SC':
      return attribute(value, 'code') === undefined ? undefined : readCodedWords(value, reading);
    default:
      return attribute(value, 'code') === undefined
        ? (readNumber(value, reading) ?? readRange(value, reading))
        : readCode(value, reading);
  }
}

function readNumber(value: XmlElement, reading: CdaReading): ObservedValue | undefined {
  const quantity = readQuantity(value);
  if (child(value, 'translation') !== undefined) reading.omit?.('value in another unit');
  return quantity && { kind: 'quantity', quantity };
}

/** IVL_PQ: limits, of which one may be open; a centre is one quantity. */
function readRange(value: XmlElement, reading: CdaReading): ObservedValue | undefined {
  const single = readQuantity(value) ?? readQuantity(child(value, 'center'));
  if (single !== undefined) return { kind: 'quantity', quantity: single };
  const [low, high] = [child(value, 'low'), child(value, 'high')];
  const [from, to] = [readQuantity(low, reading), readQuantity(high, reading)];
  const open = attribute(low, 'inclusive') === 'false' || attribute(high, 'inclusive') === 'false';
  if (from !== undefined && to !== undefined && open) reading.omit?.('that an end of the value is not part of it');
  if (child(value, 'width') !== undefined) reading.omit?.('width of the value');
  return rangeValue(from, to, open);
}

function readCode(value: XmlElement, reading: CdaReading): ObservedValue | undefined {
  const coded = readCoded(value, reading);
  return coded && { kind: 'coded', coded };
}

/** A string with a code (SC): the words are what a person wrote of the code. */
function readCodedWords(value: XmlElement, reading: CdaReading): ObservedValue | undefined {
  const coded = readCoded(value, reading);
  const text = textOf(value);
  return coded && { kind: 'coded', coded: text === undefined ? coded : { ...coded, text } };
}

function readTime(value: XmlElement, reading: CdaReading): ObservedValue | undefined {
  if (isPoint(value)) {
    const at = readPoint(value, reading);
    return at === undefined ? undefined : { kind: 'moment', at };
  }
  const period = readInterval(value, reading);
  return period.low === undefined && period.high === undefined ? undefined : { kind: 'period', period };
}

function readAbsence(value: XmlElement): ObservedValue | undefined {
  const absence = readNullFlavor(value);
  return absence && { kind: 'coded', coded: { absence } };
}

/** Words, or what was meant as a number and is none (`<5`): better as words than not at all. */
function readWords(value: XmlElement, reading: CdaReading): ObservedValue | undefined {
  const reference = referenceOf(value);
  const words = (reference === undefined ? undefined : reading.narrativeText(reference)) ?? textOf(value);
  const number = [attribute(value, 'value'), attribute(value, 'unit')].filter((part) => part !== undefined).join(' ');
  const text = words ?? (number === '' ? undefined : number);
  return text === undefined ? undefined : { kind: 'text', text };
}

/** Writes `value` with the data type of its kind. */
export function writeValue(value: ObservedValue): XmlOut {
  switch (value.kind) {
    case 'quantity':
      return value.comparator === undefined
        ? writeQuantity('value', value.quantity, { xsiType: typeOf(value.quantity) })
        : writeLimit(value.quantity, value.comparator);
    case 'range':
      return writeQuantityRange('value', value, { xsiType: 'IVL_PQ' });
    case 'ratio':
      return writeRatio('value', value.ratio, { xsiType: 'RTO_PQ_PQ' });
    case 'coded':
      return writeCoded('value', value.coded, { xsiType: 'CD' });
    case 'text':
      return element('value', { 'xsi:type': 'ST' }, value.text);
    case 'moment':
      return element('value', { 'xsi:type': 'TS', value: writeMoment(value.at) });
    case 'period':
      return writeInterval('value', value.period);
    case 'boolean':
      return element('value', { 'xsi:type': 'BL', value: String(value.value) });
  }
}

const whole = /^[+-]?\d+$/;

/** A count is an integer (eHDSI asks for INT of the outcomes of pregnancies), a bare number real, all others have a unit. */
function typeOf({ value, unit }: Quantity): string {
  if (unit !== undefined) return 'PQ';
  return whole.test(value) ? 'INT' : 'REAL';
}

/** A limit is an interval with one open end; `inclusive` says whether the limit itself belongs to it. */
function writeLimit({ value, unit }: Quantity, comparator: Comparator): XmlOut {
  const end = comparator.startsWith('<') ? 'high' : 'low';
  const limit = writeQuantity(end, unit === undefined ? { value } : { value, unit });
  return element(
    'value',
    { 'xsi:type': 'IVL_PQ' },
    {
      ...limit,
      attributes: { ...limit.attributes, inclusive: String(comparator.endsWith('=')) },
    },
  );
}
