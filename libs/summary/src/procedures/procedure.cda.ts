import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import { isEvent } from '../cda/claims.js';
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
import { readReasons, writeReason } from '../cda/reasons.js';
import { actsOf, notesOf, writeComment } from '../cda/remarks.js';
import { isNegated, omitUnread, statementOf } from '../cda/unread-parts.js';
import type { CdaWriting } from '../cda/writing.js';
import type { CdaDoor } from '../concept.js';
import type { Procedure } from '../model/entry.js';

const parts = new Set([
  'id',
  'code',
  'text',
  'statusCode',
  'effectiveTime',
  'targetSiteCode',
  'performer',
  'entryRelationship',
]);
const templates = [
  '1.3.6.1.4.1.12559.11.10.1.3.1.3.26',
  '1.3.6.1.4.1.19376.1.5.3.1.4.19',
  '2.16.840.1.113883.10.20.1.29',
];

/** Procedure of the history of procedures (myhealtheu-wire.md section 13.4). */
export const procedureCda: CdaDoor<Procedure> = {
  claims: (statement) => statement.local === 'procedure' && isEvent(statement),
  read: readProcedure,
  write: writeProcedure,
};

function readProcedure(entry: XmlElement, path: string, reading: CdaReading): Procedure | undefined {
  const statement = statementOf(entry, 'procedure');
  // What is ordered or intended (RQO, INT) has not been done.
  if (statement === undefined || !isEvent(statement)) return undefined;
  const code = readCoded(child(statement, 'code'), reading);
  const text = resolveText(statement, reading);
  if (code === undefined && text === undefined) return undefined;
  omitUnread(statement, parts, reading);
  const status = attribute(child(statement, 'statusCode'), 'code')?.toLowerCase();
  const remarks = actsOf(statement, reading);
  const { reasons, others } = readReasons(remarks.others, reading);
  const [reason, ...furtherReasons] = reasons;
  if (furtherReasons.length > 0) reading.omit?.('further reason');
  omitRelationships(others, reading);
  return {
    kind: 'procedure',
    ...(isNegated(statement) && { notDone: true as const }),
    path,
    identifiers: readIdentifiers(statement),
    ...(text !== undefined && { text }),
    code: code ?? { absence: 'NI' },
    ...(status !== undefined && { status }),
    period: readInterval(child(statement, 'effectiveTime'), reading),
    bodySites: children(statement, 'targetSiteCode').flatMap((site) => readCoded(site, reading) ?? []),
    ...(reason !== undefined && { reason }),
    performers: readPerformers(statement, reading),
    ...notesOf(remarks),
  };
}

function writeProcedure(entry: Procedure, writing: CdaWriting): XmlOut {
  const { identifiers, status, period, reason } = entry;
  return element(
    'procedure',
    { classCode: 'PROC', moodCode: 'EVN', negationInd: entry.notDone === true ? 'true' : undefined },
    templates.map((root) => element('templateId', { root })),
    writeIds(identifiers, () => writing.stableId(`${entry.path}/procedure`)),
    writeCoded('code', entry.code),
    writeText(entry.text, writing),
    element('statusCode', status === undefined ? { nullFlavor: 'UNK' } : { code: status }),
    // eHDSI demands a time of a procedure, so an unknown one is said to be unknown.
    writeInterval('effectiveTime', isStated(period) ? period : { lowAbsence: 'UNK' }),
    entry.bodySites.map((site) => writeCoded('targetSiteCode', site)),
    entry.performers.map(writePerformer),
    reason === undefined ? undefined : writeReason(reason),
    (entry.notes ?? []).map(writeComment),
  );
}
