import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import {
  isStated,
  readCoded,
  readIdentifiers,
  readInterval,
  resolveText,
  writeCoded,
  writeIds,
  writeInterval,
  writeText,
} from '../cda/datatypes/index.js';
import { omitRelationships } from '../cda/leftovers.js';
import type { CdaReading } from '../cda/reading.js';
import { readReasons, writeReason } from '../cda/reasons.js';
import { actsOf, writeComment } from '../cda/remarks.js';
import { isNegated, omitUnread } from '../cda/unread-parts.js';
import type { CdaWriting } from '../cda/writing.js';
import type { Coded } from '../model/coded.js';
import type { Plan, PlanMood, PlannedActivity } from '../model/entry.js';
import { readActivity, writeActivity, writeActivityIds } from './activity.cda.js';
import { readMaking, writeMaking } from './making.cda.js';
import { planMoodOf, writableMood } from './moods.js';

const parts = new Set(['id', 'code', 'text', 'statusCode', 'effectiveTime', 'author', 'entryRelationship']);
/** LOINC Plan of care note: the act that holds the description of a plan, which no element of an act is for. */
const descriptionCode = '18776-5';
const template = '2.16.840.1.113883.10.20.1.25';

/** Whether a statement is the frame of a plan: care provision that is planned. */
export function isFrame(statement: XmlElement): boolean {
  return (
    statement.local === 'act' &&
    attribute(statement, 'classCode') === 'PCPR' &&
    planMoodOf(attribute(statement, 'moodCode')) !== undefined
  );
}

/** Reads a plan from its frame: activities by COMP, goals by REFR, what it is for by RSON. */
export function readFrame(statement: XmlElement, path: string, reading: CdaReading): Plan | undefined {
  if (isNegated(statement)) return undefined;
  omitUnread(statement, parts, reading);
  const mood = planMoodOf(attribute(statement, 'moodCode'));
  const status = attribute(child(statement, 'statusCode'), 'code');
  const text = resolveText(statement, reading);
  const { description, relationships } = takeDescription(statement, reading);
  const { reasons: addresses, others } = readReasons(relationships, reading);
  const { goals, activities } = readParts(others, mood, path, reading);
  const remarks = actsOf(statement, reading);
  const notes = [...remarks.notes, ...remarks.instructions];
  return {
    kind: 'plan',
    path,
    identifiers: readIdentifiers(statement),
    ...(text !== undefined && { text }),
    ...readNames(statement, reading),
    ...(description !== undefined && { description }),
    ...(status !== undefined && { status }),
    ...(mood !== undefined && mood !== 'INT' && { mood }),
    period: readInterval(child(statement, 'effectiveTime'), reading),
    ...readMaking(statement, reading),
    addresses,
    goals,
    activities,
    ...(notes.length > 0 && { notes }),
  };
}

/** The code says of what kind the plan is; what a person wrote there is its title. */
function readNames(statement: XmlElement, reading: CdaReading): Pick<Plan, 'category' | 'title'> {
  const code = readCoded(child(statement, 'code'), reading);
  if (code === undefined) return {};
  const { text: title, ...category } = code;
  return {
    ...(category.coding !== undefined && { category }),
    ...(title !== undefined && { title }),
  };
}

/** The description, and the relationships that are neither it nor a remark. */
function takeDescription(
  statement: XmlElement,
  reading: CdaReading,
): { description: string | undefined; relationships: XmlElement[] } {
  let description: string | undefined;
  const relationships: XmlElement[] = [];
  const silent: CdaReading = { narrativeText: (id) => reading.narrativeText(id), warn: () => undefined };
  for (const relationship of actsOf(statement, silent).others) {
    const act = child(relationship, 'act');
    const isDescription = attribute(child(act, 'code'), 'code') === descriptionCode && description === undefined;
    if (isDescription) description = resolveText(act, reading);
    else relationships.push(relationship);
  }
  return { description, relationships };
}

function readParts(
  relationships: readonly XmlElement[],
  mood: PlanMood | undefined,
  path: string,
  reading: CdaReading,
): Pick<Plan, 'goals' | 'activities'> {
  const goals: Coded[] = [];
  const activities: PlannedActivity[] = [];
  const leftovers: XmlElement[] = [];
  for (const [at, relationship] of relationships.entries()) {
    const goal = readGoal(relationship, reading);
    const activity =
      goal === undefined ? readPart(relationship, mood, `${path}/activity[${at + 1}]`, reading) : undefined;
    if (goal !== undefined) goals.push(goal);
    else if (activity !== undefined) activities.push(activity);
    else leftovers.push(relationship);
  }
  omitRelationships(leftovers, reading);
  return { goals, activities };
}

