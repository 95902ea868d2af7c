import type { DiagnosticReport, Observation } from 'fhir/r4.js';

// CDA ActStatus and observation-status. IPS forbids results entered in error.
const observations: Readonly<Record<string, Observation['status']>> = {
  active: 'preliminary',
  completed: 'final',
  aborted: 'cancelled',
  cancelled: 'cancelled',
  new: 'registered',
  held: 'registered',
  suspended: 'preliminary',
  nullified: 'entered-in-error',
};
const actStatuses: Readonly<Record<string, string>> = {
  registered: 'new',
  preliminary: 'active',
  partial: 'active',
  final: 'completed',
  amended: 'completed',
  corrected: 'completed',
  appended: 'completed',
  cancelled: 'aborted',
  'entered-in-error': 'nullified',
};
/** Statuses that say more than CDA has a status for. */
const finer: ReadonlySet<string> = new Set(['partial', 'amended', 'corrected', 'appended']);

/** Status of an Observation or DiagnosticReport; their codes are the same as far as CDA has them. */
export function observedStatus(status: string | undefined): Observation['status'] & DiagnosticReport['status'] {
  return (observations[status ?? ''] ?? 'unknown') as Observation['status'] & DiagnosticReport['status'];
}

/**
 * CDA ActStatus of a FHIR status; undefined where it is not known.
 * @param omitted - told of a status that says more: that a final result was amended
 */
export function actStatusOf(status: string | undefined, omitted?: string[]): string | undefined {
  if (status !== undefined && finer.has(status)) omitted?.push(`that the status is ${status}`);
  return actStatuses[status ?? ''];
}
