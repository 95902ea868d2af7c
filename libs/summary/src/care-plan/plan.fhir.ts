import type { CarePlan, Condition, Reference } from 'fhir/r4.js';
import type { FhirDoor } from '../concept.js';
import { codeableConcept, dateTime, period, readMoment, readPeriod } from '../fhir/datatypes/index.js';
import { omittedParts, readCarried, writeCarried } from '../fhir/entry/carried.js';
import { annotations, readAnnotations } from '../fhir/entry/notes.js';
import { readParticipants } from '../fhir/header/read-participant.js';
import { writeParticipant } from '../fhir/header/write-participant.js';
import { objectsOf, stated, stringOf } from '../fhir/narrowing.js';
import type { FhirReading } from '../fhir/reading.js';
import type { FhirResource } from '../fhir/resource.js';
import type { FhirWriting } from '../fhir/writing.js';
import type { Coded } from '../model/coded.js';
import type { Plan, PlannedActivity } from '../model/entry.js';
import { readCategory } from '../observed/read-observed.fhir.js';
import { readActivity, writeActivity } from './activity.fhir.js';
import { readGoals, writeGoal, writeTarget } from './goal.fhir.js';
import { actStatusOf, intentOf, isLessThan, moodOf, planStatus } from './plan-status.fhir.js';
import { codesOf } from './references.fhir.js';

const known = new Set([
  ...['status', 'intent', 'category', 'title', 'description', 'period', 'created', 'author', 'addresses', 'goal'],
  ...['activity', 'note'],
]);

/** CarePlan of the plan of care section, without a profile of EPS or IPS. */
export const planFhir: FhirDoor<Plan> = {
  resourceTypes: ['CarePlan'],
  read: readPlan,
  write: writePlan,
};

function readPlan(resource: FhirResource, path: string, reading: FhirReading): Plan | undefined {
  if (resource.resourceType !== 'CarePlan') return undefined;
  const omitted = omittedParts(resource, known);
  const { goals, targets } = readGoals(resource, reading, omitted);
  const activities: PlannedActivity[] = [];
  for (const source of objectsOf(resource['activity'])) {
    const activity = readActivity(source, resource, reading, omitted);
    if (activity === 'forbidden') return undefined;
    if (activity !== undefined) activities.push(activity);
  }
  const intent = stringOf(resource['intent']);
  if (intent === 'option') omitted.push('that the plan is one option');
  const { path: _path, ...carried } = readCarried(resource, path, 'all', reading);
  const all = [...activities, ...targets];
  return {
    kind: 'plan',
    path,
    ...carried,
    ...(omitted.length > 0 && { omitted: [...new Set(omitted)] }),
    ...stated({
      category: readCategory(resource['category']),
      title: stringOf(resource['title']),
      description: stringOf(resource['description']),
      status: actStatusOf(stringOf(resource['status'])),
      mood: moodOf(intent),
      created: readMoment(resource['created']),
      notes: readAnnotations(resource['note']),
    }),
    period: readPeriod(resource['period']),
    authors: readParticipants(resource['author'], reading, resource),
    addresses: codesOf(resource['addresses'], resource, reading),
    goals,
    activities: all,
  };
}

function writePlan(entry: Plan, writing: FhirWriting): string {
  const { language, offset } = writing;
  const { category, created, path, mood } = entry;
  const [author, ...others] = entry.authors;
  if (others.length > 0) writing.omit(path, 'further author');
  if (author?.time !== undefined && author.time !== created) writing.omit(path, 'time of the author');
  if (isLessThan(mood)) writing.omit(path, 'mood of the plan');
  const resource: CarePlan = {
    resourceType: 'CarePlan',
    ...writeCarried(entry),
    status: planStatus(entry.status),
    intent: intentOf(mood),
    category: category === undefined ? undefined : [codeableConcept(category, language)],
    title: entry.title,
    description: entry.description,
    subject: writing.patient,
    period: period(entry.period, offset),
    created: created === undefined ? undefined : dateTime(created, offset),
    author: author === undefined ? undefined : writeParticipant(author, writing, { organization: true, device: true }),
    addresses: entry.addresses.map((problem, at) => writeAddressed(problem, `${path}/address[${at + 1}]`, writing)),
    goal: [
      ...entry.goals.map((goal, at) => writeGoal(goal, entry.status, `${path}/goal[${at + 1}]`, writing)),
      ...entry.activities.flatMap((activity, at) =>
        isGoal(activity, entry) ? writeTarget(activity, `${path}/target[${at + 1}]`, writing) : [],
      ),
    ],
    activity: entry.activities.flatMap((activity) =>
      isGoal(activity, entry) ? [] : writeActivity(activity, entry, writing),
    ),
    note: annotations(entry.notes),
  };
  return writing.add(resource, path);
}

function isGoal({ mood }: PlannedActivity, plan: Plan): boolean {
  return (mood ?? plan.mood) === 'GOL';
}

/** FHIR refers to the problems a plan is for, so a problem told by its code alone becomes a Condition beside the plan. */
function writeAddressed(problem: Coded, place: string, writing: FhirWriting): Reference {
  const condition: Condition = {
    resourceType: 'Condition',
    code: codeableConcept(problem, writing.language),
    subject: writing.patient,
  };
  return { reference: writing.add(condition, place) };
}
