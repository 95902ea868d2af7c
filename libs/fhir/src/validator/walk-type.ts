import { isObject, PrimitiveElement, type JsonObject } from '../fhirpath/nodes.js';
import type { Evaluation } from '../fhirpath/index.js';
import { checkBinding } from './bindings.js';
import { checkBundleEntries } from './bundle-entries.js';
import { checkClaims } from './claims.js';
import { checkContained } from './contained.js';
import { checkDatatype, checkNeeded } from './datatypes.js';
import type { PlacedResource } from './document.js';
import { checkExtension, type ExtensionContext } from './extensions.js';
import { checkInvariants } from './invariants.js';
import { checkReferenceOfType } from './references.js';
import type { PropertyRule, TypeRule } from './rules.js';
import type { Validation } from './validation.js';

/** Where the walk of a resource stands, beside the path. */
interface Here {
  readonly placed: PlacedResource;
  readonly evaluation: Evaluation;
}

/**
 * Holds a resource and everything in it against its type of FHIR R4: properties, number of values, form of primitives,
 * bindings, invariants, references, extensions, narrative.
 * @param value - what stands where a resource must
 * @param container - the resource around it; undefined for the document itself
 */
export function walkResource(value: unknown, container: PlacedResource | undefined, validation: Validation): void {
  const { findings, model, document } = validation;
  if (!isObject(value)) {
    findings.error('json-type', 'A resource must be a JSON object.');
    return;
  }
  const name = value['resourceType'];
  const rule = typeof name === 'string' ? model.type(name) : undefined;
  if (rule?.kind !== 'resource') {
    findings.error('resource-type', 'The resource must be of a type that FHIR R4 defines.', 'resourceType');
    return;
  }
  const placed = container === undefined ? document.root : document.placeOf(value, container, findings.expression());
  const here = { placed, evaluation: validation.evaluationOf(placed) };
  walkObject(value, rule, { path: rule.path, type: rule.name }, here, validation);
  if (name === 'Bundle') checkBundleEntries(value, validation);
  checkContained(placed, validation);
  checkClaims(placed, validation);
}

function walkObject(
  value: JsonObject,
  rule: TypeRule,
  context: ExtensionContext,
  here: Here,
  validation: Validation,
): void {
  const { findings, budget } = validation;
  budget.visit();
  if (findings.depth > budget.depth * 2) {
    findings.error(
      'too-deep',
      'The document is nested too deeply to be one of FHIR: it is not looked at further down.',
    );
    return;
  }
  let said = false;
  let choices: string[] | undefined;
  for (const key of Object.keys(value)) {
    const property = rule.properties.get(key);
    if (property !== undefined) {
      said = true;
      if (property.choice) {
        if (choices?.includes(property.element) === true) {
          findings.error('choice', `${rule.path}.${property.element} must be given in one type only.`, key);
        }
        (choices ??= []).push(property.element);
      }
      walkProperty(value, key, property, here, validation);
    } else if (walkOther(value, key, rule, context, here, validation)) said = true;
  }
  if (!said) findings.error('ele-1', 'An element must have a value, children or extensions: leave an empty one out.');
  checkNeeded(value, rule, validation);
  checkInvariants(rule.invariants, value, here.evaluation, findings);
  checkDatatype(value, rule.name, validation);
}

function walkProperty(parent: JsonObject, key: string, rule: PropertyRule, here: Here, validation: Validation): void {
  const { findings } = validation;
  const value = parent[key];
  const beside = rule.form === undefined ? undefined : parent[rule.beside];
  findings.enter(key);
  if (Array.isArray(value)) walkList(value, beside, rule, here, validation);
  else if (rule.list) {
    findings.error('json-type', 'The element repeats: write it as a JSON array, also when there is one.');
  } else walkValue(value, beside, rule, here, validation);
  findings.leave();
}

function walkList(
  list: readonly unknown[],
  beside: unknown,
  rule: PropertyRule,
  here: Here,
  validation: Validation,
): void {
  const { findings } = validation;
  if (!rule.list) {
    findings.error('json-type', 'The element does not repeat: write it as one value, not as a JSON array.');
    return;
  }
  if (list.length === 0) findings.error('json-type', 'A JSON array must not be empty: leave the property out.');
  if (rule.max > 0 && list.length > rule.max) {
    findings.error('max', `At most ${rule.max} of this element are allowed.`);
  }
  const elements: readonly unknown[] = Array.isArray(beside) ? beside : [];
  for (let index = 0; index < list.length; index++) {
    findings.enter(index);
    walkValue(list[index], elements[index] ?? undefined, rule, here, validation);
    findings.leave();
  }
}

/** @param beside - what stands at the same place under `_name`, of a primitive */
function walkValue(value: unknown, beside: unknown, rule: PropertyRule, here: Here, validation: Validation): void {
  const { findings } = validation;
  if (rule.form !== undefined) {
    walkPrimitive(value, beside, rule.form, rule, here, validation);
    return;
  }
  if (rule.children === 'resource') {
    walkResource(value, here.placed, validation);
    return;
  }
  if (!isObject(value) || rule.children === undefined) {
    findings.error('json-type', 'The element must be a JSON object.');
    return;
  }
  walkObject(value, rule.children, { path: rule.path, type: rule.type }, here, validation);
  if (rule.binding !== undefined) checkBinding(value, rule.binding, validation);
  if (rule.type === 'Reference') checkReferenceOfType(value, rule.targets, here.placed, validation);
  if (rule.invariants.length > 0) checkInvariants(rule.invariants, value, typed(here.evaluation, rule), findings);
}

