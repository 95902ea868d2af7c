import { isCoded } from '../cda/claims.js';
import type { CdaDoor } from '../concept.js';
import type { Travel } from '../model/entry.js';
import { readObserved } from '../observed/read-observed.cda.js';
import { writeObserved, type ObservedTemplates } from '../observed/write-observed.cda.js';
import { travelCode } from './codes.js';

// Neither eHDSI nor IHE has a template of its own for a stay abroad, so it is a simple observation of both.
const observation = ['1.3.6.1.4.1.12559.11.10.1.3.1.3.20', '1.3.6.1.4.1.19376.1.5.3.1.4.13'];

const templates: ObservedTemplates<'travel'> = {
  observation: () => observation,
  panel: { classCode: 'CLUSTER', templates: [] },
};

const ownCodes: ReadonlySet<string> = new Set([travelCode]);

/** Observation of the travel history section: the country is its value. */
export const travelCda: CdaDoor<Travel> = {
  claims: (statement) => statement.local === 'observation' && isCoded(statement, ownCodes),
  read: (entry, path, reading) => readObserved(entry, path, 'travel', reading),
  write: (entry, writing) => writeObserved(entry, writing, templates),
};
