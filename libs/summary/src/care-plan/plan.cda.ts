import type { XmlElement, XmlOut } from '@passerelle/xml';
import { isStated, resolveText, writeIds, writeText } from '../cda/datatypes/index.js';
import type { CdaReading } from '../cda/reading.js';
import { writeComment } from '../cda/remarks.js';
import type { CdaWriting } from '../cda/writing.js';
import type { CdaDoor } from '../concept.js';
import type { Plan } from '../model/entry.js';
import { isForecast } from '../vaccination-forecast/claims.cda.js';
import { isPlanned, readActivity, writeActivity } from './activity.cda.js';
import { isFrame, readFrame, writeFrame } from './frame.cda.js';
import { readMaking, writeMaking } from './making.cda.js';

/**
 * Planned care: one planned act, observation, procedure, encounter, supply or medicine, which is a plan of one activity;
 * or an act of care provision (PCPR) around the activities of a plan with its goals and reasons.
 */
export const planCda: CdaDoor<Plan> = {
  claims: (statement) => isPlanned(statement) && !isForecast(statement),
  read: readPlan,
  write: (entry, writing) => (isSingle(entry) ? writeSingle(entry, writing) : writeFrame(entry, writing)),
};

function readPlan(statement: XmlElement, path: string, reading: CdaReading): Plan | undefined {
  // A vaccination that is planned has a room of its own.
  if (isForecast(statement)) return undefined;
  if (isFrame(statement)) return readFrame(statement, path, reading);
  const read = readActivity(statement, path, reading);
  if (read === undefined) return undefined;
  const { activity, notes } = read;
  const { identifiers, mood, status, ...rest } = activity;
  const text = resolveText(statement, reading);
  return {
    kind: 'plan',
    path,
    identifiers,
    ...(text !== undefined && { text }),
    ...(status !== undefined && { status }),
    ...(mood !== undefined && mood !== 'INT' && { mood }),
    period: {},
    ...readMaking(statement, reading),
    addresses: [],
    goals: [],
    activities: [{ ...rest, identifiers: [] }],
    ...(notes.length > 0 && { notes }),
  };
}

/** Whether a plan is nothing but one activity, so that it can be written as that. */
function isSingle(plan: Plan): boolean {
  const [activity, ...others] = plan.activities;
  if (activity === undefined || others.length > 0 || plan.goals.length + plan.addresses.length > 0) return false;
  if ((plan.title ?? plan.description ?? plan.category ?? activity.description) !== undefined) return false;
  if (isStated(plan.period) || activity.identifiers.length > 0 || activity.status !== undefined) return false;
  const isMedicine = activity.medication !== undefined;
  const made = plan.authors.length + (plan.notes?.length ?? 0) + plan.identifiers.length > 0;
  return !isMedicine || !(made || plan.created !== undefined || plan.status !== undefined);
}

function writeSingle(entry: Plan, writing: CdaWriting): XmlOut {
  const [activity] = entry.activities;
  const { status, mood } = entry;
  return writeActivity({ ...activity!, ...(status !== undefined && { status }) }, mood, writing, {
    id: writeIds(entry.identifiers, () => writing.stableId(entry.path)),
    text: writeText(entry.text, writing),
    authors: writeMaking(entry),
    remarks: (entry.notes ?? []).map(writeComment),
  });
}
