import type { CodeableConcept, Consent, ConsentProvision } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import {
  absentElement,
  codeableConcept,
  dateTime,
  readCodeableConcept,
  readDataAbsentReason,
  readMoment,
  readPeriod,
} from '../fhir/datatypes/index.js';
import { omittedParts, readCarried, writeCarried } from '../fhir/entry/carried.js';
import { noteExtensions, noteUrl, readNoteExtensions } from '../fhir/entry/notes.js';
import { readParticipants } from '../fhir/header/read-participant.js';
import { writeParticipant } from '../fhir/header/write-participant.js';
import { objectOf, stated, stringOf, type JsonObject } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { Coded } from '../model/coded.js';
import type { AdvanceDirective } from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import { readCategory } from '../observed/read-observed.fhir.js';
import { readLinkedDocument, writeLinkedDocument } from './linked-document.fhir.js';

const known = new Set([
  ...['status', 'scope', 'category', 'dateTime', 'performer', 'sourceReference', 'sourceAttachment', 'policyRule'],
  ...['provision', noteUrl],
]);
const knownOfProvision = new Set(['code', 'period']);

const scope: CodeableConcept = {
  coding: [
    {
      system: 'http://terminology.hl7.org/CodeSystem/consentscope',
      code: 'adr',
      display: 'Advanced Care Directive',
    },
  ],
};

// consent-state-codes and CDA ActStatus.
const actStatuses: Readonly<Record<string, string>> = {
  draft: 'new',
  proposed: 'held',
  active: 'active',
  rejected: 'cancelled',
  inactive: 'aborted',
  'entered-in-error': 'nullified',
};
const statuses: Readonly<Record<string, Consent['status']>> = {
  new: 'draft',
  held: 'proposed',
  cancelled: 'rejected',
  aborted: 'inactive',
  suspended: 'inactive',
  obsolete: 'inactive',
  nullified: 'entered-in-error',
};

/** Consent of scope adr of the advance directives section (consent-eu-eps). */
export const advanceDirectiveFhir: FhirDoor<AdvanceDirective> = {
  resourceTypes: ['Consent'],
  read: readDirective,
  write: writeDirective,
};

function readDirective(resource: FhirResource, path: string, reading: FhirReading): AdvanceDirective | undefined {
  if (resource.resourceType !== 'Consent') return undefined;
  const provision = objectOf(resource['provision']);
  // What is denied is not what is decided, and the model has no place to say so.
  if (provision?.['type'] === 'deny') return undefined;
  const omitted = [
    ...omittedParts(resource, known),
    ...omittedParts(provision ?? {}, knownOfProvision, 'provision'),
    ...(readCodeableConcept(resource['policyRule'])?.coding === undefined ? [] : ['policyRule']),
    ...(isDirective(resource) ? [] : ['scope']),
  ];
  const { title: shown, ...source } = readLinkedDocument(resource, reading, omitted) ?? {};
  const document = stated({ identifiers: [], ...source, title: shown });
  return {
    kind: 'advance-directive',
    ...readCarried(resource, path, 'all', reading),
    ...(omitted.length > 0 && { omitted }),
    code: readCategory(resource['category']) ?? { absence: 'NI' },
    ...stated({
      decision: readDecision(provision),
      status: actStatuses[stringOf(resource['status']) ?? ''],
      notes: readNoteExtensions(resource['extension']),
    }),
    period: readTime(resource, provision),
    performers: readParticipants(resource['performer'], reading, resource),
    documents: Object.keys(document).length > 1 || document.identifiers.length > 0 ? [document] : [],
  };
}

function isDirective(resource: FhirResource): boolean {
  return readCodeableConcept(resource['scope'])?.coding?.code === 'adr';
}

/** The codes of the provision as one: `code` may repeat. */
function readDecision(provision: JsonObject | undefined): Coded | undefined {
  return readCategory(provision?.['code']);
}

/** When it was declared, and how long it holds. */
function readTime(resource: FhirResource, provision: JsonObject | undefined): Interval {
  const held = readPeriod(provision?.['period']);
  return stated({
    low: readMoment(resource['dateTime']) ?? held.low,
    high: held.high,
    lowAbsence: readDataAbsentReason(resource['_dateTime']) ?? held.lowAbsence,
    highAbsence: held.highAbsence,
  });
}

function writeDirective(entry: AdvanceDirective, writing: FhirWriting): string {
  const { language, offset } = writing;
  const { period, path } = entry;
  const [document, ...others] = entry.documents;
  if (others.length > 0) writing.omit(path, 'further document');
  if (entry.performers.some(({ time }) => time !== undefined)) writing.omit(path, 'time of the performer');
  const resource: Consent = {
    resourceType: 'Consent',
    ...writeCarried(entry),
    extension: noteExtensions(entry.notes),
    status: statuses[entry.status ?? ''] ?? 'active',
    scope,
    category: [codeableConcept(entry.code, language)],
    patient: writing.patient,
    dateTime: period.low === undefined ? undefined : dateTime(period.low, offset),
    _dateTime:
      period.low === undefined && period.lowAbsence !== undefined ? absentElement(period.lowAbsence) : undefined,
    performer: entry.performers.flatMap((each) => writeParticipant(each, writing) ?? []),
    sourceReference: document === undefined ? undefined : writeLinkedDocument(document, `${path}/document`, writing),
    // ppc-1 demands a policy or a rule. No source states under which law a directive was made, and none is made up.
    policyRule: absentElement('UNK'),
    provision: writeProvision(entry, writing),
  };
  return writing.add(resource, path);
}

function writeProvision({ decision, period }: AdvanceDirective, writing: FhirWriting): ConsentProvision | undefined {
  const { high, highAbsence } = period;
  return {
    period: {
      end: high === undefined ? undefined : dateTime(high, writing.offset),
      _end: high === undefined && highAbsence !== undefined ? absentElement(highAbsence) : undefined,
    },
    code: decision === undefined ? undefined : [codeableConcept(decision, writing.language)],
  };
}
