import type { JsonObject } from '../fhirpath/nodes.js';
import { narrativeFault } from './narrative.js';
import { checkQuantity } from './quantities.js';
import type { TypeRule } from './rules.js';
import { checkSystem } from './systems.js';
import type { Validation } from './validation.js';

/** Elements that must be there and are not. */
export function checkNeeded(value: JsonObject, rule: TypeRule, { findings }: Validation): void {
  for (const { element, min, properties } of rule.needed) {
    let found = 0;
    for (const property of properties) {
      const there = value[property.name] ?? value[property.beside];
      if (there !== undefined) found = Array.isArray(there) ? there.length : 1;
      if (found > 0) break;
    }
    if (found < min) {
      findings.error(
        'min',
        `${rule.path}.${element} must be there${min > 1 ? ` at least ${min} times` : ''}.`,
        element.replace('[x]', ''),
      );
    }
  }
}

/** What only code can check of some datatypes. */
export function checkDatatype(value: JsonObject, type: string, validation: Validation): void {
  switch (type) {
    case 'Coding':
    case 'Identifier':
      checkSystem(value, validation);
      break;
    case 'Narrative':
      checkNarrative(value['div'], validation);
      break;
    case 'Quantity':
    case 'SimpleQuantity':
    case 'Age':
    case 'Count':
    case 'Distance':
    case 'Duration':
      checkQuantity(value, validation);
      break;
  }
}

function checkNarrative(div: unknown, { findings }: Validation): void {
  const fault = typeof div === 'string' ? narrativeFault(div) : undefined;
  if (fault === undefined) return;
  if (fault === 'empty') findings.error('txt-2', 'A narrative must have something to read.', 'div');
  else findings.error('txt-1', `A narrative must be harmless XHTML in its namespace (${fault}).`, 'div');
}
