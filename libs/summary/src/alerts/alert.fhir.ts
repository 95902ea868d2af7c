import type { Flag } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import { codeableConcept, period, readCodeableConcept, readPeriod } from '../fhir/datatypes/index.js';
import { omittedParts, readCarried, writeCarried } from '../fhir/entry/carried.js';
import { noteExtensions, noteUrl, readNoteExtensions } from '../fhir/entry/notes.js';
import { readParticipants } from '../fhir/header/read-participant.js';
import { writeParticipant } from '../fhir/header/write-participant.js';
import { stated, stringOf } from '../fhir/narrowing.js';
import { alertProfiles } from '../fhir/profiles.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { Alert } from '../model/entry.js';
import { readCategory } from '../observed/read-observed.fhir.js';

const known = new Set(['status', 'category', 'code', 'period', 'author', noteUrl]);

// flag-status and CDA ActStatus of the concern.
const actStatuses: Readonly<Record<string, string>> = {
  active: 'active',
  inactive: 'completed',
  'entered-in-error': 'nullified',
};
const statuses: Readonly<Record<string, Flag['status']>> = {
  completed: 'inactive',
  aborted: 'inactive',
  suspended: 'inactive',
  cancelled: 'inactive',
  obsolete: 'inactive',
  nullified: 'entered-in-error',
};

/** Flag of the alerts section (flag-alert-obl-eu-eps, Flag-alert-uv-ips). */
export const alertFhir: FhirDoor<Alert> = {
  resourceTypes: ['Flag'],
  read: readAlert,
  write: writeAlert,
  // IPS has active alerts only.
  hasPlace: ({ status }) => flagStatus(status) === 'active',
};

/** An alert that is told holds, unless its source says that it is over. */
function flagStatus(status: string | undefined): Flag['status'] {
  return statuses[status ?? ''] ?? 'active';
}

function readAlert(resource: FhirResource, path: string, reading: FhirReading): Alert | undefined {
  if (resource.resourceType !== 'Flag') return undefined;
  const omitted = omittedParts(resource, known);
  return {
    kind: 'alert',
    ...readCarried(resource, path, 'all', reading),
    ...(omitted.length > 0 && { omitted }),
    code: readCodeableConcept(resource['code']) ?? { absence: 'NI' },
    ...stated({
      category: readCategory(resource['category']),
      status: actStatuses[stringOf(resource['status']) ?? ''],
      notes: readNoteExtensions(resource['extension']),
    }),
    period: readPeriod(resource['period']),
    authors: readParticipants(resource['author'], reading, resource),
  };
}

function writeAlert(entry: Alert, writing: FhirWriting): string {
  const { language, offset } = writing;
  const { category, path } = entry;
  const [author, ...others] = entry.authors;
  if (others.length > 0) writing.omit(path, 'further author');
  if (author?.time !== undefined) writing.omit(path, 'time of the author');
  const resource: Flag = {
    resourceType: 'Flag',
    ...writeCarried(entry),
    extension: noteExtensions(entry.notes),
    status: flagStatus(entry.status),
    category: category === undefined ? undefined : [codeableConcept(category, language)],
    code: codeableConcept(entry.code, language),
    subject: writing.patient,
    period: period(entry.period, offset),
    author: author === undefined ? undefined : writeParticipant(author, writing, { organization: true, device: true }),
  };
  return writing.add(resource, path, alertProfiles);
}
