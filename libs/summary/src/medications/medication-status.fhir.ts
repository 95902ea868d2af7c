import type { MedicationRequest, MedicationStatement } from 'fhir/r4.js';
import type { FhirResource } from '../fhir/resource.js';
import type { Medication } from '../model/entry.js';

// CDA ActStatus, medication-statement-status and medicationrequest-status.
const statements: Readonly<Record<string, MedicationStatement['status']>> = {
  active: 'active',
  completed: 'completed',
  suspended: 'on-hold',
  aborted: 'stopped',
  new: 'intended',
  held: 'intended',
  nullified: 'entered-in-error',
};
const requests: Readonly<Record<string, MedicationRequest['status']>> = {
  ...{ active: 'active', completed: 'completed', suspended: 'on-hold', aborted: 'stopped' },
  ...{ new: 'draft', held: 'draft', cancelled: 'cancelled', nullified: 'entered-in-error' },
};
const actStatuses: Readonly<Record<string, string>> = {
  active: 'active',
  'in-progress': 'active',
  completed: 'completed',
  'on-hold': 'suspended',
  stopped: 'aborted',
  intended: 'new',
  draft: 'new',
  preparation: 'new',
  cancelled: 'cancelled',
  'entered-in-error': 'nullified',
};
const intents: Readonly<Record<string, NonNullable<Medication['mood']>>> = { proposal: 'PRP', plan: 'INT' };
const contrary = new Set(['not-done', 'declined']);

/** The status of a statement; CDA's statusCode may be missing, which is `unknown`. */
export function statementStatus(status: string | undefined): MedicationStatement['status'] {
  return statements[status ?? ''] ?? 'unknown';
}

/** The status of a request. */
export function requestStatus(status: string | undefined): MedicationRequest['status'] {
  return requests[status ?? ''] ?? 'unknown';
}

/** CDA ActStatus of a FHIR status; undefined where it is not known. */
export function actStatusOf(status: string | undefined): string | undefined {
  return actStatuses[status ?? ''];
}

/** The intent of a request from CDA's mood. What is promised (PRMS) is planned: FHIR has no intent between plan and order. */
export function intentOf(mood: Medication['mood']): MedicationRequest['intent'] {
  return mood === 'INT' || mood === 'PRMS' ? 'plan' : mood === 'PRP' ? 'proposal' : 'order';
}

/** CDA's mood from the intent of a request. */
export function moodOf(intent: string | undefined): NonNullable<Medication['mood']> {
  return intents[intent ?? ''] ?? 'RQO';
}

/** Whether the resource says what is *not* to be given or was not given: the model has no such statement and must not invert it. */
export function isContrary(resource: FhirResource): boolean {
  return resource['doNotPerform'] === true || contrary.has(String(resource['status']));
}
