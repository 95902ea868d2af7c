import type { ConceptKey, Section } from '../model/summary.js';
import { loincOf, mainSectionOf } from '../sections.js';

/**
 * The order in which a clinician reads: what can do harm at once, what is taken, what is wrong, what was done, what was
 * found, how the person lives, what is wanted. It is not the order of the pivot, which is that of a form.
 */
const order: readonly string[] = [
  ...['48765-2', '104605-1', '10160-0', '11450-4', '11348-0', '47519-4', '46264-8', '11369-6', '30954-2', '8716-3'],
  ...['10162-6', '47420-5', '29762-2', '10182-4', '11329-0', '42348-3', '18776-5', '81338-6'],
];

/** The sections every summary must have (fhir.md section 1.2), with the concept each is of. */
export const basicSections: readonly { readonly loinc: string; readonly concept: ConceptKey }[] = [
  { loinc: '48765-2', concept: 'allergies' },
  { loinc: '10160-0', concept: 'medications' },
  { loinc: '11450-4', concept: 'problems' },
  { loinc: '47519-4', concept: 'procedures' },
  { loinc: '46264-8', concept: 'devices' },
];

/** LOINC code that says what a section is: its own, or else that of its concept. */
export function kindOfSection(section: Pick<Section, 'code' | 'concept'>): string | undefined {
  const own = loincOf(section);
  if (own !== undefined && order.includes(own)) return own;
  return section.concept === 'unmodelled' ? own : mainSectionOf(section.concept).loinc;
}

/** Sections in the reader's order; sections of the same kind stay in the order of the document, unknown ones come last. */
export function inReadingOrder<T>(sections: readonly T[], kindOf: (section: T) => string | undefined): readonly T[] {
  const rank = (section: T): number => {
    const place = order.indexOf(kindOf(section) ?? '');
    return place < 0 ? order.length : place;
  };
  return [...sections].sort((a, b) => rank(a) - rank(b));
}

/** Sections that nobody may overlook: allergies and alerts. */
const prominent: ReadonlySet<string> = new Set(['48765-2', '104605-1']);

/** Whether the section is one that nobody may overlook. */
export function isProminent(loinc: string | undefined): boolean {
  return loinc !== undefined && prominent.has(loinc);
}
