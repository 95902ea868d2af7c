import type { CarePlanActivity, CarePlanActivityDetail } from 'fhir/r4.js';
import {
  codeableConceptOf,
  codeableConcepts,
  period,
  readCodeableConcept,
  readCodeableConcepts,
  readIdentifiers,
  readPeriod,
  readPointOrPeriod,
} from '../fhir/datatypes/index.js';
import { omittedParts } from '../fhir/entry/carried.js';
import { readParticipants } from '../fhir/header/read-participant.js';
import { writeParticipant } from '../fhir/header/write-participant.js';
import { objectOf, stated, stringOf, type JsonObject } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import { medicationFhir } from '../medications/medication.fhir.js';
import type { Plan, PlannedActivity, PlannedClass } from '../model/entry.js';
import { codesOf } from './references.fhir.js';
import { activityStatus, actStatusOf, moodOf } from './plan-status.fhir.js';

type Kind = NonNullable<CarePlanActivityDetail['kind']>;

const known = new Set(['outcomeCodeableConcept', 'reference', 'detail']);
const knownOfDetail = new Set([
  ...['kind', 'code', 'reasonCode', 'reasonReference', 'status', 'doNotPerform', 'scheduledPeriod', 'scheduledString'],
  ...['performer', 'description'],
]);
const knownOfRequest = new Set([
  ...['identifier', 'status', 'intent', 'code', 'codeCodeableConcept', 'description', 'occurrenceDateTime'],
  ...[
    'occurrencePeriod',
    'executionPeriod',
    'authoredOn',
    'reasonCode',
    'reasonReference',
    'performer',
    'doNotPerform',
  ],
]);

// FHIR names activities by the request they would be; several of these are one class in CDA.
const classes: Readonly<Record<string, PlannedClass>> = {
  Appointment: 'encounter',
  DeviceRequest: 'supply',
  MedicationRequest: 'substanceAdministration',
  ServiceRequest: 'procedure',
};
const kinds: Partial<Readonly<Record<PlannedClass, Kind>>> = {
  encounter: 'Appointment',
  supply: 'DeviceRequest',
  substanceAdministration: 'MedicationRequest',
  procedure: 'ServiceRequest',
  observation: 'ServiceRequest',
};
/** Kinds that CDA has no class for: they become acts. */
const others: ReadonlySet<string> = new Set(['CommunicationRequest', 'NutritionOrder', 'Task', 'VisionPrescription']);

/**
 * Reads one activity of a CarePlan, from its detail or from the request it refers to.
 * @returns undefined where it says nothing; `forbidden` where it says what is not to be done, which no plan may turn round
 */
export function readActivity(
  source: JsonObject,
  plan: FhirResource,
  reading: FhirReading,
  omitted: string[],
): PlannedActivity | 'forbidden' | undefined {
  omitted.push(...omittedParts(source, known, 'activity'));
  const outcomes = readCodeableConcepts(source['outcomeCodeableConcept']);
  const request = reading.resolve(source['reference'], plan);
  if (request !== undefined) return readRequest(request, reading, omitted, outcomes);
  const detail = objectOf(source['detail']);
  if (detail?.['doNotPerform'] === true) return 'forbidden';
  const shown = stringOf(objectOf(source['reference'])?.['display']);
  if (detail === undefined && shown === undefined && outcomes.length === 0) return undefined;
  return { ...readDetail(detail ?? {}, plan, reading, omitted, shown), outcomes };
}

