import type { Findings, JsonObject } from '../findings.js';
import { isObject } from '../findings.js';
import { resourceTypes } from '../tables/resource-types.js';
import type { TypeRule } from './element-table.js';
import { primitiveCheck } from './primitives.js';
import type { Property, Shape } from './shape.js';
import { shapes } from './shapes.js';

/** What the walk asks of the rules around it. */
export interface Visitor {
  readonly findings: Findings;
  /** Called for each object of a known type, after its own elements were checked. */
  visit(type: string, value: JsonObject): void;
  /** Called for each resource inside another: `contained`, or `resource` of a Bundle's entry, which is then the parent. */
  resource(value: unknown, element: string, parent: JsonObject): void;
  /** Called for each Reference, with the resource types it may point to. */
  reference(value: JsonObject, targets: ReadonlySet<string> | undefined): void;
}

/**
 * Checks a resource against the element tables: names, cardinalities, JSON types, forms of primitives, codes of
 * required bindings. Depth is bounded by the parser that read the JSON.
 * @param value - the resource as JSON gives it
 */
export function checkResource(value: unknown, visitor: Visitor): void {
  if (!isObject(value)) {
    visitor.findings.error('json-type', 'A resource must be a JSON object.');
    return;
  }
  const type = value['resourceType'];
  if (typeof type !== 'string' || !resourceTypes.has(type)) {
    visitor.findings.error('resource-type', 'This is no resource type of FHIR R4.', 'resourceType');
    return;
  }
  const shape = shapes.get(type);
  if (shape === undefined) {
    visitor.findings.warning(
      'elements-not-checked',
      `The elements of ${type} are not known here and were not checked.`,
    );
    return;
  }
  checkObject(value, shape, type, visitor, true);
}

function checkObject(value: JsonObject, shape: Shape, type: string, visitor: Visitor, isResource: boolean): void {
  const { findings } = visitor;
  let empty = true;
  let choice: string | undefined;
  for (const name in value) {
    if (isResource && name === 'resourceType') continue;
    empty = false;
    const property = shape.properties.get(name);
    if (property === undefined) {
      // The name is foreign text and may hold anything, so it is not repeated in the finding.
      findings.error(
        'unknown-property',
        `${type} has no element of this name (the property at position ${position(value, name)}).`,
      );
      continue;
    }
    if (property.choice && !property.shadow) {
      if (choice === property.element) findings.error('choice', `Only one type of ${property.element}[x] is allowed.`);
      choice = property.element;
    }
    if (name === 'modifierExtension') {
      // FHIR R4 section 2.4.1: who does not understand a modifier must not process the element, and none is known here.
      findings.error('modifier-extension', 'An extension that changes the meaning is not understood here.', name);
    }
    findings.enter(name);
    checkProperty(value, property, visitor);
    findings.leave();
  }
  if (empty) findings.error('ele-1', 'An element must have a value or children.');
  for (const { element, anyOf } of shape.required) {
    if (!anyOf.some((name) => value[name] !== undefined)) {
      findings.error('required-element', `${type} must have the element ${element}.`, element);
    }
  }
  visitor.visit(type, value);
}

function checkProperty(parent: JsonObject, property: Property, visitor: Visitor): void {
  const { findings } = visitor;
  const value = parent[property.shadow ? `_${property.name}` : property.name];
  if (!property.many) {
    if (Array.isArray(value))
      findings.error('json-type', 'This element does not repeat: its value must not be a list.');
    else checkValue(value, property, parent, visitor);
    return;
  }
  if (!Array.isArray(value)) {
    findings.error('json-type', 'This element repeats: its value must be a list.');
    return;
  }
  if (value.length === 0) findings.error('ele-1', 'A list must not be empty.');
  // A null in a list of primitives stands for one that has extensions only (FHIR R4 section 2.6.2).
  const counterpart = property.primitive ? parent[property.shadow ? property.name : `_${property.name}`] : undefined;
  for (let index = 0; index < value.length; index++) {
    const member: unknown = value[index];
    if (member === null && Array.isArray(counterpart) && counterpart[index] != null) continue;
    findings.enter(index);
    checkValue(member, property, parent, visitor);
    findings.leave();
  }
}

function checkValue(value: unknown, property: Property, parent: JsonObject, visitor: Visitor): void {
  const { type } = property;
  if (property.shadow) return checkComplex(value, 'Element', undefined, visitor);
  if (property.primitive) return checkPrimitive(value, type, visitor.findings);
  if (type.type === 'Resource') return visitor.resource(value, property.element, parent);
  checkComplex(value, type.type, type, visitor);
}

function checkPrimitive(value: unknown, rule: TypeRule, findings: Findings): void {
  if (!primitiveCheck(rule.type)(value)) {
    findings.error(`${rule.type}-form`, `The value is not a ${rule.type} as FHIR writes it.`);
  } else if (rule.codes !== undefined && !rule.codes.has(value as string)) {
    findings.error('required-binding', `The code must be one of: ${[...rule.codes].join(', ')}.`);
  }
}

function checkComplex(value: unknown, type: string, rule: TypeRule | undefined, visitor: Visitor): void {
  if (!isObject(value)) {
    visitor.findings.error('json-type', `A value of type ${type} must be a JSON object.`);
    return;
  }
  const shape = shapes.get(type);
  if (shape === undefined) throw new Error(`element tables: ${type} is used and not defined`);
  checkObject(value, shape, type, visitor, false);
  if (rule?.bound !== undefined) checkBinding(value, rule.bound, visitor.findings);
  if (type === 'Reference') visitor.reference(value, rule?.targets);
}

function checkBinding(value: JsonObject, bound: ReadonlySet<string>, findings: Findings): void {
  const codings = Array.isArray(value['coding']) ? value['coding'] : [];
  const fulfilled = codings.some(
    (coding) => isObject(coding) && bound.has(`${String(coding['system'])}|${String(coding['code'])}`),
  );
  if (!fulfilled) findings.error('required-binding', `One coding must be of: ${[...bound].join(', ')}.`);
}

function position(value: JsonObject, name: string): number {
  return Object.keys(value).indexOf(name) + 1;
}
