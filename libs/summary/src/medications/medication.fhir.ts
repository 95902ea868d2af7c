import type { MedicationRequest, MedicationStatement } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import { absentElement, codeableConcept, period, readMoment, readPointOrPeriod } from '../fhir/datatypes/index.js';
import { omittedParts, readCarried, writeCarried } from '../fhir/entry/carried.js';
import { annotations, readAnnotations } from '../fhir/entry/notes.js';
import { readReason } from '../fhir/entry/reason.js';
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
  'dosage',
  'dosageInstruction',
  'reasonCode',
  'reasonReference',
  'note',
]);

/** Statement or request of the medication section (MedicationStatement-eu-eps, medicationRequest-eu-core, IPS). */
export const medicationFhir: FhirDoor<Medication> = {
  resourceTypes: ['MedicationStatement', 'MedicationRequest', 'MedicationAdministration', 'MedicationDispense'],
  read: readMedication,
  write: (entry, writing) => (entry.mood === undefined ? writeStatement(entry, writing) : writeRequest(entry, writing)),
};

function readMedication(resource: FhirResource, path: string, reading: FhirReading): Medication | undefined {
  if (!medicationFhir.resourceTypes.includes(resource.resourceType) || isContrary(resource)) return undefined;
  const medication = reading.resolve(resource['medicationReference'], resource);
  const { bounds, omitted: unread, ...taken } = readDosages(resource['dosage'] ?? resource['dosageInstruction']);
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
      reason: readReason(resource, reading),
      notes: readAnnotations(resource['note']),
    }),
    period: readTreatment(resource, bounds),
    ...taken,
  };
}

/** A medicine given by its code alone, or by what the reference shows where it resolves to nothing. */
function productOf(resource: FhirResource): Product {
  const display = stringOf(objectOf(resource['medicationReference'])?.['display']);
  const shown = display === undefined ? undefined : { text: display };
  return { identifiers: [], ...readNamedCode(resource['medicationCodeableConcept'] ?? shown), ingredients: [] };
}

/** A request has no period of its own: that of its dosage, or else when it was written, is as near as it comes. */
function readTreatment(resource: FhirResource, bounds: Interval): Interval {
  const stands = readPointOrPeriod(resource, 'effective', 'beginning');
  if (stands.low !== undefined || stands.high !== undefined) return stands;
  if (bounds.low !== undefined || bounds.high !== undefined) return bounds;
  const low = readMoment(resource['authoredOn'] ?? resource['whenHandedOver'] ?? resource['whenPrepared']);
  return low === undefined ? stands : { low };
}

function writeStatement(entry: Medication, writing: FhirWriting): string {
  const time = period(entry.period, writing.offset);
  const resource: MedicationStatement = {
    resourceType: 'MedicationStatement',
    ...writeCarried(entry),
    status: statementStatus(entry.status),
    medicationReference: writeReference(entry, writing),
    subject: writing.patient,
    effectivePeriod: time,
    _effectiveDateTime: time === undefined ? absentElement('UNK') : undefined,
    reasonCode: entry.reason === undefined ? undefined : [codeableConcept(entry.reason, writing.language)],
    note: annotations(entry.notes),
    dosage: writeDosages(entry, {}, writing),
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
    reasonCode: entry.reason === undefined ? undefined : [codeableConcept(entry.reason, writing.language)],
    note: annotations(entry.notes),
    dosageInstruction: writeDosages(entry, entry.period, writing),
  };
  return writing.add(resource, entry.path);
}

function writeReference({ product, path }: Medication, writing: FhirWriting): { reference: string } {
  const medication = writeProduct(product, writing.language, writing.offset);
  return { reference: writing.add(medication, `${path}/product`) };
}
