import { conceptOfLoinc, conceptOfSectionTemplate, concepts } from '../concepts.js';
import type { ConceptKey } from '../model/summary.js';

/** A section of the pivot. */
export interface SectionKind {
  readonly loinc: string;
  /** English title, as the display of the section's code. */
  readonly title: string;
  /** Section templates to write: eHDSI's of today and the older ones peers still check. */
  readonly templates: readonly string[];
  readonly concept: ConceptKey | 'unmodelled';
  /** Whether the pivot must have it. */
  readonly basic: boolean;
}

/** Past illness: entries of the problem list in a section of their own (eHN A.2.2.2). */
const pastIllness = '11348-0';

// Sections that are not the main section of a concept (myhealtheu-wire.md section 13.3).
const others: readonly SectionKind[] = [
  {
    loinc: pastIllness,
    title: 'History of past illness',
    templates: ['1.3.6.1.4.1.12559.11.10.1.3.1.2.10', '1.3.6.1.4.1.19376.1.5.3.1.3.8'],
    concept: 'problems',
    basic: false,
  },
  {
    loinc: '10162-6',
    title: 'History of pregnancies',
    templates: ['1.3.6.1.4.1.12559.11.10.1.3.1.2.7', '1.3.6.1.4.1.19376.1.5.3.1.1.5.3.4'],
    concept: 'unmodelled',
    basic: false,
  },
  {
    loinc: '29762-2',
    title: 'Social history',
    templates: [
      '1.3.6.1.4.1.12559.11.10.1.3.1.2.13',
      '1.3.6.1.4.1.19376.1.5.3.1.3.16',
      '1.3.6.1.4.1.19376.1.5.3.1.3.16.1',
    ],
    concept: 'unmodelled',
    basic: false,
  },
  {
    loinc: '8716-3',
    title: 'Vital signs',
    templates: [
      '1.3.6.1.4.1.12559.11.10.1.3.1.2.6',
      '1.3.6.1.4.1.19376.1.5.3.1.1.5.3.2',
      '1.3.6.1.4.1.19376.1.5.3.1.3.25',
    ],
    concept: 'unmodelled',
    basic: false,
  },
  {
    loinc: '42348-3',
    title: 'Advance directives',
    templates: ['1.3.6.1.4.1.12559.11.10.1.3.1.2.16'],
    concept: 'unmodelled',
    basic: false,
  },
  {
    loinc: '47420-5',
    title: 'Functional status',
    templates: ['1.3.6.1.4.1.12559.11.10.1.3.1.2.14', '1.3.6.1.4.1.19376.1.5.3.1.3.17'],
    concept: 'unmodelled',
    basic: false,
  },
  {
    loinc: '18776-5',
    title: 'Plan of care',
    templates: ['1.3.6.1.4.1.19376.1.5.3.1.3.31', '2.16.840.1.113883.10.20.22.2.10'],
    concept: 'unmodelled',
    basic: false,
  },
];

/** Sections in the order of the pivot: those of the concepts, past illness after the problems, then the rest. */
export const sectionKinds: readonly SectionKind[] = inPivotOrder();

const byLoinc = new Map(sectionKinds.map((kind) => [kind.loinc, kind]));
const byTemplate = new Map(others.flatMap((kind) => kind.templates.map((root) => [root, kind] as const)));

function inPivotOrder(): SectionKind[] {
  const ordered: SectionKind[] = [];
  for (const { loinc, title, cda, key, required } of concepts) {
    ordered.push({ loinc, title, templates: cda.sectionTemplates, concept: key, basic: required });
    if (key === 'problems') ordered.push(...others.filter((kind) => kind.loinc === pastIllness));
  }
  return [...ordered, ...others.filter((kind) => kind.loinc !== pastIllness)];
}

/** The kind of a section by its LOINC code. */
export function sectionKindOf(loinc: string | undefined): SectionKind | undefined {
  return loinc === undefined ? undefined : byLoinc.get(loinc);
}

/**
 * The concept of a section of a document: by its LOINC code first, by a templateId where the code is missing or not
 * known (myhealtheu-wire.md section 13.3).
 */
export function conceptOfSection(loinc: string | undefined, templates: readonly string[]): ConceptKey | 'unmodelled' {
  const known = sectionKindOf(loinc)?.concept ?? (loinc === undefined ? undefined : conceptOfLoinc(loinc)?.key);
  if (known !== undefined) return known;
  for (const root of templates) {
    const concept = byTemplate.get(root)?.concept ?? conceptOfSectionTemplate(root)?.key;
    if (concept !== undefined) return concept;
  }
  return 'unmodelled';
}
