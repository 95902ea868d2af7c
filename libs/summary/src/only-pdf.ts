import type { PatientSummary } from './model/summary.js';

/** Whether the record is a PDF and nothing else: sections without entries beside it only say that they are empty. */
export function isOnlyPdf({ attachment, sections }: PatientSummary): boolean {
  return attachment !== undefined && sections.every(({ entries }) => entries.length === 0);
}
