import { attribute, child, children, element, xsiType, type XmlElement, type XmlOut } from '@passerelle/xml';
import {
  isPoint,
  isStated,
  readInterval,
  readPoint,
  readQuantity,
  writeInterval,
  writeMoment,
  writeQuantity,
} from '../cda/datatypes/index.js';
import type { CdaReading } from '../cda/reading.js';
import type { Timing } from '../model/entry.js';
import type { Interval } from '../model/moment.js';

/** TimingEvent (2.16.840.1.113883.5.139): before breakfast, at bedtime, ... */
const timingEventOid = '2.16.840.1.113883.5.139';

/** When a medicine is taken: over which period, and when within it. */
export interface Schedule {
  readonly period: Interval;
  readonly timings: readonly Timing[];
}

/**
 * Reads the `effectiveTime`s of a substanceAdministration. CDA lists them as a set expression: the first is the period
 * of treatment, each further one (operator A, intersect) says when within it. Elements that are only a null flavour
 * fill the place of a frequency nobody knows and say nothing.
 */
export function readSchedule(statement: XmlElement, reading: CdaReading): Schedule {
  const timings: Timing[] = [];
  let period: Interval | undefined;
  for (const time of timesOf(statement)) {
    const type = localType(time);
    if (attribute(time, 'operator') === 'E') {
      reading.omit?.('times that are excepted');
    } else if (type === 'PIVL_TS') {
      pushPeriodic(time, timings, reading);
    } else if (type === 'EIVL_TS') {
      pushEvent(time, timings, reading);
    } else if (isPoint(time) && type !== 'IVL_TS') {
      const at = readPoint(time, reading);
      if (at !== undefined) timings.push({ kind: 'moment', at });
    } else {
      const stated = readInterval(time, reading);
      if (period === undefined) period = stated;
      else if (stated.low !== undefined || stated.high !== undefined) reading.omit?.('a second period of treatment');
    }
  }
  return { period: period ?? {}, timings };
}

/** The `effectiveTime`s with the parts of parenthetic expressions (SXPR_TS) in their place. */
function timesOf(holder: XmlElement, local = 'effectiveTime'): XmlElement[] {
  return children(holder, local).flatMap((time) => (localType(time) === 'SXPR_TS' ? timesOf(time, 'comp') : [time]));
}

/** `xsi:type` without its prefix, which is whatever the producer bound. */
function localType(time: XmlElement): string | undefined {
  const type = attribute(time, xsiType);
  return type?.slice(type.indexOf(':') + 1);
}

function pushPeriodic(time: XmlElement, timings: Timing[], reading: CdaReading): void {
  const period = readQuantity(child(time, 'period'), reading);
  if (attribute(time, 'alignment') !== undefined) reading.omit?.('alignment of the frequency to the calendar');
  const phase = readInterval(child(time, 'phase'), reading);
  if (period === undefined) {
    if (phase.low !== undefined || phase.high !== undefined) reading.omit?.('phase of a frequency without period');
    return;
  }
  timings.push({
    kind: 'periodic',
    period,
    ...(isStated(phase) && { phase }),
    ...(attribute(time, 'institutionSpecified') === 'true' && { institutionSpecified: true as const }),
  });
}

function pushEvent(time: XmlElement, timings: Timing[], reading: CdaReading): void {
  const event = attribute(child(time, 'event'), 'code');
  const offset = child(time, 'offset');
  const low = readQuantity(child(offset, 'low'), reading) ?? readQuantity(offset, reading);
  // The width of the offset is how long the intake lasts, not how far from the event it is.
  if (child(offset, 'width') !== undefined) reading.omit?.('duration of an intake tied to an event');
  if (child(offset, 'high') !== undefined) reading.omit?.('latest time of an intake tied to an event');
  if (event === undefined) {
    if (low !== undefined) reading.omit?.('offset to an event that is not given');
    return;
  }
  timings.push({ kind: 'event', event, ...(low !== undefined && { offset: low }) });
}

/** Writes the period (IVL_TS) and what is within it; both places are filled, because the templates require both. */
export function writeSchedule({ period, timings }: Schedule): XmlOut[] {
  return [
    isStated(period)
      ? writeInterval('effectiveTime', period)
      : element('effectiveTime', { 'xsi:type': 'IVL_TS', nullFlavor: 'UNK' }),
    ...(timings.length === 0 ? [element('effectiveTime', { nullFlavor: 'UNK' })] : timings.map(writeTiming)),
  ];
}

function writeTiming(timing: Timing): XmlOut {
  switch (timing.kind) {
    case 'periodic':
      return element(
        'effectiveTime',
        { 'xsi:type': 'PIVL_TS', operator: 'A', institutionSpecified: String(timing.institutionSpecified ?? false) },
        timing.phase === undefined ? undefined : writeInterval('phase', timing.phase),
        writeQuantity('period', timing.period),
      );
    case 'event':
      return element(
        'effectiveTime',
        { 'xsi:type': 'EIVL_TS', operator: 'A' },
        element('event', { code: timing.event, codeSystem: timingEventOid }),
        timing.offset === undefined ? undefined : element('offset', {}, writeQuantity('low', timing.offset)),
      );
    case 'moment':
      return element('effectiveTime', { operator: 'A', value: writeMoment(timing.at) });
  }
}
