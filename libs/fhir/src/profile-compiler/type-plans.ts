import type { BindingPlan, ElementPlan, TypePlan } from '../definitions/definitions.js';
import type { InvariantList } from './invariant-list.js';
import {
  coreTypeOf,
  typeName,
  withoutVersion,
  type ElementDefinition,
  type StructureDefinition,
} from './structure-definition.js';

/** An element plan while its parts are still gathered. */
type Growing<T> = { -readonly [K in keyof T]: T[K] };

/** Elements that every type has and the validator knows by itself. */
const universal = new Set(['id', 'extension', 'modifierExtension']);

/**
 * Compiles the definition of a type of FHIR R4 core.
 * @param definition - with a snapshot
 * @param isType - tells names of resource types, for targets of references
 */
export function typePlanOf(
  definition: StructureDefinition,
  isType: (name: string) => boolean,
  invariants: InvariantList,
): TypePlan {
  const [root, ...rest] = definition.snapshot?.element ?? [];
  if (root === undefined) throw new TypeError(`${definition.url} has no snapshot`);
  const plans = new Map<string, Growing<ElementPlan>>();
  const elements: Record<string, ElementPlan> = {};
  for (const element of rest) {
    const dot = element.path.lastIndexOf('.');
    const name = element.path.slice(dot + 1);
    const parent = element.path.slice(0, dot);
    const isResource = definition.kind === 'resource' && parent === root.path;
    if (universal.has(name) && !(isResource && name === 'id')) continue;
    const plan = elementPlanOf(element, isType, invariants);
    // The snapshots of 4.0.1 call the id of a resource a string; its own page says what it is (R4 section 2.24.0.16).
    if (isResource && name === 'id') plan.types = ['id'];
    plans.set(element.path, plan);
    if (parent === root.path) elements[name] = plan;
    else {
      const above = plans.get(parent)!;
      above.elements = { ...above.elements, [name]: plan };
      delete above.types;
    }
  }
  const places = invariants.placesOf(root.constraint);
  return {
    kind: kindOf(definition, rest),
    elements,
    ...(places.length > 0 && { invariants: places }),
  };
}

function kindOf({ kind }: StructureDefinition, elements: readonly ElementDefinition[]): TypePlan['kind'] {
  if (kind === 'resource') return 'resource';
  return elements.some(({ path }) => path.split('.').length === 2 && path.endsWith('.modifierExtension'))
    ? 'backbone'
    : 'datatype';
}

function elementPlanOf(
  element: ElementDefinition,
  isType: (name: string) => boolean,
  invariants: InvariantList,
): Growing<ElementPlan> {
  const plan: Growing<ElementPlan> = {};
  if (element.min !== undefined && element.min > 0) plan.min = element.min;
  if (element.max !== '1') plan.max = element.max === '*' ? 0 : Number(element.max);
  if (element.contentReference !== undefined) {
    plan.sameAs = element.contentReference.slice(element.contentReference.indexOf('#') + 1);
  }
  const types = [...new Set((element.type ?? []).map(typeName))];
  if (types.length > 0) plan.types = types;
  const targets = targetTypesOf(element, isType);
  if (targets !== undefined) plan.targets = targets;
  const binding = bindingOf(element);
  if (binding !== undefined) plan.binding = binding;
  const places = invariants.placesOf(element.constraint);
  if (places.length > 0) plan.invariants = places;
  return plan;
}

/** Names of the resource types a Reference may point to; undefined when it may point to any. */
function targetTypesOf({ type }: ElementDefinition, isType: (name: string) => boolean): readonly string[] | undefined {
  const targets = (type ?? [])
    .filter(({ code }) => code === 'Reference')
    .flatMap(({ targetProfile }) => targetProfile ?? [])
    .map((canonical) => coreTypeOf(canonical, isType) ?? canonical);
  return targets.length === 0 || targets.some((target) => target.endsWith('/Resource') || target === 'Resource')
    ? undefined
    : targets;
}

const largestAllowed = 'http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet';

/**
 * The value set that codes are held against: the required or extensible one, or, where the binding is weaker, the one
 * that the extension maxValueSet makes the outer limit.
 */
export function bindingOf({ binding }: ElementDefinition): BindingPlan | undefined {
  if (binding === undefined) return undefined;
  const { strength, valueSet, extension } = binding;
  if (valueSet !== undefined && (strength === 'required' || strength === 'extensible')) {
    return [strength, withoutVersion(valueSet)];
  }
  const limit = extension?.find(({ url }) => url === largestAllowed);
  const canonical = limit?.valueCanonical ?? limit?.valueUri;
  return canonical === undefined ? undefined : ['required', withoutVersion(canonical)];
}
