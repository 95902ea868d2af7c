import type { BindingPlan } from '../definitions/definitions.js';
import { isObject, type JsonObject } from '../fhirpath/nodes.js';
import type { Membership } from './code-set.js';
import { listOf } from './lists.js';
import type { Validation } from './validation.js';

/** How well a code fits, from best to worst. */
const rank: readonly Membership[] = ['in', 'unknown', 'beside', 'out', 'foreign'];

/**
 * Holds a coded value against a value set (FHIR R4 section 4.1.5, binding strengths). Of a CodeableConcept one coding
 * in the value set is enough.
 *
 * - required: a code must be in it; text alone is not a code.
 * - extensible: a code of a system that the value set includes whole must be in it, since otherwise there is no such
 *   code. A code of another system is a warning, and so is one of a system that the value set takes only some codes
 *   from: only a person can tell whether one of these would have been suitable. Text alone is allowed.
 * @param value - a code, a Coding, a CodeableConcept or a Quantity, checked by its type already
 */
export function checkBinding(value: unknown, [strength, valueSet]: BindingPlan, validation: Validation): void {
  const membership = membershipOf(value, valueSet, validation);
  if (membership === 'in' || membership === 'unknown') return;
  const { findings } = validation;
  const name = valueSet.slice(valueSet.lastIndexOf('/') + 1);
  if (strength === 'required') {
    const what = membership === undefined ? 'A code is needed here, ' : 'The code must be ';
    findings.error('required-binding', `${what}one of the value set ${name}.`);
  } else if (membership === 'out') {
    findings.error(
      'extensible-binding',
      `The code must be one of the value set ${name}, which includes its code system.`,
    );
  } else if (membership !== undefined) {
    findings.add(
      'warning',
      'extensible-binding',
      `The value set ${name} has other codes: use one of them where it fits.`,
    );
  }
}

/** Whether a coded value is in a value set, for slices that are told apart by it. */
export function isMember(value: unknown, valueSet: string, validation: Validation): boolean {
  return membershipOf(value, valueSet, validation) === 'in';
}

/** @returns undefined when there is no code at all */
function membershipOf(value: unknown, valueSet: string, validation: Validation): Membership | undefined {
  if (typeof value === 'string') return ofCode(value, valueSet, validation);
  if (!isObject(value)) return undefined;
  const codings = value['coding'] === undefined ? [value] : listOf(value['coding']);
  let best: Membership | undefined;
  for (const coding of codings) {
    const found = isObject(coding) ? ofCoding(coding, valueSet, validation) : undefined;
    if (found === undefined) continue;
    if (best === undefined || rank.indexOf(found) < rank.indexOf(best)) best = found;
  }
  return best;
}

function ofCode(code: string, valueSet: string, { model }: Validation): Membership {
  return model.codeSet(valueSet)?.ofCode(code) ?? 'unknown';
}

function ofCoding(coding: JsonObject, valueSet: string, { model, codes }: Validation): Membership | undefined {
  const { code, system } = coding;
  if (typeof code !== 'string') return undefined;
  // A code without a system is in no value set.
  if (typeof system !== 'string') return 'foreign';
  const known = model.codeSet(valueSet)?.ofCoding(system, code) ?? 'unknown';
  if (known !== 'unknown') return known;
  const told = codes?.contains(valueSet, system, code);
  return told === undefined ? 'unknown' : told ? 'in' : 'beside';
}
