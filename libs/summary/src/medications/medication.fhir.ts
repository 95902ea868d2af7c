import type { MedicationRequest, MedicationStatement, Reference } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import {
  absentElement,
  codeableConcept,
  dateTime,
  period,
  readMoment,
  readPointOrPeriod,
} from '../fhir/datatypes/index.js';
import { omittedParts, readCarried, writeCarried } from '../fhir/entry/carried.js';
import { annotations, readAnnotations } from '../fhir/entry/notes.js';
import { readReason } from '../fhir/entry/reason.js';
import { readParticipant } from '../fhir/header/read-participant.js';
import { writeParticipant, type Allowed } from '../fhir/header/write-participant.js';
import { objectOf, stated, stringOf } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { Medication, Product } from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import { readDosages, writeDosages } from './dosage.fhir.js';
import { actStatusOf, intentOf, isContrary, moodOf, requestStatus, statementStatus } from './medication-status.fhir.js';
import { knownOfProduct, readNamedCode, readProduct, writeProduct } from './product.fhir.js';

const known = new Set([
  'status',
  'intent',
  'medicationCodeableConcept',
  'medicationReference',
  'effectiveDateTime',
  'effectivePeriod',
  'dateAsserted',
  'authoredOn',
  'whenHandedOver',
  'requester',
  'informationSource',
  'dosage',
  'dosageInstruction',
  'reasonCode',
  'reasonReference',
  'note',
]);

/** Statement or request of the medication section (MedicationStatement-eu-eps, medicationRequest-eu-core, IPS). */
export const medicationFhir: FhirDoor<Medication> = {
  // A section that refers to the Medication itself is against the profile, and occurs.
  resourceTypes: [
    'MedicationStatement',
    'MedicationRequest',
    'MedicationAdministration',
    'MedicationDispense',
    'Medication',
  ],
  read: readMedication,
  write: (entry, writing) => (entry.mood === undefined ? writeStatement(entry, writing) : writeRequest(entry, writing)),
};

function readMedication(resource: FhirResource, path: string, reading: FhirReading): Medication | undefined {
  if (resource.resourceType === 'Medication') return readProductAlone(resource, path, reading);
  if (!medicationFhir.resourceTypes.includes(resource.resourceType) || isContrary(resource)) return undefined;
  const medication = reading.resolve(resource['medicationReference'], resource);
  const hasPeriod = resource['effectiveDateTime'] !== undefined || resource['effectivePeriod'] !== undefined;
  const dosages = resource['dosage'] ?? resource['dosageInstruction'];
  const { bounds, omitted: unread, ...taken } = readDosages(dosages, hasPeriod);
  const carried = readCarried(resource, path, known, reading);
  const omitted = [...(carried.omitted ?? []), ...unread, ...omittedParts(medication ?? {}, knownOfProduct, 'product')];
  return {
    kind: 'medication',
    ...carried,
    ...(omitted.length > 0 && { omitted }),
    product: medication === undefined ? productOf(resource) : readProduct(medication, reading),
    ...stated({
      status: actStatusOf(stringOf(resource['status'])),
      mood: resource.resourceType === 'MedicationRequest' ? moodOf(stringOf(resource['intent'])) : undefined,
      notTaken: resource['status'] === 'not-taken' ? (true as const) : undefined,
      authors: readAuthors(resource, reading),
      reason: readReason(resource, reading),
      notes: readAnnotations(resource['note']),
    }),
    period: readTreatment(resource, bounds),
    ...taken,
  };
}

/** A medicine of which nothing is told but what it is. */
function readProductAlone(resource: FhirResource, path: string, reading: FhirReading): Medication {
  const omitted = omittedParts(resource, knownOfProduct);
  return {
    kind: 'medication',
    ...readCarried(resource, path, 'all', reading),
    identifiers: [],
    ...(omitted.length > 0 && { omitted }),
    product: readProduct(resource, reading),
    period: {},
    timings: [],
  };
}