function readDetail(
  detail: JsonObject,
  plan: FhirResource,
  reading: FhirReading,
  omitted: string[],
  shown: string | undefined,
): PlannedActivity {
  omitted.push(...omittedParts(detail, knownOfDetail, 'activity'));
  const kind = stringOf(detail['kind']) ?? '';
  if (others.has(kind)) omitted.push(`that the activity is a ${kind}`);
  const scheduled = stringOf(detail['scheduledString']);
  const words = [stringOf(detail['description']) ?? shown, scheduled].filter((text) => text !== undefined);
  return {
    identifiers: [],
    class: classes[kind] ?? 'act',
    ...stated({
      code: readCodeableConcept(detail['code']),
      status: actStatusOf(stringOf(detail['status'])),
      description: words.length === 0 ? undefined : words.join('\n'),
    }),
    period: readPeriod(detail['scheduledPeriod']),
    reasons: [...readCodeableConcepts(detail['reasonCode']), ...codesOf(detail['reasonReference'], plan, reading)],
    outcomes: [],
    performers: readParticipants(detail['performer'], reading, plan),
  };
}

/** A request of its own: a medicine is read by its room, of the others what they have in common. */
function readRequest(
  request: FhirResource,
  reading: FhirReading,
  omitted: string[],
  outcomes: PlannedActivity['outcomes'],
): PlannedActivity | 'forbidden' | undefined {
  if (request['doNotPerform'] === true) return 'forbidden';
  const frame = { identifiers: [], reasons: [], outcomes, performers: [], period: {} };
  if (request.resourceType === 'MedicationRequest') {
    const path = reading.pathOf(request) ?? 'MedicationRequest';
    const medicine = medicationFhir.read(request, path, reading);
    if (medicine === undefined) return 'forbidden';
    const { omitted: left = [], ...medication } = medicine;
    omitted.push(...left);
    return { ...frame, class: 'substanceAdministration', medication };
  }
  omitted.push(...omittedParts(request, knownOfRequest, 'activity'));
  const mood = moodOf(stringOf(request['intent']));
  return {
    ...frame,
    identifiers: readIdentifiers(request['identifier']),
    class: classes[request.resourceType] ?? 'act',
    ...(mood !== undefined && { mood }),
    ...stated({
      code: readCodeableConcept(request['code']) ?? readCodeableConcept(request['codeCodeableConcept']),
      status: actStatusOf(stringOf(request['status'])),
      description: stringOf(request['description']),
    }),
    period: readPointOrPeriod(request, 'occurrence', 'whole'),
    reasons: [...readCodeableConcepts(request['reasonCode']), ...codesOf(request['reasonReference'], request, reading)],
    performers: readParticipants(request['performer'], reading, request),
  };
}

/** Writes an activity: a medicine as a request of its own, anything else as a detail of the plan. */
export function writeActivity(activity: PlannedActivity, plan: Plan, writing: FhirWriting): CarePlanActivity {
  const outcomeCodeableConcept = codeableConcepts(activity.outcomes, writing.language);
  const { medication, mood = plan.mood } = activity;
  if (medication === undefined) return { outcomeCodeableConcept, detail: writeDetail(activity, plan, writing) };
  const asked = mood === 'RQO' || mood === 'PRP' || mood === 'PRMS' ? mood : 'INT';
  const request = { ...medication, mood: medication.mood ?? asked };
  if ((activity.code ?? activity.description) !== undefined)
    writing.omit(plan.path, 'code of the activity beside the medicine');
  return { outcomeCodeableConcept, reference: { reference: medicationFhir.write(request, writing) } };
}

function writeDetail(activity: PlannedActivity, plan: Plan, writing: FhirWriting): CarePlanActivityDetail {
  const { language, offset } = writing;
  if (activity.identifiers.length > 0) writing.omit(plan.path, 'identifier of the activity');
  if (activity.mood !== undefined && activity.mood !== plan.mood) writing.omit(plan.path, 'mood of the activity');
  if (activity.class === 'observation') writing.omit(plan.path, 'that the activity is an observation');
  return {
    kind: kinds[activity.class],
    code: codeableConceptOf(activity.code, language),
    reasonCode: codeableConcepts(activity.reasons, language),
    status: activityStatus(activity.status),
    scheduledPeriod: period(activity.period, offset),
    performer: activity.performers.flatMap((each) => writeParticipant(each, writing) ?? []),
    description: activity.description,
  };
}
