import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import {
  isStated,
  readCoded,
  readIdentifiers,
  readInterval,
  resolveText,
  writeCoded,
  writeIdentifier,
  writeInterval,
  writeMoment,
  writeText,
} from '../cda/datatypes/index.js';
import { omitRelationships } from '../cda/leftovers.js';
import { readPerformers, writePerformer } from '../cda/performers.js';
import type { CdaReading } from '../cda/reading.js';
import { actsOf, notesOf, writeComment } from '../cda/remarks.js';
import { isNegated, omitUnread } from '../cda/unread-parts.js';
import type { CdaWriting } from '../cda/writing.js';
import type { CdaDoor } from '../concept.js';
import type { ResultEntry } from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import { readReferenceRanges, writeReferenceRange } from './reference-range.cda.js';
import { readValue, writeValue } from './value.cda.js';

const observationParts = new Set([
  'id',
  'code',
  'text',
  'statusCode',
  'effectiveTime',
  'value',
  'interpretationCode',
  'performer',
  'entryRelationship',
  'referenceRange',
]);
const organizerParts = new Set(['id', 'code', 'text', 'statusCode', 'effectiveTime', 'performer', 'component']);

const prefix = '1.3.6.1.4.1.12559.11.10.1.3.1.3';
const iheSimpleObservation = '1.3.6.1.4.1.19376.1.5.3.1.4.13';
const templates = {
  bloodGroup: [`${prefix}.25`, `${prefix}.20`, iheSimpleObservation],
  result: [`${prefix}.20`, iheSimpleObservation],
  member: [`${prefix}.43`, iheSimpleObservation],
  panel: [`${prefix}.42`],
};
/** LOINC codes of blood group observations. */
const bloodGroupCodes = new Set(['34530-6', '882-1', '883-9']);

/** Observation or panel of the results section. */
export const resultCda: CdaDoor<ResultEntry> = {
  claims: ({ local }) => local === 'observation' || local === 'organizer',
  read: readResult,
  write: (entry, writing) => writeResult(entry, writing, 'result'),
};

function readResult(entry: XmlElement, path: string, reading: CdaReading): ResultEntry | undefined {
  for (const statement of [entry, ...children(entry)]) {
    // Ordered or intended observations (RQO, INT, GOL) and negated ones are no results.
    if ((attribute(statement, 'moodCode') ?? 'EVN') !== 'EVN' || isNegated(statement)) continue;
    if (statement.local === 'observation') return readObservation(statement, path, reading);
    if (statement.local === 'organizer') return readPanel(statement, path, reading);
  }
  return undefined;
}

function readObservation(statement: XmlElement, path: string, reading: CdaReading): ResultEntry {
  omitUnread(statement, observationParts, reading);
  const [valueElement, ...otherValues] = children(statement, 'value');
  if (otherValues.length > 0) reading.omit?.('further values');
  const value = readValue(valueElement, reading);
  const remarks = actsOf(statement, reading);
  omitRelationships(remarks.others, reading);
  return {
    ...readHead(statement, path, reading),
    ...(value !== undefined && { value }),
    interpretations: children(statement, 'interpretationCode').flatMap((code) => readCoded(code, reading) ?? []),
    referenceRanges: readReferenceRanges(statement, reading),
    members: [],
    ...notesOf(remarks),
  };
}

/** A panel: organizer BATTERY or CLUSTER. Components other than results and panels are reported. */
function readPanel(statement: XmlElement, path: string, reading: CdaReading): ResultEntry {
  omitUnread(statement, organizerParts, reading);
  const members: ResultEntry[] = [];
  children(statement, 'component').forEach((component, place) => {
    const member = readResult(component, `${path}/component[${place + 1}]`, reading);
    if (member === undefined) reading.omit?.(`component of the panel: ${children(component).at(-1)?.local ?? 'empty'}`);
    else members.push(member);
  });
  return { ...readHead(statement, path, reading), interpretations: [], referenceRanges: [], members };
}

