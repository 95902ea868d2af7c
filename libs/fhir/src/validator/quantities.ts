import type { JsonObject } from '../fhirpath/nodes.js';
import { isUcum } from '@passerelle/kernel/ucum';
import type { Validation } from './validation.js';

const ucum = 'http://unitsofmeasure.org';

/** Checks that a unit that claims to be of UCUM is one. Whether it suits what is measured, nobody can tell from the code. */
export function checkQuantity({ system, code }: JsonObject, { findings }: Validation): void {
  if (system !== ucum || typeof code !== 'string') return;
  if (!isUcum(code)) findings.error('ucum', 'The code must be a unit of UCUM, in its case-sensitive form.', 'code');
}
