import { readFileSync } from 'node:fs';
import { readSummary, transcodeSummary, type PatientSummary } from '@passerelle/summary';
import { viewSummary, type SummaryView, type ViewLanguage } from '@passerelle/summary/view';
import { records } from './fixtures.js';
import { catalogue } from './translation.js';

/** The summary of a fixture, in European codes: `lu/rich.xml`. */
export function summaryOf(name: string): PatientSummary {
  const row = records.find((record) => record.name === `national/${name}`);
  if (row === undefined) throw new Error(`no fixture is called ${name}`);
  return transcodeSummary(readSummary(readFileSync(row.file)).summary, catalogue).summary;
}

/** The view of a fixture. */
export function viewOf(name: string, language: ViewLanguage): SummaryView {
  return viewSummary(summaryOf(name), { language });
}
