import { hasTemplate, isCoded } from '../cda/claims.js';
import type { CdaDoor } from '../concept.js';
import type { SocialHistory } from '../model/entry.js';
import { readObserved } from '../observed/read-observed.cda.js';
import { writeObserved, type ObservedTemplates } from '../observed/write-observed.cda.js';

// eHDSI, IHE and CCD (myhealtheu-wire.md section 13.4).
const social = [
  '1.3.6.1.4.1.12559.11.10.1.3.1.3.23',
  '1.3.6.1.4.1.19376.1.5.3.1.4.13.4',
  '2.16.840.1.113883.10.20.1.33',
];
const simple = ['1.3.6.1.4.1.12559.11.10.1.3.1.3.20', '1.3.6.1.4.1.19376.1.5.3.1.4.13'];
const observation = [social[0]!, ...simple, social[1]!, social[2]!];

const templates: ObservedTemplates<'social-history'> = {
  observation: () => observation,
  panel: { classCode: 'CLUSTER', templates: [] },
};

// Tobacco and alcohol, as eHDSI (SNOMED CT) and IPS (LOINC) code them.
const ownCodes: ReadonlySet<string> = new Set(['229819007', '160573003', '897148007', '72166-2', '74013-4']);

/** Observation of the social history section. */
export const socialHistoryCda: CdaDoor<SocialHistory> = {
  claims: (statement) =>
    statement.local === 'observation' && (hasTemplate(statement, social) || isCoded(statement, ownCodes)),
  read: (entry, path, reading) => readObserved(entry, path, 'social-history', reading),
  write: (entry, writing) => writeObserved(entry, writing, templates),
};
