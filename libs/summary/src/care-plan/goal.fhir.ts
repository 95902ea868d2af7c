import type { Goal, GoalTarget, Reference } from 'fhir/r4.js';
import {
  absentElement,
  codeableConcept,
  codeableConceptOf,
  dateTime,
  readCodeableConcept,
  readMoment,
} from '../fhir/datatypes/index.js';
import { omittedParts } from '../fhir/entry/carried.js';
import { listOf, objectOf, objectsOf, stated, stringOf, type JsonObject } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { Coded } from '../model/coded.js';
import type { PlannedActivity } from '../model/entry.js';
import { readValue, writeValue } from '../observed/value.fhir.js';
import { actStatusOf, goalStatus } from './plan-status.fhir.js';

const known = new Set(['lifecycleStatus', 'description', 'target', 'startDate']);
const knownOfTarget = new Set([
  ...['measure', 'detailQuantity', 'detailRange', 'detailCodeableConcept', 'detailString', 'detailBoolean'],
  ...['detailInteger', 'detailRatio', 'dueDate'],
]);

/** The goals of a plan: what is to be reached, and for goals that can be measured, by which amount. */
export interface GoalsReading {
  readonly goals: readonly Coded[];
  /** Activities in mood GOL, one for each target. */
  readonly targets: readonly PlannedActivity[];
}

/** Reads the Goals a CarePlan refers to; a reference that only shows its goal is a goal in words. */
export function readGoals(plan: FhirResource, reading: FhirReading, omitted: string[]): GoalsReading {
  const goals: Coded[] = [];
  const targets: PlannedActivity[] = [];
  for (const reference of listOf(plan['goal'])) {
    const goal = reading.resolve(reference, plan);
    const description =
      goal === undefined ? textOf(reference) : (readCodeableConcept(goal['description']) ?? textOf(reference));
    if (goal !== undefined) omitted.push(...omittedParts(goal, known, 'goal'));
    const measured = goal === undefined ? [] : readTargets(goal, omitted);
    const repeats = measured.some(({ code }) => JSON.stringify(code) === JSON.stringify(description));
    if (description !== undefined && !repeats) goals.push(description);
    else if (goal === undefined) omitted.push('goal that the Bundle does not hold');
    targets.push(...measured);
  }
  return { goals, targets };
}

function textOf(reference: unknown): Coded | undefined {
  const text = stringOf(objectOf(reference)?.['display']);
  return text === undefined ? undefined : { text };
}

function readTargets(goal: FhirResource, omitted: string[]): PlannedActivity[] {
  return objectsOf(goal['target']).map((target) => {
    omitted.push(...omittedParts(target, knownOfTarget, 'target of the goal'));
    return {
      identifiers: [],
      class: 'observation',
      mood: 'GOL',
      ...stated({
        code: readCodeableConcept(target['measure']),
        status: actStatusOf(stringOf(goal['lifecycleStatus'])),
        target: readValue(asValue(target)),
      }),
      period: stated({ low: readMoment(goal['startDate']), high: readMoment(target['dueDate']) }),
      reasons: [],
      outcomes: [],
      performers: [],
    };
  });
}

/** `detail[x]` has the types of `value[x]` under another name. */
function asValue(target: JsonObject): JsonObject {
  const value: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(target)) value[name.replace(/^detail/, 'value')] = part;
  return value;
}

/** Adds a Goal in words or by its code. */
export function writeGoal(goal: Coded, status: string | undefined, place: string, writing: FhirWriting): Reference {
  return {
    reference: writing.add({ ...frame(status, writing), description: codeableConcept(goal, writing.language) }, place),
  };
}

/** Adds a Goal that can be measured: an activity in mood GOL. */
export function writeTarget(activity: PlannedActivity, place: string, writing: FhirWriting): Reference {
  const { code, target, period, description } = activity;
  const { language, offset } = writing;
  const measure = codeableConceptOf(code, language);
  const words = description === undefined ? measure : { text: description };
  const detail: GoalTarget = {
    measure,
    ...(target === undefined ? {} : asDetail(writeValue(target, writing))),
    dueDate: period.high === undefined ? undefined : dateTime(period.high, offset).slice(0, '2024-01-01'.length),
  };
  const resource: Goal = {
    ...frame(activity.status, writing),
    description: words ?? absentElement('UNK'),
    startDate: period.low === undefined ? undefined : dateTime(period.low, offset).slice(0, '2024-01-01'.length),
    target: measure === undefined && target === undefined ? undefined : [detail],
  };
  return { reference: writing.add(resource, place) };
}

function frame(status: string | undefined, writing: FhirWriting): Goal {
  const lifecycleStatus = goalStatus(status);
  return {
    resourceType: 'Goal',
    lifecycleStatus: lifecycleStatus as Goal['lifecycleStatus'],
    _lifecycleStatus: lifecycleStatus === undefined ? absentElement('UNK') : undefined,
    description: {},
    subject: writing.patient,
  };
}

const details: ReadonlySet<string> = new Set([
  ...[
    'valueQuantity',
    'valueRange',
    'valueCodeableConcept',
    'valueString',
    'valueBoolean',
    'valueInteger',
    'valueRatio',
  ],
]);

/** Types that a target may have; a date has no place in it and is written as words. */
function asDetail(value: object): GoalTarget {
  const detail: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) {
    if (details.has(name)) detail[name.replace(/^value/, 'detail')] = part;
    else if (typeof part === 'string') detail['detailString'] = part;
  }
  return detail;
}
