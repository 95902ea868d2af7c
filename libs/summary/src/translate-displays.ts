import { PasserelleError } from '@passerelle/kernel';
import type { Catalogue } from '@passerelle/terminology';
import { ehdsiPatientSummary, type CodingPolicy } from './coding-policy/coded-elements.js';
import type { LookedUpSummary } from './coding-policy/coverage.js';
import { lookUpCodes } from './coding-policy/look-up.js';
import type { PatientSummary } from './model/summary.js';

/**
 * Country B: gives every code its display in the reader's language. The codes stay; the display as received stays inside
 * as its translation (myhealtheu-wire.md section 13.7). A display that is not known in the language stays as received, in
 * whatever language that is, and is told in the coverage: no code is ever left without words where there are any.
 * @param language - BCP 47 tag of the reader's language
 * @param policy - which elements must be translated
 * @throws PSR-1115 when an element that must be translated is not
 */
export function translateDisplays(
  summary: PatientSummary,
  language: string,
  catalogue: Catalogue,
  policy: CodingPolicy = ehdsiPatientSummary,
): LookedUpSummary {
  const translated = lookUpCodes(summary, policy, (coding) => catalogue.translate(coding, language));
  const required = translated.coverage.gaps.find(({ usage }) => usage === 'R');
  if (required !== undefined) throw new PasserelleError('PSR-1115', { element: required.element, language });
  return translated;
}
