import { attribute, child, children, element, type XmlElement, type XmlOut } from '@passerelle/xml';
import {
  isStated,
  readCoded,
  readIdentifiers,
  readInterval,
  writeCoded,
  writeIdentifier,
  writeInterval,
} from '../cda/datatypes/index.js';
import { omitRelationships } from '../cda/leftovers.js';
import { readPerformers, writePerformer } from '../cda/performers.js';
import type { CdaReading } from '../cda/reading.js';
import { readReasons, writeReason } from '../cda/reasons.js';
import { actsOf } from '../cda/remarks.js';
import { isNegated, omitUnread } from '../cda/unread-parts.js';
import type { CdaWriting } from '../cda/writing.js';
import { medicationCda } from '../medications/medication.cda.js';
import type { PlanMood, PlannedActivity, PlannedClass } from '../model/entry.js';
import { readValue, writeValue } from '../observed/value.cda.js';
import { planMoodOf, writableMood } from './moods.js';

const parts = new Set([
  ...['id', 'code', 'text', 'statusCode', 'effectiveTime', 'value', 'performer', 'author', 'entryRelationship'],
]);
const classCodes: Readonly<Record<PlannedClass, string>> = {
  act: 'ACT',
  encounter: 'ENC',
  observation: 'OBS',
  procedure: 'PROC',
  substanceAdministration: 'SBADM',
  supply: 'SPLY',
};
/** CCD plan of care activity, of any class. */
const template = '2.16.840.1.113883.10.20.1.25';

/** Whether a statement is of a class that can be planned, and is planned. */
export function isPlanned(statement: XmlElement): boolean {
  return Object.hasOwn(classCodes, statement.local) && planMoodOf(attribute(statement, 'moodCode')) !== undefined;
}

/** A planned act, and the remarks on it that are not its description. */
export interface ActivityReading {
  readonly activity: PlannedActivity;
  readonly notes: readonly string[];
}

/**
 * Reads one planned statement of any class.
 * @returns undefined for what is not planned, or planned not to be done
 */
export function readActivity(statement: XmlElement, path: string, reading: CdaReading): ActivityReading | undefined {
  const mood = planMoodOf(attribute(statement, 'moodCode'));
  if (!isPlanned(statement) || mood === undefined || isNegated(statement)) return undefined;
  if (statement.local === 'substanceAdministration') return readMedicine(statement, path, mood, reading);
  omitUnread(statement, parts, reading);
  const code = readCoded(child(statement, 'code'), reading);
  const status = attribute(child(statement, 'statusCode'), 'code');
  const remarks = actsOf(statement, reading);
  const { reasons, others } = readReasons(remarks.others, reading);
  omitRelationships(others, reading);
  const target = readTarget(statement, mood, reading);
  return {
    activity: {
      identifiers: readIdentifiers(statement),
      class: statement.local as PlannedClass,
      mood,
      ...(code !== undefined && { code }),
      ...(status !== undefined && { status }),
      period: readInterval(child(statement, 'effectiveTime'), reading),
      reasons,
      outcomes: [],
      performers: readPerformers(statement, reading),
      ...(target !== undefined && { target }),
    },
    notes: [...remarks.notes, ...remarks.instructions],
  };
}

function readMedicine(
  statement: XmlElement,
  path: string,
  mood: PlanMood,
  reading: CdaReading,
): ActivityReading | undefined {
  const medication = medicationCda.read(statement, path, reading);
  if (medication === undefined) return undefined;
  const { text: _text, ...medicine } = medication;
  const activity: PlannedActivity = {
    identifiers: [],
    class: 'substanceAdministration',
    mood,
    period: {},
    reasons: [],
    outcomes: [],
    performers: [],
    medication: medicine,
  };
  return { activity, notes: [] };
}

/** The value of a goal is what is aimed at. What else is planned has no value yet, so one that is there is reported. */
function readTarget(statement: XmlElement, mood: PlanMood, reading: CdaReading): PlannedActivity['target'] {
  const [value, ...others] = children(statement, 'value');
  if (mood !== 'GOL' ? value !== undefined : others.length > 0) reading.omit?.('value of what is planned');
  return mood === 'GOL' ? readValue(value, reading) : undefined;
}

/** Words and people of the plan that stand at the one statement of a plan that has no other. */
export interface StatementParts {
  readonly id: readonly XmlOut[];
  readonly text: XmlOut | undefined;
  readonly authors: readonly XmlOut[];
  readonly remarks: readonly XmlOut[];
}

/** Writes a planned statement, with the mood of the plan where it has none of its own. */
export function writeActivity(
  activity: PlannedActivity,
  mood: PlanMood | undefined,
  writing: CdaWriting,
  { id, text, authors, remarks }: StatementParts,
): XmlOut {
  const { code, status, period, medication, target } = activity;
  if (activity.outcomes.length > 0) writing.omit?.('outcome of what is planned');
  if (medication !== undefined) return writeMedicine(activity, mood, writing);
  return element(
    activity.class,
    { classCode: classCodes[activity.class], moodCode: writableMood(activity.mood ?? mood, activity.class) },
    element('templateId', { root: template }),
    id,
    code === undefined ? writeCode(activity) : writeCoded('code', code),
    text,
    status === undefined ? undefined : element('statusCode', { code: status }),
    isStated(period) ? writeInterval('effectiveTime', period) : undefined,
    target === undefined ? undefined : writeValue(target),
    // A supply has a product and no code of the substance; the schema puts its performers before its authors as well.
    activity.performers.map(writePerformer),
    authors,
    activity.reasons.map(writeReason),
    remarks,
  );
}

/** An act and an observation must have a code; the other classes may be without. */
function writeCode({ class: of }: PlannedActivity): XmlOut | undefined {
  return of === 'act' || of === 'observation' ? element('code', { nullFlavor: 'NI' }) : undefined;
}

/** A medicine is written as its own room writes it, in its own mood, or else in that of the plan. */
function writeMedicine(activity: PlannedActivity, mood: PlanMood | undefined, writing: CdaWriting): XmlOut {
  const { medication, code, description } = activity;
  if ((code ?? description) !== undefined) writing.omit?.('code of the activity beside the medicine');
  const written = writableMood(medication?.mood ?? activity.mood ?? mood, 'substanceAdministration');
  const taken = written === 'RQO' || written === 'PRP' || written === 'PRMS' ? written : 'INT';
  return medicationCda.write({ ...medication!, mood: taken }, writing);
}

/** The identifiers of an activity. One without says nothing: its plan can be named. */
export function writeActivityIds({ identifiers }: PlannedActivity): XmlOut[] {
  return identifiers.map((identifier) => writeIdentifier('id', identifier));
}
