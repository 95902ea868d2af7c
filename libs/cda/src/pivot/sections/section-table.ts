import type { AbsenceConcept } from '@passerelle/terminology';
import { ccd, ehdsi, ihe } from '../templates.js';

/** A section of the pivot. */
export interface PivotSection {
  readonly loinc: string;
  readonly name: string;
  /** One of the five that must be there. */
  readonly basic: boolean;
  /** Template of eHDSI since wave 3; undefined where it has none. */
  readonly template: string | undefined;
  /** Templates of the generation before, by which older nodes find the section: one of them is written as well. */
  readonly older: readonly string[];
  /** What an absence code in this section has to be about. */
  readonly concept?: AbsenceConcept;
}

/** The table of myhealtheu-wire.md section 13.3. */
export const pivotSections: readonly PivotSection[] = [
  {
    loinc: '10160-0',
    name: 'medication summary',
    basic: true,
    template: ehdsi('2.3'),
    older: [ccd('1.8')],
    concept: 'medications',
  },
  {
    loinc: '48765-2',
    name: 'allergies',
    basic: true,
    template: ehdsi('2.12'),
    older: [ihe('3.13')],
    concept: 'allergies',
  },
  {
    loinc: '47519-4',
    name: 'procedures',
    basic: true,
    template: ehdsi('2.11'),
    older: [ihe('3.12'), ihe('3.11')],
    concept: 'procedures',
  },
  {
    loinc: '11450-4',
    name: 'active problems',
    basic: true,
    template: ehdsi('2.9'),
    older: [ihe('3.6')],
    concept: 'problems',
  },
  {
    loinc: '46264-8',
    name: 'medical devices',
    basic: true,
    template: ehdsi('2.4'),
    older: [ihe('1.5.3.5')],
    concept: 'devices',
  },
  {
    loinc: '11348-0',
    name: 'past illness',
    basic: false,
    template: ehdsi('2.10'),
    older: [ihe('3.8')],
    concept: 'problems',
  },
  {
    loinc: '11369-6',
    name: 'immunizations',
    basic: false,
    template: ehdsi('2.15'),
    older: [ihe('3.23'), ccd('1.6')],
    concept: 'immunizations',
  },
  { loinc: '10162-6', name: 'pregnancy', basic: false, template: ehdsi('2.7'), older: [ihe('1.5.3.4')] },
  {
    loinc: '29762-2',
    name: 'social history',
    basic: false,
    template: ehdsi('2.13'),
    older: [ihe('3.16'), ihe('3.16.1')],
  },
  { loinc: '8716-3', name: 'vital signs', basic: false, template: ehdsi('2.6'), older: [ihe('1.5.3.2'), ihe('3.25')] },
  { loinc: '30954-2', name: 'results', basic: false, template: ehdsi('2.5'), older: [], concept: 'results' },
  { loinc: '42348-3', name: 'advance directives', basic: false, template: ehdsi('2.16'), older: [] },
  { loinc: '47420-5', name: 'functional status', basic: false, template: ehdsi('2.14'), older: [ihe('3.17')] },
  {
    loinc: '18776-5',
    name: 'care plan',
    basic: false,
    template: undefined,
    older: [ihe('3.31'), ihe('1.9.50'), ccd('22.2.10')],
  },
];

const byLoinc = new Map(pivotSections.map((section) => [section.loinc, section]));

/** The section of a LOINC code; undefined where the pivot does not name it. */
export function pivotSectionOf(loinc: string | undefined): PivotSection | undefined {
  return loinc === undefined ? undefined : byLoinc.get(loinc);
}
