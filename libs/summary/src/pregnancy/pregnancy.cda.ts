import { hasTemplate, isCoded } from '../cda/claims.js';
import type { CdaDoor } from '../concept.js';
import type { PregnancyObservation } from '../model/entry.js';
import { readObserved } from '../observed/read-observed.cda.js';
import { writeObserved, type ObservedTemplates } from '../observed/write-observed.cda.js';
import { expectedDateCodes, gestationalAgeCodes, outcomeCode, statusCode, summaryCodes } from './codes.js';

const ehdsi = '1.3.6.1.4.1.12559.11.10.1.3.1.3';
const ihe = '1.3.6.1.4.1.19376.1.5.3.1.4.13';

// eHDSI has a template for each of the four; IHE PCC has one for all observations of pregnancy (6.3.4.25), which the
// documents of eHDSI state for the expected date only.
const statusTemplates = [`${ehdsi}.45`];
const expectedDateTemplates = [`${ehdsi}.24`, `${ehdsi}.20`, ihe, `${ihe}.5`];
const outcomeTemplates = [`${ehdsi}.47`];
const countTemplates = [`${ehdsi}.46`];
const otherTemplates = [`${ehdsi}.20`, ihe, `${ihe}.5`];

const templates: ObservedTemplates<'pregnancy'> = {
  observation: templatesOf,
  panel: { classCode: 'CLUSTER', templates: [] },
};

function templatesOf({ code: { coding }, value }: PregnancyObservation): readonly string[] {
  const code = coding?.code ?? '';
  if (code === statusCode) return statusTemplates;
  if (expectedDateCodes.has(code)) return expectedDateTemplates;
  if (code === outcomeCode) return outcomeTemplates;
  // How many pregnancies ended in this way: the code names the outcome, the value is a whole number.
  const isCount = value?.kind === 'quantity' && value.comparator === undefined && value.quantity.unit === undefined;
  return isCount && /^\d+$/.test(value.quantity.value) ? countTemplates : otherTemplates;
}

const ownTemplates = [`${ehdsi}.45`, `${ehdsi}.46`, `${ehdsi}.47`, `${ehdsi}.24`, `${ihe}.5`];
const ownCodes: ReadonlySet<string> = new Set([
  statusCode,
  outcomeCode,
  ...expectedDateCodes,
  ...gestationalAgeCodes,
  ...summaryCodes,
]);

/** Observation of the pregnancy section: its status with the expected date inside, its history, its outcomes. */
export const pregnancyCda: CdaDoor<PregnancyObservation> = {
  claims: (statement) =>
    statement.local === 'observation' && (hasTemplate(statement, ownTemplates) || isCoded(statement, ownCodes)),
  read: (entry, path, reading) => readObserved(entry, path, 'pregnancy', reading),
  write: (entry, writing) => writeObserved(entry, writing, templates),
};
