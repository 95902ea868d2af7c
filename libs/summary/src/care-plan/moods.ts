import type { PlanMood, PlannedClass } from '../model/entry.js';

const all: ReadonlySet<string> = new Set<PlanMood>(['INT', 'RQO', 'PRP', 'PRMS', 'GOL', 'APT', 'ARQ']);

/** The mood of a statement that is planned; undefined for what is told as done (EVN), or defined only (DEF). */
export function planMoodOf(moodCode: string | undefined): PlanMood | undefined {
  return moodCode !== undefined && all.has(moodCode) ? (moodCode as PlanMood) : undefined;
}

// Which moods the schema of CDA lets the classes have; each lets INT, RQO, PRP and PRMS.
const more: Partial<Readonly<Record<PlannedClass, ReadonlySet<PlanMood>>>> = {
  act: new Set<PlanMood>(['APT', 'ARQ']),
  encounter: new Set<PlanMood>(['APT', 'ARQ']),
  procedure: new Set<PlanMood>(['APT', 'ARQ']),
  observation: new Set<PlanMood>(['GOL']),
};
const ofAll: ReadonlySet<PlanMood> = new Set<PlanMood>(['INT', 'RQO', 'PRP', 'PRMS']);

/** The mood to write for a class: an intention where the schema does not let the class have the mood. */
export function writableMood(mood: PlanMood | undefined, of: PlannedClass): PlanMood {
  return mood !== undefined && (ofAll.has(mood) || more[of]?.has(mood) === true) ? mood : 'INT';
}
