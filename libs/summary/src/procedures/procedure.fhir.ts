import type { Procedure as FhirProcedure, ProcedurePerformer } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import {
  codeableConcept,
  codeableConcepts,
  pointOrPeriod,
  readCodeableConcept,
  readCodeableConcepts,
  readPointOrPeriod,
} from '../fhir/datatypes/index.js';
import { readCarried, writeCarried } from '../fhir/entry/carried.js';
import { annotations, readAnnotations } from '../fhir/entry/notes.js';
import { readReason } from '../fhir/entry/reason.js';
import { readParticipants } from '../fhir/header/read-participant.js';
import { writeParticipant } from '../fhir/header/write-participant.js';
import { stated, stringOf } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { Procedure } from '../model/entry.js';

const known = new Set([
  'status',
  'code',
  'performedDateTime',
  'performedPeriod',
  'bodySite',
  'reasonCode',
  'reasonReference',
  'performer',
  'note',
]);

// CDA ActStatus and FHIR event-status.
const toFhir: Readonly<Record<string, FhirProcedure['status']>> = {
  active: 'in-progress',
  completed: 'completed',
  aborted: 'stopped',
  suspended: 'on-hold',
  nullified: 'entered-in-error',
};
const fromFhir: Readonly<Record<string, string>> = {
  'in-progress': 'active',
  completed: 'completed',
  stopped: 'aborted',
  'on-hold': 'suspended',
  'entered-in-error': 'nullified',
};

/** Procedure of the history of procedures (procedure-eu-core, Procedure-uv-ips). */
export const procedureFhir: FhirDoor<Procedure> = {
  resourceTypes: ['Procedure'],
  read: readProcedure,
  write: writeProcedure,
};

function readProcedure(resource: FhirResource, path: string, reading: FhirReading): Procedure | undefined {
  const status = stringOf(resource['status']) ?? '';
  // What is only prepared has not happened: the model holds what was done, or was not.
  if (resource.resourceType !== 'Procedure' || status === 'preparation') return undefined;
  return {
    kind: 'procedure',
    ...readCarried(resource, path, known, reading),
    code: readCodeableConcept(resource['code']) ?? { absence: 'NI' },
    ...stated({
      notDone: status === 'not-done' ? (true as const) : undefined,
      status: fromFhir[status],
      reason: readReason(resource, reading),
      notes: readAnnotations(resource['note']),
    }),
    period: readPointOrPeriod(resource, 'performed', 'whole'),
    bodySites: readCodeableConcepts(resource['bodySite']),
    performers: readParticipants(resource['performer'], reading, resource),
  };
}

function writeProcedure(entry: Procedure, writing: FhirWriting): string {
  const { language } = writing;
  const { dateTime, period, absent } = pointOrPeriod(entry.period, writing.offset);
  const resource: FhirProcedure = {
    resourceType: 'Procedure',
    ...writeCarried(entry),
    status: entry.notDone === true ? 'not-done' : (toFhir[entry.status ?? ''] ?? 'unknown'),
    code: codeableConcept(entry.code, language),
    subject: writing.patient,
    performedDateTime: dateTime,
    _performedDateTime: absent,
    performedPeriod: period,
    performer: entry.performers.flatMap((each): ProcedurePerformer[] => {
      const actor = writeParticipant(each, writing);
      return actor === undefined ? [] : [{ actor }];
    }),
    reasonCode: entry.reason === undefined ? undefined : [codeableConcept(entry.reason, language)],
    bodySite: codeableConcepts(entry.bodySites, language),
    note: annotations(entry.notes),
  };
  return writing.add(resource, entry.path);
}