/** A medicine given by its code alone, or by what the reference shows where it resolves to nothing. */
function productOf(resource: FhirResource): Product {
  const display = stringOf(objectOf(resource['medicationReference'])?.['display']);
  const shown = display === undefined ? undefined : { text: display };
  return { identifiers: [], ...readNamedCode(resource['medicationCodeableConcept'] ?? shown), ingredients: [] };
}

/** Who asked for the medicine, or who told that it is taken, and when. */
function readAuthors(resource: FhirResource, reading: FhirReading): Medication['authors'] {
  const author = readParticipant(resource['requester'] ?? resource['informationSource'], reading, resource);
  const time = readMoment(resource['authoredOn'] ?? resource['dateAsserted']);
  if (author === undefined && time === undefined) return undefined;
  return [{ identifiers: [], names: [], addresses: [], telecoms: [], ...author, ...stated({ time }) }];
}

/** A request has no period of its own: that of its dosage, or else when it was handed over, is as near as it comes. */
function readTreatment(resource: FhirResource, bounds: Interval): Interval {
  const stands = readPointOrPeriod(resource, 'effective', 'beginning');
  if (stands.low !== undefined || stands.high !== undefined) return stands;
  if (bounds.low !== undefined || bounds.high !== undefined) return bounds;
  const low = readMoment(resource['whenHandedOver'] ?? resource['whenPrepared']);
  return low === undefined ? stands : { low };
}

function writeStatement(entry: Medication, writing: FhirWriting): string {
  const time = period(entry.period, writing.offset);
  const resource: MedicationStatement = {
    resourceType: 'MedicationStatement',
    ...writeCarried(entry),
    status: entry.notTaken === true ? 'not-taken' : statementStatus(entry.status),
    medicationReference: writeReference(entry, writing),
    subject: writing.patient,
    effectivePeriod: time,
    _effectiveDateTime: time === undefined ? absentElement('UNK') : undefined,
    dateAsserted: writeTime(entry, writing),
    informationSource: writeAuthor(entry, writing, { organization: true }),
    reasonCode: entry.reason === undefined ? undefined : [codeableConcept(entry.reason, writing.language)],
    note: annotations(entry.notes),
    dosage: writeDosages(entry, undefined, writing),
  };
  return writing.add(resource, entry.path);
}

/** What is asked for or intended (CDA moodCode RQO, INT, PRMS) is a request in FHIR, not a statement of use. */
function writeRequest(entry: Medication, writing: FhirWriting): string {
  if (entry.mood === 'PRMS') writing.omit(entry.path, 'that it was promised');
  const resource: MedicationRequest = {
    resourceType: 'MedicationRequest',
    ...writeCarried(entry),
    status: requestStatus(entry.status),
    intent: intentOf(entry.mood),
    medicationReference: writeReference(entry, writing),
    subject: writing.patient,
    authoredOn: writeTime(entry, writing),
    requester: writeAuthor(entry, writing, { organization: true, device: true }),
    reasonCode: entry.reason === undefined ? undefined : [codeableConcept(entry.reason, writing.language)],
    note: annotations(entry.notes),
    dosageInstruction: writeDosages(entry, entry.period, writing),
  };
  return writing.add(resource, entry.path);
}

/** When it was stated or asked for: the time of the author. */
function writeTime({ authors = [] }: Medication, { offset }: FhirWriting): string | undefined {
  const time = authors[0]?.time;
  return time === undefined ? undefined : dateTime(time, offset);
}

/** FHIR has one author. */
function writeAuthor(
  { authors = [], path }: Medication,
  writing: FhirWriting,
  allowed: Allowed,
): Reference | undefined {
  const [author, ...others] = authors;
  if (others.length > 0) writing.omit(path, 'further author');
  return author && writeParticipant(author, writing, allowed);
}

function writeReference({ product, path }: Medication, writing: FhirWriting): { reference: string } {
  const medication = writeProduct(product, writing.language, writing.offset);
  return { reference: writing.add(medication, `${path}/product`) };
}
