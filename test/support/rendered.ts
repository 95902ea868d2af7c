import { readFileSync } from 'node:fs';
import { readSummary, transcodeSummary, type LookedUpSummary, type PatientSummary } from '@passerelle/summary';
import { viewSummary, type SummaryView, type ViewLanguage } from '@passerelle/summary/view';
import { records } from './fixtures.js';
import { catalogue } from './translation.js';

/** The summary of a fixture, in European codes: `lu/rich.xml`. */
export function summaryOf(name: string): PatientSummary {
  return lookedUpOf(name).summary;
}

function lookedUpOf(name: string): LookedUpSummary {
  const row = records.find((record) => record.name === `national/${name}`);
  if (row === undefined) throw new Error(`no fixture is called ${name}`);
  return transcodeSummary(readSummary(readFileSync(row.file)).summary, catalogue);
}

/** The view of a fixture, with what the terminology that is shipped says of its codes. */
export function viewOf(name: string, language: ViewLanguage): SummaryView {
  const lookedUp = lookedUpOf(name);
  return viewSummary(lookedUp.summary, { language, catalogue, lookedUp });
}
