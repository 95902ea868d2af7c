import { attribute, child, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { NullFlavor } from '../../model/coded.js';
import { impossibleDate } from '../../model/calendar.js';
import type { Interval, Moment } from '../../model/moment.js';
import type { CdaReading } from '../reading.js';
import { readMoment, writeMoment } from './moment.js';
import { readNullFlavor } from './null-flavor.js';

/**
 * Reads a time interval (IVL_TS) or a point in time (TS). A point, or a centre, is an interval that begins and ends
 * there; where only a beginning makes sense (onset of a problem) the caller takes `low` alone.
 * @param reading - told of dates no calendar has and of widths, which the model has no place for
 */
export function readInterval(source: XmlElement | undefined, reading?: CdaReading): Interval {
  if (source === undefined) return {};
  const point = attribute(source, 'value') ?? attribute(child(source, 'center'), 'value');
  if (point !== undefined) {
    const at = moment(point, source.local, reading);
    return at === undefined ? {} : { low: at, high: at };
  }
  if (attribute(child(source, 'width'), 'value') !== undefined) reading?.omit?.(`width of ${source.local}`);
  const low = readEnd(child(source, 'low'), source.local, reading);
  const high = readEnd(child(source, 'high'), source.local, reading);
  const lowAbsence = low.absence ?? (low.at === undefined ? readNullFlavor(source) : undefined);
  const interval: { -readonly [K in keyof Interval]: Interval[K] } = {};
  if (low.at !== undefined) interval.low = low.at;
  if (high.at !== undefined) interval.high = high.at;
  if (lowAbsence !== undefined) interval.lowAbsence = lowAbsence;
  if (high.absence !== undefined) interval.highAbsence = high.absence;
  return interval;
}

/** Whether an element gives one point in time in place of an interval. */
export function isPoint(source: XmlElement | undefined): boolean {
  return attribute(source, 'value') !== undefined;
}

interface End {
  readonly at?: Moment;
  readonly absence?: NullFlavor;
}

function readEnd(source: XmlElement | undefined, name: string, reading: CdaReading | undefined): End {
  const value = attribute(source, 'value');
  if (value === undefined) {
    const absence = readNullFlavor(source);
    return absence === undefined ? {} : { absence };
  }
  const at = moment(value, name, reading);
  return at === undefined ? {} : { at };
}

/**
 * Reads a point in time (TS); a value that no calendar has is reported as left out.
 * @param source - the element whose `value` it is
 */
export function readPoint(source: XmlElement | undefined, reading: CdaReading): Moment | undefined {
  const value = attribute(source, 'value');
  return source === undefined || value === undefined ? undefined : moment(value, source.local, reading);
}

function moment(value: string, name: string, reading: CdaReading | undefined): Moment | undefined {
  const at = readMoment(value);
  if (at === undefined) reading?.omit?.(`${name}, ${impossibleDate}`);
  return at;
}

/** Writes an interval as IVL_TS. An interval that says nothing is written as nullFlavor NI. */
export function writeInterval(name: string, interval: Interval): XmlOut {
  const low = writeEnd('low', interval.low, interval.lowAbsence);
  const high = writeEnd('high', interval.high, interval.highAbsence);
  if (low === undefined && high === undefined) return element(name, { 'xsi:type': 'IVL_TS', nullFlavor: 'NI' });
  return element(name, { 'xsi:type': 'IVL_TS' }, low, high);
}

/** Whether an interval says anything at all, so that writing it is worth an element. */
export function isStated(interval: Interval): boolean {
  return (
    interval.low !== undefined ||
    interval.high !== undefined ||
    interval.lowAbsence !== undefined ||
    interval.highAbsence !== undefined
  );
}

function writeEnd(name: string, at: Moment | undefined, absence: NullFlavor | undefined): XmlOut | undefined {
  if (at !== undefined) return element(name, { value: writeMoment(at) });
  return absence === undefined ? undefined : element(name, { nullFlavor: absence });
}
