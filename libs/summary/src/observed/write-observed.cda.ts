import { element, type XmlOut } from '@passerelle/xml';
import {
  isStated,
  writeCoded,
  writeIdentifier,
  writeInterval,
  writeMoment,
  writeText,
} from '../cda/datatypes/index.js';
import { writePerformer } from '../cda/performers.js';
import { writeComment } from '../cda/remarks.js';
import type { CdaWriting } from '../cda/writing.js';
import type { Observed, ObservedKind } from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import { isImpliedCategory } from './categories.js';
import { writeReferenceRange } from './reference-range.cda.js';
import { writeValue } from './value.cda.js';

/** Where an observation stands: an entry of its own, or a part of another. */
export type ObservedPlace = 'entry' | 'member';

/** How a room's observations look in a CDA. */
export interface ObservedTemplates<K extends ObservedKind> {
  /** Templates of an observation, eHDSI's and the older ones. */
  observation(entry: Observed<K>, place: ObservedPlace): readonly string[];
  /** Class and templates of the organizer of a panel. */
  readonly panel: { readonly classCode: 'BATTERY' | 'CLUSTER'; readonly templates: readonly string[] };
  /** Set where an observation must have a value (IHE PCC 6.3.4.22): one without says that it is not known. */
  readonly value?: true;
}

/**
 * Writes an observation with its members: a panel that says nothing itself as organizer, any other as an observation
 * with its members by COMP.
 */
export function writeObserved<K extends ObservedKind>(
  entry: Observed<K>,
  writing: CdaWriting,
  templates: ObservedTemplates<K>,
  place: ObservedPlace = 'entry',
): XmlOut {
  if (entry.category !== undefined && !isImpliedCategory(entry)) writing.omit?.('category');
  return isPanel(entry)
    ? writePanel(entry, writing, templates, place)
    : writeObservation(entry, writing, templates, place);
}

/** Whether an observation is nothing but its members: an organizer has no place for anything else. */
export function isPanel({ members, value, notes, bodySite, method, ...entry }: Observed): boolean {
  const { interpretations, referenceRanges } = entry;
  const says = value ?? bodySite ?? method;
  return (
    members.length > 0 &&
    says === undefined &&
    interpretations.length + referenceRanges.length === 0 &&
    (notes === undefined || notes.length === 0)
  );
}

function writeObservation<K extends ObservedKind>(
  entry: Observed<K>,
  writing: CdaWriting,
  templates: ObservedTemplates<K>,
  place: ObservedPlace,
): XmlOut {
  const { bodySite, method, value, period } = entry;
  return element(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    templates.observation(entry, place).map((root) => element('templateId', { root })),
    writeIdentity(entry, writing, place),
    writeCoded('code', entry.code),
    // Only the entry itself is shown under its narrative id; its members carry their own words.
    place === 'entry' ? writeText(entry.text, writing) : writeWords(entry.text),
    writeStatus(entry),
    isStated(period) ? writeTime(period) : element('effectiveTime', { nullFlavor: 'UNK' }),
    value === undefined ? writeNoValue(entry, templates) : writeValue(value),
    entry.interpretations.map((interpretation) => writeCoded('interpretationCode', interpretation)),
    method === undefined ? undefined : writeCoded('methodCode', method),
    bodySite === undefined ? undefined : writeCoded('targetSiteCode', bodySite),
    entry.performers.map(writePerformer),
    entry.members.map((member) =>
      element('entryRelationship', { typeCode: 'COMP' }, writeObserved(member, writing, templates, 'member')),
    ),
    entry.notes?.map(writeComment),
    entry.referenceRanges.map(writeReferenceRange),
  );
}

/** An observation that neither has a value nor consists of others says that it has none, where that is demanded. */
function writeNoValue(
  { members }: Observed,
  { value }: Pick<ObservedTemplates<ObservedKind>, 'value'>,
): XmlOut | undefined {
  return value === true && members.length === 0 ? element('value', { 'xsi:type': 'PQ', nullFlavor: 'UNK' }) : undefined;
}

function writePanel<K extends ObservedKind>(
  entry: Observed<K>,
  writing: CdaWriting,
  templates: ObservedTemplates<K>,
  place: ObservedPlace,
): XmlOut {
  const { classCode, templates: roots } = templates.panel;
  return element(
    'organizer',
    { classCode, moodCode: 'EVN' },
    roots.map((root) => element('templateId', { root })),
    writeIdentity(entry, writing, place),
    writeCoded('code', entry.code),
    writeStatus(entry),
    isStated(entry.period) ? writeTime(entry.period) : undefined,
    entry.performers.map(writePerformer),
    entry.members.map((member) => element('component', {}, writeObserved(member, writing, templates, 'member'))),
  );
}

/** An entry can be named; a part without a name of its own says so, and is read as having none. */
function writeIdentity({ identifiers, path }: Observed, writing: CdaWriting, place: ObservedPlace): XmlOut[] {
  if (identifiers.length > 0) return identifiers.map((identifier) => writeIdentifier('id', identifier));
  return [element('id', place === 'entry' ? { root: writing.stableId(path) } : { nullFlavor: 'NI' })];
}

function writeWords(text: string | undefined): XmlOut | undefined {
  return text === undefined ? undefined : element('text', {}, text);
}

function writeStatus({ status }: Observed): XmlOut {
  return element('statusCode', status === undefined ? { nullFlavor: 'UNK' } : { code: status });
}

/** One moment is written as one, anything else as an interval. */
export function writeTime(period: Interval): XmlOut {
  const { low, high } = period;
  if (low !== undefined && low === high) return element('effectiveTime', { value: writeMoment(low) });
  return writeInterval('effectiveTime', period);
}
