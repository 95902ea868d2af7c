import type { CdaDoor } from '../concept.js';
import type { ResultEntry } from '../model/entry.js';
import { readObserved } from '../observed/read-observed.cda.js';
import { writeObserved, type ObservedTemplates } from '../observed/write-observed.cda.js';
import { bloodGroupCodes } from './codes.js';

const prefix = '1.3.6.1.4.1.12559.11.10.1.3.1.3';
const iheSimpleObservation = '1.3.6.1.4.1.19376.1.5.3.1.4.13';

const templates: ObservedTemplates<'result'> = {
  observation: ({ code }, place) => {
    if (code.coding !== undefined && bloodGroupCodes.has(code.coding.code)) {
      return [`${prefix}.25`, `${prefix}.20`, iheSimpleObservation];
    }
    return [`${prefix}.${place === 'member' ? 43 : 20}`, iheSimpleObservation];
  },
  panel: { classCode: 'BATTERY', templates: [`${prefix}.42`] },
};

/** Observation or panel of the results section. */
export const resultCda: CdaDoor<ResultEntry> = {
  claims: ({ local }) => local === 'observation' || local === 'organizer',
  read: (entry, path, reading) => readObserved(entry, path, 'result', reading),
  write: (entry, writing) => writeObserved(entry, writing, templates),
};
