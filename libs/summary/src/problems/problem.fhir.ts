import type { Condition } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import {
  absentElement,
  codeableConcept,
  codeableConceptOf,
  codeableConcepts,
  dateTime,
  readCodeableConcept,
  readCodeableConcepts,
  readDataAbsentReason,
  readMoment,
  readPeriod,
} from '../fhir/datatypes/index.js';
import { readCarried, writeCarried } from '../fhir/entry/carried.js';
import { conditionClinical, conditionVerification, statusCode, writeStatus } from '../fhir/entry/clinical-status.js';
import { annotations, readAnnotations } from '../fhir/entry/notes.js';
import { readParticipant } from '../fhir/header/read-participant.js';
import { writeParticipant } from '../fhir/header/write-participant.js';
import { objectsOf, stated, type JsonObject } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { Coded } from '../model/coded.js';
import type { Problem } from '../model/entry.js';
import type { Interval } from '../model/moment.js';

const categorySystem = 'http://terminology.hl7.org/CodeSystem/condition-category';
const problemListItem = {
  coding: [{ system: categorySystem, code: 'problem-list-item', display: 'Problem List Item' }],
};

/** Extension for how a problem ended, which R4 Condition has no element for. */
const outcomeUrl = 'http://hl7.org/fhir/StructureDefinition/condition-outcome';

const known = new Set([
  'code',
  'clinicalStatus',
  'verificationStatus',
  'category',
  'severity',
  'onsetDateTime',
  'onsetPeriod',
  'abatementDateTime',
  'abatementPeriod',
  'bodySite',
  'asserter',
  'note',
  outcomeUrl,
]);

/** Condition of the problems section (condition-eu-core, Condition-uv-ips). */
export const problemFhir: FhirDoor<Problem> = {
  resourceTypes: ['Condition'],
  read: readProblem,
  write: writeProblem,
};

function readProblem(resource: FhirResource, path: string, reading: FhirReading): Problem | undefined {
  if (resource.resourceType !== 'Condition') return undefined;
  const asserter = readParticipant(resource['asserter'], reading, resource);
  return {
    kind: 'problem',
    ...readCarried(resource, path, known, reading),
    code: readCodeableConcept(resource['code']) ?? { absence: 'NI' },
    ...stated({
      clinicalStatus: readCodeableConcept(resource['clinicalStatus']),
      verificationStatus: readCodeableConcept(resource['verificationStatus']),
      category: readCategory(resource['category']),
      severity: readCodeableConcept(resource['severity']),
      outcome: readOutcome(resource['extension']),
      bodySites: readBodySites(resource['bodySite']),
      notes: readAnnotations(resource['note']),
    }),
    period: readCourse(resource),
    asserters: asserter === undefined ? [] : [asserter],
  };
}

/** Every condition of the section is a problem-list-item; what kind of problem it is stands beside that. */
function readCategory(value: unknown): Coded | undefined {
  return readCodeableConcepts(value).find(({ coding }) => coding?.code !== 'problem-list-item');
}

function readBodySites(value: unknown): readonly Coded[] | undefined {
  const sites = readCodeableConcepts(value);
  return sites.length === 0 ? undefined : sites;
}

/** How the problem ended. */
function readOutcome(extensions: unknown): Coded | undefined {
  return readCodeableConcept(objectsOf(extensions).find(({ url }) => url === outcomeUrl)?.['valueCodeableConcept']);
}

/** Onset and abatement as one interval. Only onset beginnings and abatement ends have a place in it. */
function readCourse(resource: JsonObject): Interval {
  const onset = readPeriod(resource['onsetPeriod']);
  const abatement = readPeriod(resource['abatementPeriod']);
  return stated({
    low: readMoment(resource['onsetDateTime']) ?? onset.low,
    lowAbsence: readDataAbsentReason(resource['_onsetDateTime']) ?? onset.lowAbsence,
    high: readMoment(resource['abatementDateTime']) ?? abatement.high ?? abatement.low,
    highAbsence: readDataAbsentReason(resource['_abatementDateTime']),
  });
}

function writeProblem(entry: Problem, writing: FhirWriting): string {
  const { language } = writing;
  const [asserter, ...others] = entry.asserters;
  if (others.length > 0) writing.omit(entry.path, 'further asserter');
  if (entry.asserters.some(({ time }) => time !== undefined)) writing.omit(entry.path, 'time of the asserter');
  if (entry.period.high !== undefined && isGoingOn(entry))
    writing.omit(entry.path, 'end of an active problem as a date');
  const resource: Condition = {
    resourceType: 'Condition',
    ...writeCarried(entry),
    extension:
      entry.outcome === undefined
        ? undefined
        : [{ url: outcomeUrl, valueCodeableConcept: codeableConcept(entry.outcome, language) }],
    clinicalStatus: clinicalStatusOf(entry),
    verificationStatus: writeStatus(entry.verificationStatus, conditionVerification),
    category: [problemListItem, ...(entry.category === undefined ? [] : [codeableConcept(entry.category, language)])],
    severity: codeableConceptOf(entry.severity, language),
    code: codeableConcept(entry.code, language),
    bodySite: codeableConcepts(entry.bodySites ?? [], language),
    subject: writing.patient,
    ...writeCourse(entry, writing),
    asserter: asserter === undefined ? undefined : writeParticipant(asserter, writing, {}),
  };
  return writing.add(resource, entry.path);
}

/** A problem that has ended without a stated status is at least inactive (con-4 wants one of three). */
function clinicalStatusOf(entry: Problem): Condition['clinicalStatus'] {
  // con-5: what was entered in error has no clinical status.
  if (statusCode(entry.verificationStatus, conditionVerification) === 'entered-in-error') return undefined;
  const status = writeStatus(entry.clinicalStatus, conditionClinical);
  if (status !== undefined || entry.period.high === undefined) return status;
  return { coding: [{ system: conditionClinical.system, code: 'inactive' }] };
}

/**
 * con-4: a condition that has abated is inactive, resolved or in remission. Where the source says that it is active and
 * yet gives an end, both are kept: the end then stands in a note.
 */
function writeCourse(entry: Problem, { offset }: FhirWriting): Partial<Condition> {
  const { period, notes = [] } = entry;
  const contradicts = isGoingOn(entry);
  const end = period.high === undefined ? undefined : dateTime(period.high, offset);
  return {
    onsetDateTime: period.low === undefined ? undefined : dateTime(period.low, offset),
    _onsetDateTime:
      period.low === undefined && period.lowAbsence !== undefined ? absentElement(period.lowAbsence) : undefined,
    abatementDateTime: contradicts ? undefined : end,
    note: annotations(contradicts && end !== undefined ? [...notes, `End stated by the source: ${end}`] : notes),
  };
}

/** Whether the source says that the problem has not ended. */
function isGoingOn({ clinicalStatus }: Problem): boolean {
  const status = statusCode(clinicalStatus, conditionClinical);
  return status === 'active' || status === 'recurrence' || status === 'relapse';
}
