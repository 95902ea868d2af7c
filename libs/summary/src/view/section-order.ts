import type { ConceptKey, Section } from '../model/summary.js';
import { loincOf } from '../sections.js';

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

const loincOfConcept: Readonly<Record<ConceptKey, string>> = {
  allergies: '48765-2',
  alerts: '104605-1',
  medications: '10160-0',
  problems: '11450-4',
  procedures: '47519-4',
  devices: '46264-8',
  immunizations: '11369-6',
  results: '30954-2',
  'vital-signs': '8716-3',
  pregnancy: '10162-6',
  'functional-status': '47420-5',
  'social-history': '29762-2',
  'travel-history': '10182-4',
  'advance-directives': '42348-3',
  'care-plan': '18776-5',
  'vaccination-forecast': '18776-5',
};

/** LOINC code that says what a section is: its own, or else that of its concept. */
export function kindOfSection(section: Pick<Section, 'code' | 'concept'>): string | undefined {
  const own = loincOf(section);
  if (own !== undefined && order.includes(own)) return own;
  return section.concept === 'unmodelled' ? own : loincOfConcept[section.concept];
}

/** Sections in the reader's order; sections of the same kind stay in the order of the document, unknown ones come last. */
export function inReadingOrder<T>(sections: readonly T[], kindOf: (section: T) => string | undefined): readonly T[] {
  const rank = (section: T): number => {
    const place = order.indexOf(kindOf(section) ?? '');
    return place < 0 ? order.length : place;
  };
  return [...sections].sort((a, b) => rank(a) - rank(b));
}

/** Whether the section is one that nobody may overlook: allergies and alerts. */
export function isProminent(loinc: string | undefined): boolean {
  return loinc === '48765-2' || loinc === '104605-1';
}