type Head = Pick<ResultEntry, 'kind' | 'path' | 'identifiers' | 'text' | 'code' | 'status' | 'period' | 'performers'>;

function readHead(statement: XmlElement, path: string, reading: CdaReading): Head {
  const text = resolveText(statement, reading);
  const status = attribute(child(statement, 'statusCode'), 'code');
  return {
    kind: 'result',
    path,
    identifiers: readIdentifiers(statement),
    ...(text !== undefined && { text }),
    code: readCoded(child(statement, 'code'), reading) ?? { absence: 'NI' },
    ...(status !== undefined && { status }),
    period: readInterval(child(statement, 'effectiveTime'), reading),
    performers: readPerformers(statement, reading),
  };
}

type Place = 'result' | 'member';

function writeResult(entry: ResultEntry, writing: CdaWriting, place: Place): XmlOut {
  return entry.members.length === 0 ? writeObservation(entry, writing, place) : writePanel(entry, writing);
}

function writeObservation(entry: ResultEntry, writing: CdaWriting, place: Place): XmlOut {
  const bloodGroup = entry.code.coding !== undefined && bloodGroupCodes.has(entry.code.coding.code);
  return element(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    templates[bloodGroup ? 'bloodGroup' : place].map((root) => element('templateId', { root })),
    writeIdentity(entry, writing),
    writeCoded('code', entry.code),
    // Only the entry itself is shown under its narrative id; its members carry their own words.
    writeText(entry.text, place === 'member' ? { stableId: writing.stableId } : writing),
    writeStatus(entry),
    isStated(entry.period) ? writeTime(entry.period) : element('effectiveTime', { nullFlavor: 'UNK' }),
    entry.value === undefined ? undefined : writeValue(entry.value),
    entry.interpretations.map((interpretation) => writeCoded('interpretationCode', interpretation)),
    entry.performers.map(writePerformer),
    entry.notes?.map(writeComment),
    entry.referenceRanges.map(writeReferenceRange),
  );
}

function writePanel(entry: ResultEntry, writing: CdaWriting): XmlOut {
  const components = entry.members.map((member) => writeResult(member, writing, 'member'));
  return element(
    'organizer',
    { classCode: 'BATTERY', moodCode: 'EVN' },
    templates.panel.map((root) => element('templateId', { root })),
    writeIdentity(entry, writing),
    writeCoded('code', entry.code),
    writeStatus(entry),
    isStated(entry.period) ? writeTime(entry.period) : undefined,
    entry.performers.map(writePerformer),
    [...writeOwnResult(entry, writing), ...components].map((component) => element('component', {}, component)),
  );
}

/** FHIR panels may have a value or remarks of their own; an organizer cannot, so a first component of the same code has them. */
function writeOwnResult(entry: ResultEntry, writing: CdaWriting): XmlOut[] {
  const { value, interpretations, referenceRanges, notes } = entry;
  if (value === undefined && interpretations.length + referenceRanges.length + (notes?.length ?? 0) === 0) return [];
  const own: ResultEntry = { ...entry, path: `${entry.path}/own`, identifiers: [], performers: [], members: [] };
  return [writeObservation(own, writing, 'member')];
}

function writeIdentity({ identifiers, path }: ResultEntry, writing: CdaWriting): XmlOut[] {
  if (identifiers.length === 0) return [element('id', { root: writing.stableId(path) })];
  return identifiers.map((identifier) => writeIdentifier('id', identifier));
}

function writeStatus({ status }: ResultEntry): XmlOut {
  return element('statusCode', status === undefined ? { nullFlavor: 'UNK' } : { code: status });
}

function writeTime(period: Interval): XmlOut {
  const { low, high } = period;
  if (low !== undefined && low === high) return element('effectiveTime', { value: writeMoment(low) });
  return writeInterval('effectiveTime', period);
}
