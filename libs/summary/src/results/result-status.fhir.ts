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

/** Status of an Observation or DiagnosticReport; their codes are the same as far as CDA has them. */
export function resultStatus(status: string | undefined): Observation['status'] & DiagnosticReport['status'] {
  return (observations[status ?? ''] ?? 'unknown') as Observation['status'] & DiagnosticReport['status'];
}

/** CDA ActStatus of a FHIR status; undefined where it is not known. */
export function actStatusOf(status: string | undefined): string | undefined {
  return actStatuses[status ?? ''];
}
