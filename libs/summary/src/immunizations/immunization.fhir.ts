import type { Immunization as FhirImmunization, ImmunizationPerformer } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import {
  absentElement,
  codeableConcept,
  codeableConceptOf,
  date,
  dateTime,
  quantity,
  readCodeableConcept,
  readDataAbsentReason,
  readMoment,
  readQuantity,
} from '../fhir/datatypes/index.js';
import { readCarried, writeCarried } from '../fhir/entry/carried.js';
import { annotations, readAnnotations } from '../fhir/entry/notes.js';
import { readParticipants } from '../fhir/header/read-participant.js';
import { writeParticipant } from '../fhir/header/write-participant.js';
import { stated, stringOf } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import { readMaker } from '../medications/product.fhir.js';
import type { Immunization } from '../model/entry.js';
import { administeredProductUrl, readAdministered, writeAdministered } from './administered-product.fhir.js';
import { readProtocol, writeProtocol } from './protocol.fhir.js';
import { readReactions, writeReactions } from './reaction.fhir.js';

const known = new Set([
  'status',
  'vaccineCode',
  'occurrenceDateTime',
  'manufacturer',
  'lotNumber',
  'expirationDate',
  'site',
  'route',
  'doseQuantity',
  'performer',
  'reaction',
  'protocolApplied',
  'note',
  'primarySource',
  administeredProductUrl,
]);

/** Immunization of the immunizations section (immunization-eu-core, Immunization-uv-ips). */
export const immunizationFhir: FhirDoor<Immunization> = {
  resourceTypes: ['Immunization'],
  read: readImmunization,
  write: writeImmunization,
};

function readImmunization(resource: FhirResource, path: string, reading: FhirReading): Immunization | undefined {
  if (resource.resourceType !== 'Immunization') return undefined;
  const status = stringOf(resource['status']);
  const when = readMoment(resource['occurrenceDateTime']);
  const carried = readCarried(resource, path, known, reading);
  const { targetDiseases, omitted: unread, ...series } = readProtocol(resource['protocolApplied']);
  const omitted = [...(carried.omitted ?? []), ...unread];
  return {
    kind: 'immunization',
    ...carried,
    ...(omitted.length > 0 && { omitted }),
    given: status !== 'not-done',
    vaccine: readCodeableConcept(resource['vaccineCode']) ?? { absence: 'NI' },
    product: {
      identifiers: [],
      ...readAdministered(resource, reading),
      ...stated({
        lotNumber: stringOf(resource['lotNumber']),
        expires: readMoment(resource['expirationDate']),
        manufacturer: readMaker(resource['manufacturer'], resource, reading),
      }),
    },
    ...stated({
      status: status === 'entered-in-error' ? 'nullified' : status === undefined ? undefined : 'completed',
      date: when,
      dateAbsence: when === undefined ? readDataAbsentReason(resource['_occurrenceDateTime']) : undefined,
      route: readCodeableConcept(resource['route']),
      site: readCodeableConcept(resource['site']),
      dose: readQuantity(resource['doseQuantity']),
    }),
    ...series,
    targetDiseases,
    reactions: readReactions(resource, reading),
    performers: readParticipants(resource['performer'], reading, resource),
    ...stated({ notes: readAnnotations(resource['note']) }),
  };
}

function writeImmunization(entry: Immunization, writing: FhirWriting): string {
  const { product, dose } = entry;
  const { language, offset } = writing;
  const resource: FhirImmunization = {
    resourceType: 'Immunization',
    ...writeCarried(entry),
    extension: writeAdministered(entry, writing),
    status: entry.status === 'nullified' ? 'entered-in-error' : entry.given ? 'completed' : 'not-done',
    vaccineCode: codeableConcept(entry.vaccine, language),
    patient: writing.patient,
    occurrenceDateTime: entry.date === undefined ? undefined : dateTime(entry.date, offset),
    _occurrenceDateTime: entry.date === undefined ? absentElement(entry.dateAbsence) : undefined,
    manufacturer: product.manufacturer === undefined ? undefined : { display: product.manufacturer },
    lotNumber: product.lotNumber,
    // expirationDate is a date: a lot is good to the end of a day, a month or a year.
    expirationDate: product.expires === undefined ? undefined : date(product.expires),
    site: codeableConceptOf(entry.site, language),
    route: codeableConceptOf(entry.route, language),
    doseQuantity: dose === undefined ? undefined : quantity(dose),
    performer: entry.performers.flatMap((each): ImmunizationPerformer[] => {
      const actor = writeParticipant(each, writing);
      return actor === undefined ? [] : [{ function: administering, actor }];
    }),
    reaction: writeReactions(entry, writing),
    protocolApplied: writeProtocol(entry, language),
    note: annotations(entry.notes),
  };
  return writing.add(resource, entry.path);
}

/** Slice administeringCentreOrHp of immunization-eu-core. */
const administering = {
  coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0443', code: 'AP', display: 'Administering Provider' }],
};
