import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import { readAuthors } from '../cda/authors.js';
import { hasTemplate, isEvent, observationOf } from '../cda/claims.js';
import {
  isStated,
  readCoded,
  readIdentifiers,
  readInterval,
  resolveText,
  writeCoded,
  writeIds,
  writeInterval,
  writeText,
} from '../cda/datatypes/index.js';
import { omitRelationships } from '../cda/leftovers.js';
import { readPerformers, writePerformer } from '../cda/performers.js';
import type { CdaReading } from '../cda/reading.js';
import { actsOf, notesOf, writeComment } from '../cda/remarks.js';
import { isNegated, omitUnread } from '../cda/unread-parts.js';
import type { CdaWriting } from '../cda/writing.js';
import type { CdaDoor } from '../concept.js';
import type { Coded } from '../model/coded.js';
import type { AdvanceDirective } from '../model/entry.js';
import { readValue } from '../observed/value.cda.js';
import { readLinkedDocuments, writeLinkedDocument } from './linked-document.cda.js';

const parts = new Set([
  ...['id', 'code', 'text', 'statusCode', 'effectiveTime', 'value', 'author', 'performer', 'entryRelationship'],
  'reference',
]);

// IHE and CCD advance directive observation; eHDSI has a template for the section only.
const templates = [
  '1.3.6.1.4.1.19376.1.5.3.1.4.13.7',
  '1.3.6.1.4.1.19376.1.5.3.1.4.13',
  '2.16.840.1.113883.10.20.1.17',
];
const ownTemplates = [templates[0]!, templates[2]!];

/** Advance directive: an observation that says what it is about and what is decided, and refers to the document itself. */
export const advanceDirectiveCda: CdaDoor<AdvanceDirective> = {
  claims: (statement) => statement.local === 'observation' && hasTemplate(statement, ownTemplates),
  read: readDirective,
  write: writeDirective,
};

function readDirective(statement: XmlElement, path: string, reading: CdaReading): AdvanceDirective | undefined {
  const said = observationOf(statement);
  if (said === undefined || !isEvent(statement) || isNegated(statement) || isNegated(said)) return undefined;
  const decision = readDecision(said, reading);
  const code = readCoded(child(said, 'code'), reading);
  const text = resolveText(said, reading);
  // A decision that the model has no place for (that resuscitation is wanted: false) must not be left out of it.
  if (decision === 'another' || (code ?? decision ?? text) === undefined) return undefined;
  omitUnread(said, parts, reading);
  const status = actStatusOf(attribute(child(said, 'statusCode'), 'code'));
  const remarks = actsOf(said, reading);
  omitRelationships(remarks.others, reading);
  return {
    kind: 'advance-directive',
    path,
    identifiers: readIdentifiers(said),
    ...(text !== undefined && { text }),
    code: code ?? { absence: 'NI' },
    ...(decision !== undefined && { decision }),
    ...(status !== undefined && { status }),
    period: readInterval(child(said, 'effectiveTime'), reading),
    performers: [...readPerformers(said, reading), ...readAuthors(said, reading)],
    documents: readLinkedDocuments(said, reading),
    ...notesOf(remarks),
  };
}

function readDecision(said: XmlElement, reading: CdaReading): Coded | 'another' | undefined {
  const [first, ...others] = children(said, 'value');
  const value = readValue(first, reading);
  if (others.length > 0) return 'another';
  if (value === undefined) return undefined;
  if (value.kind === 'coded') return value.coded;
  return value.kind === 'text' ? { text: value.text } : 'another';
}

/** That the observation is completed is what its template fixes; the directive it tells of is in force. */
function actStatusOf(status: string | undefined): string | undefined {
  return status === 'completed' ? 'active' : status;
}

function writeDirective(entry: AdvanceDirective, writing: CdaWriting): XmlOut {
  const { identifiers, decision, status, period } = entry;
  return element(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    templates.map((root) => element('templateId', { root })),
    writeIds(identifiers, () => writing.stableId(entry.path)),
    writeCoded('code', entry.code),
    writeText(entry.text, writing),
    element('statusCode', { code: status === undefined || status === 'active' ? 'completed' : status }),
    isStated(period) ? writeInterval('effectiveTime', period) : element('effectiveTime', { nullFlavor: 'UNK' }),
    decision === undefined ? undefined : writeCoded('value', decision, { xsiType: 'CD' }),
    entry.performers.map(writePerformer),
    (entry.notes ?? []).map(writeComment),
    entry.documents.map(writeLinkedDocument),
  );
}
