import type { CarePlan, CarePlanActivityDetail, Goal } from 'fhir/r4.js';
import type { PlanMood } from '../model/entry.js';

// CDA ActStatus, request-status, care-plan-activity-status and goal-status.
const plans: Readonly<Record<string, CarePlan['status']>> = {
  active: 'active',
  new: 'draft',
  held: 'draft',
  suspended: 'on-hold',
  aborted: 'revoked',
  cancelled: 'revoked',
  completed: 'completed',
  nullified: 'entered-in-error',
};
const activities: Readonly<Record<string, CarePlanActivityDetail['status']>> = {
  active: 'in-progress',
  new: 'not-started',
  held: 'not-started',
  suspended: 'on-hold',
  aborted: 'stopped',
  cancelled: 'cancelled',
  completed: 'completed',
  nullified: 'entered-in-error',
};
const goals: Readonly<Record<string, Goal['lifecycleStatus']>> = {
  active: 'active',
  new: 'planned',
  held: 'planned',
  suspended: 'on-hold',
  aborted: 'cancelled',
  cancelled: 'cancelled',
  completed: 'completed',
  nullified: 'entered-in-error',
};
const actStatuses: Readonly<Record<string, string>> = {
  draft: 'new',
  planned: 'new',
  proposed: 'new',
  'not-started': 'new',
  scheduled: 'new',
  accepted: 'active',
  active: 'active',
  'in-progress': 'active',
  'on-hold': 'suspended',
  revoked: 'aborted',
  stopped: 'aborted',
  cancelled: 'cancelled',
  rejected: 'cancelled',
  completed: 'completed',
  'entered-in-error': 'nullified',
};

/** Status of a CarePlan. */
export function planStatus(status: string | undefined): CarePlan['status'] {
  return plans[status ?? ''] ?? 'unknown';
}

/** Status of an activity. */
export function activityStatus(status: string | undefined): CarePlanActivityDetail['status'] {
  return activities[status ?? ''] ?? 'unknown';
}

/** Status of a goal; undefined where nobody says, for which the code system has no code. */
export function goalStatus(status: string | undefined): Goal['lifecycleStatus'] | undefined {
  return goals[status ?? ''];
}

/** CDA ActStatus of the status of a plan, an activity, a request or a goal; undefined where it is not known. */
export function actStatusOf(status: string | undefined): string | undefined {
  return actStatuses[status ?? ''];
}

const intents: Readonly<Record<string, PlanMood>> = { proposal: 'PRP', order: 'RQO' };

/** The mood of an intent; an intention, which is the default, has none. */
export function moodOf(intent: string | undefined): PlanMood | undefined {
  return intents[intent ?? ''];
}

/** The intent of a mood. */
export function intentOf(mood: PlanMood | undefined): CarePlan['intent'] {
  return mood === 'PRP' ? 'proposal' : mood === 'RQO' ? 'order' : 'plan';
}

/** Whether FHIR has no intent for the mood, so that it is written as a plan and no more. */
export function isLessThan(mood: PlanMood | undefined): boolean {
  return mood === 'PRMS' || mood === 'APT' || mood === 'ARQ';
}
