import { hasTemplate, isCoded } from '../cda/claims.js';
import type { CdaDoor } from '../concept.js';
import type { FunctionalStatus } from '../model/entry.js';
import { readObserved } from '../observed/read-observed.cda.js';
import { writeObserved, type ObservedTemplates } from '../observed/write-observed.cda.js';

const ehdsi = '1.3.6.1.4.1.12559.11.10.1.3.1.3';
const iheSimpleObservation = '1.3.6.1.4.1.19376.1.5.3.1.4.13';

const templates: ObservedTemplates<'functional-status'> = {
  observation: () => [`${ehdsi}.40`, iheSimpleObservation],
  panel: { classCode: 'CLUSTER', templates: [`${ehdsi}.39`] },
};

const ownTemplates = [`${ehdsi}.39`, `${ehdsi}.40`];
/** LOINC Functional status assessment note, the code of the organizer of an assessment. */
const ownCodes: ReadonlySet<string> = new Set(['47420-5']);

/** Functional status: an assessment is an organizer with its items, a single finding an observation. */
export const functionalStatusCda: CdaDoor<FunctionalStatus> = {
  claims: (statement) =>
    (statement.local === 'organizer' || statement.local === 'observation') &&
    (hasTemplate(statement, ownTemplates) || isCoded(statement, ownCodes)),
  read: (entry, path, reading) => readObserved(entry, path, 'functional-status', reading),
  write: (entry, writing) => writeObserved(entry, writing, templates),
};
