import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import { isEvent, observationOf } from '../cda/claims.js';
import { problemStatus } from './problem-status.cda.js';
import { isConcernStatus, readConcern, writeConcern } from '../cda/concern.js';
import {
  isNamed,
  isStated,
  readCoded,
  readParticipation,
  writeAssignedEntity,
  writeCoded,
  writeIds,
  writeInterval,
  writeText,
} from '../cda/datatypes/index.js';
import { omitRelationships } from '../cda/leftovers.js';
import { qualifiers, takeQualifier, writeQualifier } from '../cda/qualifying-observation.js';
import type { CdaReading } from '../cda/reading.js';
import { actsOf, notesOf, writeComment } from '../cda/remarks.js';
import { omitUnread } from '../cda/unread-parts.js';
import type { CdaWriting } from '../cda/writing.js';
import type { CdaDoor } from '../concept.js';
import type { Problem } from '../model/entry.js';
import type { Participant } from '../model/party.js';

const parts = new Set([
  'id',
  'code',
  'text',
  'statusCode',
  'effectiveTime',
  'value',
  'targetSiteCode',
  'author',
  'entryRelationship',
]);

// eHDSI, then IHE and CCD: half of the documents in circulation carry only the older ones (myhealtheu-wire.md 13.3).
const concernTemplates = [
  '1.3.6.1.4.1.12559.11.10.1.3.1.3.15',
  '1.3.6.1.4.1.19376.1.5.3.1.4.5.1',
  '1.3.6.1.4.1.19376.1.5.3.1.4.5.2',
  '2.16.840.1.113883.10.20.1.27',
];
const observationTemplates = [
  '1.3.6.1.4.1.12559.11.10.1.3.1.3.7',
  '1.3.6.1.4.1.19376.1.5.3.1.4.5',
  '2.16.840.1.113883.10.20.1.28',
];
const careTemplate = '1.3.6.1.4.1.12559.11.10.1.3.1.3.48';
/** LOINC code of the act that names who looks after the problem. */
const careProvision = '85847-2';

/** Problem concern of the problem list and of past illness (myhealtheu-wire.md section 13.4). */
export const problemCda: CdaDoor<Problem> = {
  claims: (statement) => statement.local === 'act' && observationOf(statement) !== undefined && isEvent(statement),
  read: readProblem,
  write: writeProblem,
};

function readProblem(entry: XmlElement, path: string, reading: CdaReading): Problem | undefined {
  const concern = readConcern(entry, reading);
  if (concern === undefined) return undefined;
  const { observation, identifiers, text, period, status } = concern;
  const code = readCoded(child(observation, 'value'), reading);
  if (code === undefined) return undefined;
  omitUnread(observation, parts, reading);
  const category = readCoded(child(observation, 'code'), reading);
  const remarks = actsOf(observation, reading);
  const relationships = [...remarks.others];
  const severity = takeQualifier(relationships, qualifiers.severity, reading);
  const clinicalStatus = takeQualifier(relationships, qualifiers.problemStatus, reading) ?? status;
  const verificationStatus = takeQualifier(relationships, qualifiers.problemCertainty, reading);
  const outcome = takeQualifier(relationships, qualifiers.problemOutcome, reading);
  const asserters = readAsserters(observation, relationships, reading);
  const bodySites = children(observation, 'targetSiteCode').flatMap((site) => readCoded(site, reading) ?? []);
  omitRelationships(relationships, reading);
  return {
    kind: 'problem',
    path,
    identifiers,
    ...(text !== undefined && { text }),
    code,
    ...(clinicalStatus !== undefined && { clinicalStatus }),
    ...(verificationStatus !== undefined && { verificationStatus }),
    ...(category?.coding !== undefined && { category }),
    ...(severity !== undefined && { severity }),
    ...(outcome !== undefined && { outcome }),
    period,
    ...(bodySites.length > 0 && { bodySites }),
    asserters,
    ...notesOf(remarks),
  };
}

/** Authors of the observation, and the performers of the act of care that refers to it, as the Luxembourg record has it. */
function readAsserters(observation: XmlElement, relationships: XmlElement[], reading: CdaReading): Participant[] {
  const asserters = children(observation, 'author').flatMap((author) => readParticipation(author, reading) ?? []);
  for (const [at, relationship] of [...relationships.entries()].reverse()) {
    const act = child(relationship, 'act');
    if (act === undefined || attribute(child(act, 'code'), 'code') !== careProvision) continue;
    relationships.splice(at, 1);
    asserters.push(...children(act, 'performer').flatMap((performer) => readParticipation(performer, reading) ?? []));
  }
  return asserters;
}

function writeProblem(entry: Problem, writing: CdaWriting): XmlOut {
  const { identifiers, category, period, clinicalStatus, asserters } = entry;
  const observation = element(
    'observation',
    { classCode: 'OBS', moodCode: 'EVN' },
    observationTemplates.map((root) => element('templateId', { root })),
    writeIds(identifiers, () => writing.stableId(`${entry.path}/observation`)),
    writeCoded('code', category ?? { absence: 'NI' }),
    writeText(entry.text, writing),
    element('statusCode', { code: 'completed' }),
    isStated(period) ? writeInterval('effectiveTime', period) : undefined,
    writeCoded('value', entry.code, { xsiType: 'CD' }),
    entry.bodySites?.map((site) => writeCoded('targetSiteCode', site)),
    writeQualifier(qualifiers.severity, entry.severity),
    isConcernStatus(clinicalStatus)
      ? undefined
      : writeQualifier(qualifiers.problemStatus, problemStatus(clinicalStatus)),
    writeQualifier(qualifiers.problemCertainty, entry.verificationStatus),
    writeQualifier(qualifiers.problemOutcome, entry.outcome),
    writeCare(asserters.filter(isNamed)),
    (entry.notes ?? []).map(writeComment),
  );
  return writeConcern(observation, {
    templates: concernTemplates,
    id: [element('id', { root: writing.stableId(`${entry.path}/concern`) })],
    status: clinicalStatus,
    period,
  });
}

function writeCare(asserters: readonly Participant[]): XmlOut | undefined {
  if (asserters.length === 0) return undefined;
  return element(
    'entryRelationship',
    { typeCode: 'REFR', inversionInd: 'false' },
    element(
      'act',
      { classCode: 'PCPR', moodCode: 'EVN' },
      element('templateId', { root: careTemplate }),
      element('code', {
        code: careProvision,
        codeSystem: '2.16.840.1.113883.6.1',
        codeSystemName: 'LOINC',
        displayName: 'Patient care team information',
      }),
      element('statusCode', { code: 'normal' }),
      asserters.map((asserter) =>
        element('performer', { typeCode: 'PRF' }, writeAssignedEntity('assignedEntity', asserter)),
      ),
    ),
  );
}
