import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { Coded } from '../model/coded.js';
import type { Interval } from '../model/moment.js';
import { isPoint, readIdentifiers, readInterval, resolveText, writeInterval } from './datatypes/index.js';
import type { CdaReading } from './reading.js';
import { isNegated, omitUnread, statementOf } from './unread-parts.js';

const concernParts = new Set(['id', 'code', 'text', 'statusCode', 'effectiveTime', 'entryRelationship']);
const actStatus = 'http://terminology.hl7.org/CodeSystem/v3-ActStatus';

/** A concern act (IHE PCC 6.3.4.12) and the one observation it is about. */
export interface Concern {
  readonly observation: XmlElement;
  readonly identifiers: ReturnType<typeof readIdentifiers>;
  readonly text?: string;
  readonly period: Interval;
  /** ActStatus of the concern, where the entry has a concern. */
  readonly status?: Coded;
}

/**
 * Reads what problems and allergies share: the concern act around the observation, or the observation alone as older
 * documents have it. What the observation does not say itself (identifiers, text, time) is taken from the act.
 * @returns undefined where there is no observation, more than one (one entry is one statement), or a negated one
 */
export function readConcern(entry: XmlElement, reading: CdaReading): Concern | undefined {
  const act = statementOf(entry, 'act');
  const found = act === undefined ? statementOf(entry, 'observation') : onlyObservation(act);
  if (found === undefined || isNegated(found) || (act !== undefined && isNegated(act))) return undefined;
  if (act !== undefined) omitUnread(act, concernParts, reading, 'concern');
  const own = readIdentifiers(found);
  const text = resolveText(found, reading) ?? resolveText(act, reading);
  const status = attribute(child(act, 'statusCode'), 'code')?.toLowerCase();
  return {
    observation: found,
    identifiers: own.length > 0 ? own : readIdentifiers(act),
    ...(text !== undefined && { text }),
    period: periodOf(found, act, reading),
    ...(status !== undefined && { status: { coding: { system: actStatus, code: status } } }),
  };
}

function onlyObservation(act: XmlElement): XmlElement | undefined {
  const statements = children(act, 'entryRelationship').filter((each) => attribute(each, 'typeCode') !== 'REFR');
  const [only, ...more] = statements.flatMap((each) => child(each, 'observation') ?? []);
  return more.length === 0 ? only : undefined;
}

/** A single date on a problem or an allergy says when it began, not that it ended the same day. */
function periodOf(observation: XmlElement, act: XmlElement | undefined, reading: CdaReading): Interval {
  for (const source of [child(observation, 'effectiveTime'), child(act, 'effectiveTime')]) {
    const interval = readInterval(source, reading);
    if (interval.low === undefined && interval.high === undefined) continue;
    return isPoint(source) && interval.low !== undefined ? { low: interval.low } : interval;
  }
  // No date anywhere. Of the act's null flavour nothing is learnt: its beginning is required and often filled up.
  return readInterval(child(observation, 'effectiveTime'));
}

/** What is written around an observation. */
export interface ConcernWriting {
  readonly templates: readonly string[];
  /** `id` elements of the act. */
  readonly id: readonly XmlOut[];
  readonly status: Coded | undefined;
  readonly period: Interval;
}

/** Writes the concern act around an observation. */
export function writeConcern(observation: XmlOut, { templates, id, status, period }: ConcernWriting): XmlOut {
  return element(
    'act',
    { classCode: 'ACT', moodCode: 'EVN' },
    templates.map((root) => element('templateId', { root })),
    id,
    element('code', {
      code: 'CONC',
      codeSystem: '2.16.840.1.113883.5.6',
      codeSystemName: 'ActClass',
      displayName: 'concern',
    }),
    element('statusCode', { code: concernStatus(status) }),
    // A concern needs a beginning (IHE PCC 6.3.4.12.6), so an unknown one is said to be unknown.
    writeInterval('effectiveTime', period.low === undefined ? { lowAbsence: 'UNK', ...period } : period),
    element('entryRelationship', { typeCode: 'SUBJ', inversionInd: 'false' }, observation),
  );
}

const concernStatuses: ReadonlySet<string> = new Set([...['active', 'suspended', 'aborted', 'completed', 'nullified']]);
// SNOMED CT inactive, resolved, remission; condition-clinical and allergyintolerance-clinical use the words.
const ended: ReadonlySet<string> = new Set(['inactive', 'resolved', 'remission', '73425007', '413322009', '277022003']);

/** Status of the concern: its own where it came as that, else whether the problem is over. */
function concernStatus(status: Coded | undefined): string {
  const coding = status?.coding;
  if (coding === undefined) return 'active';
  if (coding.system === actStatus) return concernStatuses.has(coding.code) ? coding.code : 'active';
  return ended.has(coding.code) ? 'completed' : 'active';
}

/** Whether a status is that of the act around the statement, which is written there and not as an observation. */
export function isConcernStatus(status: Coded | undefined): boolean {
  return status?.coding?.system === actStatus;
}