/** A goal in words or by a code: an observation in mood GOL that is referred to. */
function readGoal(relationship: XmlElement, reading: CdaReading): Coded | undefined {
  const observation = child(relationship, 'observation');
  const isGoal = attribute(relationship, 'typeCode') === 'REFR' && attribute(observation, 'moodCode') === 'GOL';
  if (!isGoal || observation === undefined || isNegated(observation)) return undefined;
  return readCoded(child(observation, 'value') ?? child(observation, 'code'), reading);
}

/** One activity; it has a mood of its own only where that is not the plan's. A medicine has its own anyway. */
function readPart(
  relationship: XmlElement,
  ofPlan: PlanMood | undefined,
  path: string,
  reading: CdaReading,
): PlannedActivity | undefined {
  if (attribute(relationship, 'typeCode') !== 'COMP') return undefined;
  for (const statement of children(relationship)) {
    const read = readActivity(statement, path, reading);
    if (read === undefined) continue;
    const { activity, notes } = read;
    const text = activity.medication === undefined ? resolveText(statement, reading) : undefined;
    if (text !== undefined && notes.length > 0) reading.omit?.('remark of what is planned');
    const description = text ?? (notes.length === 0 ? undefined : notes.join('\n'));
    const { mood, ...rest } = activity;
    const differs = activity.medication === undefined && mood !== undefined && mood !== ofPlan;
    return {
      ...rest,
      ...(differs && { mood }),
      ...(description !== undefined && { description }),
    };
  }
  return undefined;
}

/** Writes a plan as the frame of its parts. */
export function writeFrame(entry: Plan, writing: CdaWriting): XmlOut {
  const { identifiers, status, period, description, mood } = entry;
  if (entry.title !== undefined && entry.category?.text !== undefined) writing.omit?.('words of the category');
  return element(
    'act',
    { classCode: 'PCPR', moodCode: writableMood(mood, 'act') },
    element('templateId', { root: template }),
    writeIds(identifiers, () => writing.stableId(entry.path)),
    writeCoded('code', codeOf(entry)),
    writeText(entry.text, writing),
    status === undefined ? undefined : element('statusCode', { code: status }),
    isStated(period) ? writeInterval('effectiveTime', period) : undefined,
    writeMaking(entry),
    description === undefined ? undefined : writeDescription(description),
    entry.activities.map((activity) => writePart(activity, entry, writing)),
    entry.goals.map(writeGoal),
    entry.addresses.map(writeReason),
    (entry.notes ?? []).map(writeComment),
  );
}

function codeOf({ category, title }: Plan): Coded {
  if (title === undefined) return category ?? { absence: 'NI' };
  return category === undefined ? { text: title } : { ...category, text: title };
}

function writeDescription(description: string): XmlOut {
  return element(
    'entryRelationship',
    { typeCode: 'SUBJ', inversionInd: 'true' },
    element(
      'act',
      { classCode: 'ACT', moodCode: 'EVN' },
      element('code', {
        code: descriptionCode,
        codeSystem: '2.16.840.1.113883.6.1',
        codeSystemName: 'LOINC',
        displayName: 'Plan of care note',
      }),
      element('text', {}, description),
      element('statusCode', { code: 'completed' }),
    ),
  );
}

function writePart(activity: PlannedActivity, { mood, path }: Plan, writing: CdaWriting): XmlOut {
  const { description } = activity;
  // Only the plan itself is shown under its narrative id.
  const { omit } = writing;
  const part: CdaWriting = { stableId: (place) => writing.stableId(path + place), ...(omit !== undefined && { omit }) };
  const statement = writeActivity(activity, mood, part, {
    id: writeActivityIds(activity),
    text: description === undefined ? undefined : element('text', {}, description),
    authors: [],
    remarks: [],
  });
  return element('entryRelationship', { typeCode: 'COMP' }, statement);
}

function writeGoal(goal: Coded): XmlOut {
  return element(
    'entryRelationship',
    { typeCode: 'REFR' },
    element(
      'observation',
      { classCode: 'OBS', moodCode: 'GOL' },
      element('templateId', { root: template }),
      element('code', {
        code: 'ASSERTION',
        codeSystem: '2.16.840.1.113883.5.4',
        codeSystemName: 'ActCode',
        displayName: 'Assertion',
      }),
      element('statusCode', { code: 'active' }),
      writeCoded('value', goal, { xsiType: 'CD' }),
    ),
  );
}
