import { attribute, element, textOf, xsiType, type XmlElement, type XmlOut } from '@passerelle/xml';
import {
  isPoint,
  readCoded,
  readInterval,
  readMoment,
  readNullFlavor,
  readQuantity,
  readQuantityRange,
  readRatio,
  referenceOf,
  writeCoded,
  writeMoment,
  writeQuantity,
  writeQuantityRange,
  writeRatio,
} from '../cda/datatypes/index.js';
import type { CdaReading } from '../cda/reading.js';
import type { ObservedValue } from '../model/entry.js';

/**
 * Reads the `value` of an observation, whose data type `xsi:type` names with whatever prefix is bound. Without a type,
 * or with one not listed here, what is written decides: a code, a number, or words.
 * @returns undefined where the value says nothing; a null flavour is a coded value that is absent
 */
export function readValue(value: XmlElement | undefined, reading: CdaReading): ObservedValue | undefined {
  if (value === undefined) return undefined;
  return readTyped(value, reading) ?? readAbsence(value) ?? readWords(value, reading);
}

function readTyped(value: XmlElement, reading: CdaReading): ObservedValue | undefined {
  const type = attribute(value, xsiType) ?? '';
  switch (type.slice(type.indexOf(':') + 1)) {
    case 'PQ':
    case 'INT':
    case 'REAL':
      return readNumber(value);
    case 'IVL_PQ':
    case 'IVL_INT':
    case 'IVL_REAL':
      return readRange(value);
    case 'RTO':
    case 'RTO_PQ_PQ':
    case 'RTO_QTY_QTY': {
      const ratio = readRatio(value);
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
    case 'SC':
      return undefined;
    default:
      return attribute(value, 'code') === undefined ? readNumber(value) : readCode(value, reading);
  }
}

function readNumber(value: XmlElement): ObservedValue | undefined {
  const quantity = readQuantity(value);
  return quantity && { kind: 'quantity', quantity };
}

function readRange(value: XmlElement): ObservedValue | undefined {
  const range = readQuantityRange(value);
  return range && { kind: 'range', ...range };
}

function readCode(value: XmlElement, reading: CdaReading): ObservedValue | undefined {
  const coded = readCoded(value, reading);
  return coded && { kind: 'coded', coded };
}

/** A span of time has no kind of its own in the model; its ISO 8601 form is at least legible. */
function readTime(value: XmlElement, reading: CdaReading): ObservedValue | undefined {
  if (isPoint(value)) {
    const at = readMoment(attribute(value, 'value'));
    return at === undefined ? undefined : { kind: 'moment', at };
  }
  const { low, high } = readInterval(value, reading);
  return low === undefined && high === undefined ? undefined : { kind: 'text', text: `${low ?? '..'}/${high ?? '..'}` };
}

function readAbsence(value: XmlElement): ObservedValue | undefined {
  const absence = readNullFlavor(value);
  return absence && { kind: 'coded', coded: { absence } };
}

/** Words, or what was meant as a number and is none (`<5`): better as words than not at all. */
function readWords(value: XmlElement, reading: CdaReading): ObservedValue | undefined {
  if (attribute(value, 'representation') === 'B64') {
    reading.omit?.('attachment in the value');
    return undefined;
  }
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
      return writeQuantity('value', value.quantity, { xsiType: 'PQ' });
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
    case 'boolean':
      return element('value', { 'xsi:type': 'BL', value: String(value.value) });
  }
}
