import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import {
  isNamed,
  isStated,
  readCoded,
  readIdentifiers,
  readInterval,
  readParticipation,
  resolveText,
  writeAssignedEntity,
  writeCoded,
  writeIdentifier,
  writeInterval,
  writeText,
} from '../cda/datatypes/index.js';
import { omitRelationships } from '../cda/leftovers.js';
import type { CdaReading } from '../cda/reading.js';
import { actsOf, notesOf, writeComment } from '../cda/remarks.js';
import { isNegated, omitUnread, statementOf } from '../cda/unread-parts.js';
import type { CdaWriting } from '../cda/writing.js';
import type { CdaDoor } from '../concept.js';
import type { Coded } from '../model/coded.js';
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
  sectionTemplates: [
    '1.3.6.1.4.1.12559.11.10.1.3.1.2.11',
    '1.3.6.1.4.1.19376.1.5.3.1.3.11',
    '1.3.6.1.4.1.19376.1.5.3.1.3.12',
  ],
  read: readProcedure,
  write: writeProcedure,
};

function readProcedure(entry: XmlElement, path: string, reading: CdaReading): Procedure | undefined {
  const statement = statementOf(entry, 'procedure');
  if (statement === undefined || isNegated(statement)) return undefined;
  const code = readCoded(child(statement, 'code'), reading);
  const text = resolveText(statement, reading);
  if (code === undefined && text === undefined) return undefined;
  omitUnread(statement, parts, reading);
  const status = attribute(child(statement, 'statusCode'), 'code')?.toLowerCase();
  const remarks = actsOf(statement, reading);
  const relationships = [...remarks.others];
  const reason = takeReason(relationships, reading);
  omitRelationships(relationships, reading);
  return {
    kind: 'procedure',
    path,
    identifiers: readIdentifiers(statement),
    ...(text !== undefined && { text }),
    code: code ?? { absence: 'NI' },
    ...(status !== undefined && { status }),
    period: readInterval(child(statement, 'effectiveTime'), reading),
    bodySites: children(statement, 'targetSiteCode').flatMap((site) => readCoded(site, reading) ?? []),
    ...(reason !== undefined && { reason }),
    performers: children(statement, 'performer').flatMap((each) => readParticipation(each, reading) ?? []),
    ...notesOf(remarks),
  };
}

/** The reason is the value of the observation related by RSON. */
function takeReason(relationships: XmlElement[], reading: CdaReading): Coded | undefined {
  const at = relationships.findIndex((each) => each.attributes['typeCode'] === 'RSON');
  const observation = child(relationships[at], 'observation');
  const reason = readCoded(child(observation, 'value') ?? child(observation, 'code'), reading);
  if (reason !== undefined) relationships.splice(at, 1);
  return reason;
}

function writeProcedure(entry: Procedure, writing: CdaWriting): XmlOut {
  const { identifiers, status, period, reason } = entry;
  return element(
    'procedure',
    { classCode: 'PROC', moodCode: 'EVN' },
    templates.map((root) => element('templateId', { root })),
    identifiers.length === 0
      ? element('id', { root: writing.stableId(`${entry.path}/procedure`) })
      : identifiers.map((identifier) => writeIdentifier('id', identifier)),
    writeCoded('code', entry.code),
    writeText(entry.text, writing),
    element('statusCode', status === undefined ? { nullFlavor: 'UNK' } : { code: status }),
    // eHDSI demands a time of a procedure, so an unknown one is said to be unknown.
    writeInterval('effectiveTime', isStated(period) ? period : { lowAbsence: 'UNK' }),
    entry.bodySites.map((site) => writeCoded('targetSiteCode', site)),
    entry.performers
      .filter(isNamed)
      .map((performer) => element('performer', { typeCode: 'PRF' }, writeAssignedEntity('assignedEntity', performer))),
    reason === undefined ? undefined : writeReason(reason),
    (entry.notes ?? []).map(writeComment),
  );
}

function writeReason(reason: Coded): XmlOut {
  return element(
    'entryRelationship',
    { typeCode: 'RSON' },
    element(
      'observation',
      { classCode: 'OBS', moodCode: 'EVN' },
      element('templateId', { root: '1.3.6.1.4.1.12559.11.10.1.3.1.3.7' }),
      element('code', {
        code: '404684003',
        codeSystem: '2.16.840.1.113883.6.96',
        codeSystemName: 'SNOMED CT',
        displayName: 'Clinical finding',
      }),
      element('statusCode', { code: 'completed' }),
      writeCoded('value', reason, { xsiType: 'CD' }),
    ),
  );
}