function walkPrimitive(
  value: unknown,
  beside: unknown,
  form: (value: unknown) => boolean,
  rule: PropertyRule,
  here: Here,
  validation: Validation,
): void {
  const { findings } = validation;
  // In a list, null keeps the place of a value that only has an object beside it.
  const isPlaceholder = value === null && isObject(beside);
  if (!isPlaceholder && !form(value)) {
    findings.error(`${rule.type}-form`, `The value is not written as a FHIR ${rule.type} must be.`);
    return;
  }
  if (rule.binding !== undefined && typeof value === 'string') checkBinding(value, rule.binding, validation);
  if (rule.invariants.length === 0) return;
  const node = isObject(beside) ? new PrimitiveElement(value ?? undefined, beside) : value;
  checkInvariants(rule.invariants, node, typed(here.evaluation, rule), findings);
}

/** Invariants of an element with a choice of types may ask which one it is. */
function typed(evaluation: Evaluation, { element, type }: PropertyRule): Evaluation {
  if (!element.endsWith('[x]')) return evaluation;
  const { resource, rootResource } = evaluation;
  return { resource, rootResource, type, resolve: (reference) => evaluation.resolve(reference) };
}

/**
 * The properties that every object may have, beside those of its type.
 * @returns whether the object says anything by it
 */
function walkOther(
  value: JsonObject,
  key: string,
  rule: TypeRule,
  context: ExtensionContext,
  here: Here,
  validation: Validation,
): boolean {
  const { findings } = validation;
  if (key === 'extension') {
    walkExtensions(value[key], false, context, value, here, validation);
    return true;
  }
  if (key === 'modifierExtension' && rule.kind !== 'datatype') {
    walkExtensions(value[key], true, context, value, here, validation);
    return true;
  }
  if (key === 'id' && rule.kind !== 'resource') {
    if (typeof value[key] !== 'string' || value[key] === '') {
      findings.error('id-form', 'The id of an element must be a text.', key);
    }
    return false;
  }
  if (key === 'resourceType' && rule.kind === 'resource') return false;
  const property = key.startsWith('_') ? rule.properties.get(key.slice(1)) : undefined;
  if (property?.form !== undefined) {
    walkBeside(value, key, property, here, validation);
    return true;
  }
  findings.error(
    'unknown-property',
    `${rule.name} has no such element in FHIR R4: remove it or correct its name.`,
    safeName(key),
  );
  return false;
}

/** A name of a property as it may stand in an expression; what a hostile document calls its own may be anything. */
function safeName(key: string): string | undefined {
  return /^[A-Za-z_][A-Za-z0-9_]{0,63}$/.test(key) ? key : undefined;
}

/** The objects that hold id and extensions of primitives: under `_birthDate`, what `birthDate` cannot hold. */
function walkBeside(parent: JsonObject, key: string, rule: PropertyRule, here: Here, validation: Validation): void {
  const { findings } = validation;
  const name = key.slice(1);
  const beside = parent[key];
  const value = parent[name];
  findings.enter(name);
  const fits = rule.list ? Array.isArray(beside) && (value === undefined || Array.isArray(value)) : isObject(beside);
  if (!fits)
    findings.error('json-type', `The extensions of ${name} must be written in the same shape as ${name} itself.`);
  else if (Array.isArray(beside)) {
    const values = Array.isArray(value) ? value.length : beside.length;
    if (values !== beside.length) {
      findings.error(
        'json-type',
        `${name} and _${name} must be arrays of the same length, with null where one has nothing.`,
      );
    }
    for (const [index, element] of beside.entries()) {
      if (element === null) continue;
      findings.enter(index);
      walkElementOfPrimitive(element, rule, here, validation);
      findings.leave();
    }
  } else walkElementOfPrimitive(beside, rule, here, validation);
  findings.leave();
}

function walkElementOfPrimitive(element: unknown, rule: PropertyRule, here: Here, validation: Validation): void {
  const { findings, budget } = validation;
  budget.visit();
  if (!isObject(element)) {
    findings.error('json-type', 'What stands beside a primitive must be a JSON object.');
    return;
  }
  const context = { path: rule.path, type: rule.type };
  for (const key of Object.keys(element)) {
    if (key === 'extension') walkExtensions(element[key], false, context, element, here, validation);
    else if (key !== 'id') {
      findings.error('unknown-property', 'Beside a primitive only id and extension may stand.', safeName(key));
    }
  }
}

function walkExtensions(
  value: unknown,
  modifier: boolean,
  context: ExtensionContext,
  parent: JsonObject,
  here: Here,
  validation: Validation,
): void {
  const { findings, model } = validation;
  const name = modifier ? 'modifierExtension' : 'extension';
  findings.enter(name);
  if (!Array.isArray(value) || value.length === 0) {
    findings.error('json-type', 'Extensions must be written as a JSON array that is not empty.');
  } else {
    const rule = model.type('Extension')!;
    for (const [index, extension] of value.entries()) {
      findings.enter(index);
      if (!isObject(extension)) findings.error('json-type', 'An extension must be a JSON object.');
      else {
        const url = typeof extension['url'] === 'string' ? extension['url'] : '';
        walkObject(extension, rule, { path: 'Extension', type: 'Extension', within: url }, here, validation);
        checkExtension(extension, modifier, context, parent, here.placed, validation);
      }
      findings.leave();
    }
  }
  findings.leave();
}
