import type { AllergyIntolerance } from 'fhir/r4.js';
import { absenceCoding, absenceOf } from '@passerelle/terminology';
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
import { readCarried, writeCarried } from '../fhir/entry/carried.js';
import {
  allergyClinical,
  allergyVerification,
  statusCode,
  unstatedStatus,
  writeStatus,
} from '../fhir/entry/clinical-status.js';
import { annotations, readAnnotations } from '../fhir/entry/notes.js';
import { objectsOf, stated, stringOf, stringsOf } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { Coded } from '../model/coded.js';
import type { Allergy } from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import { criticalityCode, criticalityOf } from './criticality.fhir.js';
import { propensityOf, typeOf } from './propensity.fhir.js';
import { isExact, readReactions, writeReaction } from './reaction.fhir.js';

/** Extension for the end of an allergy (allergyIntolerance-eu-core). */
const abatementUrl = 'http://hl7.org/fhir/StructureDefinition/allergyintolerance-abatement';

const known = new Set([
  'code',
  'type',
  'category',
  'clinicalStatus',
  'verificationStatus',
  'criticality',
  'onsetDateTime',
  'onsetPeriod',
  'reaction',
  'note',
  abatementUrl,
]);

/** AllergyIntolerance of the allergies section (allergyIntolerance-eu-core, AllergyIntolerance-uv-ips). */
export const allergyFhir: FhirDoor<Allergy> = {
  resourceTypes: ['AllergyIntolerance'],
  read: readAllergy,
  write: writeAllergy,
};

function readAllergy(resource: FhirResource, path: string, reading: FhirReading): Allergy | undefined {
  if (resource.resourceType !== 'AllergyIntolerance') return undefined;
  const { reactions, substance, omitted: unread } = readReactions(resource['reaction']);
  const carried = readCarried(resource, path, known, reading);
  const omitted = [...(carried.omitted ?? []), ...unread];
  return {
    kind: 'allergy',
    ...carried,
    ...(omitted.length > 0 && { omitted }),
    ...stated({
      type: propensityOf(stringOf(resource['type']), stringsOf(resource['category'])),
      clinicalStatus: readCodeableConcept(resource['clinicalStatus']),
      verificationStatus: readCodeableConcept(resource['verificationStatus']),
      criticality: criticalityOf(stringOf(resource['criticality'])),
      notes: readAnnotations(resource['note']),
    }),
    // IPS up to 1.1 put the substance into the reaction and only "allergy" into the code.
    agent: readCodeableConcept(resource['code']) ?? substance ?? { absence: 'NI' },
    period: readCourse(resource),
    reactions,
  };
}

/** Onset and abatement as one interval. */
function readCourse(resource: FhirResource): Interval {
  const onset = readPeriod(resource['onsetPeriod']);
  const abatement = objectsOf(resource['extension']).find(({ url }) => url === abatementUrl);
  const end = readPeriod(abatement?.['valuePeriod']);
  return stated({
    low: readMoment(resource['onsetDateTime']) ?? onset.low,
    lowAbsence: readDataAbsentReason(resource['_onsetDateTime']) ?? onset.lowAbsence,
    high: readMoment(abatement?.['valueDateTime']) ?? end.high,
  });
}

function writeAllergy(entry: Allergy, writing: FhirWriting): string {
  const { period, reactions } = entry;
  const { language, offset } = writing;
  const { type, category } = typeOf(entry.type) ?? {};
  for (const part of coarser(entry)) writing.omit(entry.path, part);
  const inError = statusCode(entry.verificationStatus, allergyVerification) === 'entered-in-error';
  const resource: AllergyIntolerance = {
    resourceType: 'AllergyIntolerance',
    ...writeCarried(entry),
    extension:
      period.high === undefined ? undefined : [{ url: abatementUrl, valueDateTime: dateTime(period.high, offset) }],
    // ait-1 and ait-2: a clinical status unless entered in error.
    clinicalStatus: inError
      ? undefined
      : (writeStatus(entry.clinicalStatus, allergyClinical) ?? unstatedStatus(allergyClinical)),
    verificationStatus: writeStatus(entry.verificationStatus, allergyVerification),
    type,
    category: category === undefined ? undefined : [category],
    criticality: criticalityCode(entry.criticality),
    code: codeableConcept(inSnomed(entry.agent), language),
    patient: writing.patient,
    onsetDateTime: period.low === undefined ? undefined : dateTime(period.low, offset),
    _onsetDateTime:
      period.low === undefined && period.lowAbsence !== undefined ? absentElement(period.lowAbsence) : undefined,
    note: annotations(notesOf(entry)),
    reaction: reactions.map((reaction) => writeReaction(reaction, writing)),
  };
  return writing.add(resource, entry.path);
}

/** What FHIR says in fewer codes than the source, and in words beside them. */
function coarser({ type, severity, criticality, reactions }: Allergy): string[] {
  return [
    ...(type === undefined || typeOf(type)?.whole === true ? [] : ['code of the type of propensity']),
    ...(severity?.coding === undefined ? [] : ['code of the severity']),
    ...(criticality === undefined || criticalityCode(criticality) !== undefined ? [] : ['criticality']),
    ...(reactions.every(({ severity: each }) => isExact(each)) ? [] : ['code of the severity of the reaction']),
  ];
}

/** The remarks, and what FHIR has no element for: a severity of the whole allergy, a type of propensity without code. */
function notesOf({ notes = [], type, severity }: Allergy): string[] {
  const typed = typeOf(type) !== undefined;
  return [...notes, ...(typed ? [] : wordsOf('Type', type)), ...wordsOf('Severity', severity)];
}

/** A coded value in words, with what it is. */
function wordsOf(label: string, coded: Coded | undefined): string[] {
  const words = coded?.text ?? coded?.coding?.display ?? coded?.coding?.code;
  return words === undefined ? [] : [`${label}: ${words}`];
}

/** "No known food allergy" is said in SNOMED CT since IPS 2.0, so its code goes before that of the source. */
function inSnomed(agent: Coded): Coded {
  const { coding } = agent;
  const statement = coding === undefined ? undefined : absenceOf(coding, 'allergies');
  if (coding === undefined || statement?.scope === undefined) return agent;
  const snomed = absenceCoding('allergies', statement.meaning, 'snomed', statement.scope);
  return snomed === undefined || snomed.code === coding.code
    ? agent
    : { ...agent, coding: { ...snomed, translations: [coding] } };
}
