import type { Finding } from '@passerelle/kernel';
import type { XmlElement } from '@passerelle/xml';
import { checkPivot, type PivotCheck } from './pivot/check-pivot.js';
import { checkCdaSyntax } from './syntax/check-syntax.js';

/**
 * All that is checked of a pivot document: the grammar of CDA with the pharmacy extension, then the rules of the pivot.
 * @param root - the ClinicalDocument element
 * @returns findings; no error among them means the document may leave
 */
export function checkCda(root: XmlElement, check: PivotCheck = {}): Finding[] {
  return [...checkCdaSyntax(root, check.use), ...checkPivot(root, check)];
}
