import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import { readAuthors, writeAuthor } from '../cda/authors.js';
import { isEvent } from '../cda/claims.js';
import { writeConcern } from '../cda/concern.js';
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
import type { CdaReading } from '../cda/reading.js';
import { actsOf, notesOf, writeComment } from '../cda/remarks.js';
import { isNegated, omitUnread } from '../cda/unread-parts.js';
import type { CdaWriting } from '../cda/writing.js';
import type { CdaDoor } from '../concept.js';
import type { Coded } from '../model/coded.js';
import type { Alert } from '../model/entry.js';
import { readValue } from '../observed/value.cda.js';

const parts = new Set(['id', 'code', 'text', 'statusCode', 'effectiveTime', 'value', 'author', 'entryRelationship']);
const actParts = new Set(['id', 'code', 'text', 'statusCode', 'effectiveTime', 'author', 'entryRelationship']);

// eHDSI has no template for an alert; the concern of CCD and IHE with a finding inside is what others write.
const templates = ['2.16.840.1.113883.10.20.1.27', '1.3.6.1.4.1.19376.1.5.3.1.4.5.1'];
const actStatus = 'http://terminology.hl7.org/CodeSystem/v3-ActStatus';
/** ActCode ASSERTION: the value says what is found. */
const assertion: Coded = {
  coding: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActCode', code: 'ASSERTION', display: 'Assertion' },
};
/** Codes that only say that a finding follows (docs/dialects.md). */
const generic: ReadonlySet<string> = new Set(['CONC', 'ASSERTION', '404684003', '418799008', '75321-0']);

/** Alert of the alerts section: a concern with a finding inside, a finding alone, or an act. */
export const alertCda: CdaDoor<Alert> = {
  // Outside its section nothing tells an alert from any other finding.
  claims: () => false,
  read: readAlert,
  write: writeAlert,
};

function readAlert(statement: XmlElement, path: string, reading: CdaReading): Alert | undefined {
  const act = statement.local === 'act' ? statement : undefined;
  const [finding, ...others] = act === undefined ? observationsOf(statement) : findingsOf(act);
  const said = finding ?? act;
  // A concern about several findings is no single alert.
  if (said === undefined || others.length > 0 || !isEvent(statement)) return undefined;
  if (isNegated(statement) || isNegated(said)) return undefined;
  const meaning = meaningOf(said, reading);
  if (meaning === undefined) return undefined;
  omitUnread(said, finding === undefined ? actParts : parts, reading);
  if (act !== undefined && finding !== undefined) omitUnread(act, actParts, reading, 'concern');
  const own = readIdentifiers(said);
  const text = resolveText(said, reading) ?? resolveText(act, reading);
  // That an observation is completed says nothing of the alert; the act around it says whether it still holds.
  const status = attribute(child(act, 'statusCode'), 'code');
  const remarks = actsOf(said, reading);
  omitRelationships(remarks.others, reading);
  const period = readInterval(child(said, 'effectiveTime'), reading);
  return {
    kind: 'alert',
    path,
    identifiers: own.length > 0 ? own : readIdentifiers(act),
    ...(text !== undefined && { text }),
    ...meaning,
    ...(status !== undefined && { status }),
    period: isStated(period) ? period : readInterval(child(act, 'effectiveTime'), reading),
    authors: [said, ...(act === undefined || said === act ? [] : [act])].flatMap((each) => readAuthors(each, reading)),
    ...notesOf(remarks),
  };
}

function observationsOf(statement: XmlElement): readonly XmlElement[] {
  return statement.local === 'observation' ? [statement] : [];
}

function findingsOf(act: XmlElement): readonly XmlElement[] {
  return children(act, 'entryRelationship').flatMap((each) => child(each, 'observation') ?? []);
}

/** What the alert is about and of what kind it is: the value, or the code where there is no value. */
function meaningOf(said: XmlElement, reading: CdaReading): Pick<Alert, 'code' | 'category'> | undefined {
  const code = readCoded(child(said, 'code'), reading);
  const value = readValue(child(said, 'value'), reading);
  const says = code?.coding !== undefined && !generic.has(code.coding.code);
  if (value === undefined) return says || code?.text !== undefined ? { code: code! } : undefined;
  if (value.kind !== 'coded' && value.kind !== 'text') return undefined;
  const coded = value.kind === 'coded' ? value.coded : { text: value.text };
  return { code: coded, ...(says && { category: code }) };
}

function writeAlert(entry: Alert, writing: CdaWriting): XmlOut {
  const { identifiers, category, period, status } = entry;
  const finding = element(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    writeIds(identifiers, () => writing.stableId(`${entry.path}/observation`)),
    writeCoded('code', category ?? assertion),
    writeText(entry.text, writing),
    element('statusCode', { code: 'completed' }),
    isStated(period) ? writeInterval('effectiveTime', period) : undefined,
    writeCoded('value', entry.code, { xsiType: 'CD' }),
    entry.authors.map((author) => writeAuthor(author)),
    (entry.notes ?? []).map(writeComment),
  );
  return writeConcern(finding, {
    templates,
    id: [element('id', { root: writing.stableId(`${entry.path}/concern`) })],
    status: status === undefined ? undefined : { coding: { system: actStatus, code: status } },
    period,
  });
}
