import type { Evaluation } from '../fhirpath/index.js';
import { isObject, type JsonObject } from '../fhirpath/nodes.js';
import { checkBinding } from './bindings.js';
import { conformityOf, holdAgainst } from './conformity.js';
import type { ChildRule, Rule } from './rules.js';
import type { PlacedResource } from './document.js';
import { checkInvariants } from './invariants.js';
import { countOf, itemsOf, nodeOf, nothing, parentOf, propertyOf, type Item } from './items.js';
import { isFixed, matchesPattern } from './pattern.js';
import { checkTargets } from './references.js';
import { checkSlices } from './slices.js';
import type { Validation } from './validation.js';

/**
 * Holds a resource or the value of a datatype against what a profile adds to its type.
 * @param value - of the type that the profile is for
 * @param type - its name
 */
export function walkRule(
  value: JsonObject,
  type: string,
  rule: Rule,
  placed: PlacedResource,
  validation: Validation,
): void {
  checkItem({ value, beside: undefined, type }, rule, placed, validation);
}

/** Holds one occurrence of an element against a rule; its number is checked where the element is looked up. */
export function checkItem(item: Item, rule: Rule, placed: PlacedResource, validation: Validation): void {
  const { findings, budget } = validation;
  budget.visit();
  const { value, type } = item;
  if (rule.fixed !== undefined && !isFixed(value, rule.fixed)) {
    findings.error('fixed-value', `The value must be exactly ${inWords(rule.fixed)}.`);
  }
  if (rule.pattern !== undefined && !matchesPattern(value, rule.pattern)) {
    findings.error('pattern', `The value must have ${inWords(rule.pattern)}.`);
  }
  if (rule.types !== undefined && type !== '' && !rule.types.has(type)) {
    findings.error('type', `The value must be of one of the types ${[...rule.types].join(', ')}.`);
  }
  if (rule.binding !== undefined && value !== undefined) checkBinding(value, rule.binding, validation);
  if (rule.invariants.length > 0) {
    checkInvariants(rule.invariants, nodeOf(item), typed(item, placed, validation), findings);
  }
  if (rule.targets !== undefined && type === 'Reference' && isObject(value)) {
    checkTargets(value, rule.targets, placed, validation);
  }
  if (rule.profiles !== undefined) checkProfiles(item, rule.profiles, placed, validation);
  const parent = parentOf(item);
  if (parent === undefined) return;
  for (const child of rule.children) checkChild(parent, child, placed, validation);
}

/** A value of the profile, which is of our own making and not of the document. */
function inWords(demanded: unknown): string {
  const text = JSON.stringify(demanded);
  return text.length <= 120 ? text : `${text.slice(0, 117)}...`;
}

function typed({ type }: Item, placed: PlacedResource, validation: Validation): Evaluation {
  const evaluation = validation.evaluationOf(placed);
  if (type === '' || type.charAt(0) === type.charAt(0).toUpperCase()) return evaluation;
  return { ...evaluation, type };
}

/** Profiles of datatypes and of resources in entries; the value must conform to one of those for its type. */
function checkProfiles(
  { value, type }: Item,
  profiles: Readonly<Record<string, readonly string[]>>,
  placed: PlacedResource,
  validation: Validation,
): void {
  const urls = Object.hasOwn(profiles, type) ? profiles[type]! : [];
  // The definition of an extension is looked up by its URL wherever one stands.
  if (urls.length === 0 || !isObject(value) || type === 'Extension') return;
  const { model } = validation;
  if (typeof value['resourceType'] === 'string') {
    const inner = validation.document.placeOf(value, placed, `${placed.expression}${validation.findings.expression()}`);
    const conforming = urls.some((url) =>
      conformityOf(inner, url, validation).every(({ severity }) => severity !== 'error'),
    );
    if (!conforming) holdAgainst(inner, urls[0]!, validation);
    return;
  }
  const [only] = urls;
  const profile = only === undefined ? undefined : model.profile(only);
  if (profile !== undefined) walkRule(value, type, profile.rule, placed, validation);
}

function checkChild(parent: JsonObject, child: ChildRule, placed: PlacedResource, validation: Validation): void {
  const { findings } = validation;
  const { element, rule } = child;
  const { property, listed, items } = rule.countOnly ? nothing : itemsOf(parent, child);
  const count = rule.countOnly ? countOf(parent, child) : items.length;
  if (count < rule.min || count > rule.max) {
    const name = property ?? propertyOf(parent, child) ?? element.replace('[x]', '');
    if (count < rule.min) {
      const number = rule.min === 1 ? '' : ` at least ${rule.min} times`;
      findings.error('min', `${element} must be there${number}.`, name);
    } else {
      findings.error(
        'max',
        rule.max === 0 ? `${element} must not be there.` : `At most ${rule.max} of ${element} are allowed.`,
        name,
      );
    }
  }
  if (property === undefined && rule.slicing === undefined) return;
  findings.enter(property ?? element.replace('[x]', ''));
  for (let index = 0; index < count; index++) {
    if (listed) findings.enter(index);
    checkItem(items[index]!, rule, placed, validation);
    if (listed) findings.leave();
  }
  if (rule.slicing !== undefined) checkSlices(items, listed, rule.slicing, placed, validation);
  findings.leave();
}
