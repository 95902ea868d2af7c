import type { Catalogue } from '@passerelle/terminology';
import { ehdsiPatientSummary, type CodingPolicy } from './coding-policy/coded-elements.js';
import type { LookedUpSummary } from './coding-policy/coverage.js';
import { lookUpCodes } from './coding-policy/look-up.js';
import type { PatientSummary } from './model/summary.js';

/**
 * Country A: puts the European code in the place of every national code that the catalogue knows, with its English
 * display; what stood there stays inside as its translation (myhealtheu-wire.md section 13.7). Codes the catalogue does
 * not know stay as they are and are told in the coverage.
 * @param policy - which value set an element takes its code from
 */
export function transcodeSummary(
  summary: PatientSummary,
  catalogue: Catalogue,
  policy: CodingPolicy = ehdsiPatientSummary,
): LookedUpSummary {
  return lookUpCodes(summary, policy, (coding, element) => catalogue.transcode(coding, element?.valueSets));
}
