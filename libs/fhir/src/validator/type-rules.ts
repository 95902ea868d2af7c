import type { BindingPlan, ElementPlan, TypePlan } from '../definitions/definitions.js';
import { childrenOf } from '../definitions/base-element.js';
import { memberName } from '../fhirpath/nodes.js';
import type { InvariantRule, NeededElement, PropertyRule, RuleSource, TypeRule } from './rules.js';
import { isPrimitive, primitiveCheck } from './primitives.js';

/** Makes the rule of a type. Children are made when they are first met, because types hold each other. */
export function typeRuleOf(name: string, plan: TypePlan, model: RuleSource): TypeRule {
  return new LazyRule(name, name, plan.kind, plan.elements, model.invariants(plan.invariants), model);
}

class LazyRule implements TypeRule {
  readonly name: string;
  readonly path: string;
  readonly kind: TypePlan['kind'];
  readonly needed: readonly NeededElement[];
  readonly invariants: readonly InvariantRule[];
  readonly properties: ReadonlyMap<string, PropertyRule>;

  constructor(
    name: string,
    path: string,
    kind: TypePlan['kind'],
    elements: Readonly<Record<string, ElementPlan>>,
    invariants: readonly InvariantRule[],
    model: RuleSource,
  ) {
    this.name = name;
    this.path = path;
    this.kind = kind;
    this.invariants = invariants;
    const properties = new Map<string, PropertyRule>();
    const needed: NeededElement[] = [];
    for (const [element, plan] of Object.entries(elements)) {
      const named = propertiesOf(element, plan);
      for (const [property, type] of named)
        properties.set(property, new Property(element, property, type, path, plan, model));
      if (plan.min !== undefined) {
        needed.push({ element, min: plan.min, properties: named.map(([property]) => memberName(property)) });
      }
    }
    this.properties = properties;
    this.needed = needed;
  }
}

/** The properties that an element can be written as, each with its type. */
function propertiesOf(element: string, { types = [] }: ElementPlan): readonly (readonly [string, string])[] {
  if (!element.endsWith('[x]')) return [[element, types[0] ?? '']];
  const stem = element.slice(0, -3);
  return types.map((type) => [stem + suffixOf(type), type]);
}

/** What a choice of types appends to the name of its element: `Quantity` for SimpleQuantity too. */
export function suffixOf(type: string): string {
  const named = type === 'SimpleQuantity' ? 'Quantity' : type;
  return named.charAt(0).toUpperCase() + named.slice(1);
}

class Property implements PropertyRule {
  readonly choice: boolean;
  readonly list: boolean;
  readonly max: number;
  readonly form: ((value: unknown) => boolean) | undefined;
  readonly binding: BindingPlan | undefined;
  readonly targets: ReadonlySet<string> | undefined;
  readonly invariants: readonly InvariantRule[];
  readonly path: string;
  readonly beside: string;
  readonly #plan: ElementPlan;
  readonly #model: RuleSource;
  #children: TypeRule | 'resource' | undefined;
  #made = false;

  constructor(
    readonly element: string,
    property: string,
    readonly type: string,
    parent: string,
    plan: ElementPlan,
    model: RuleSource,
  ) {
    this.choice = element.endsWith('[x]');
    this.max = plan.max ?? 1;
    this.list = this.max !== 1;
    this.form = isPrimitive(type) ? primitiveCheck(type) : undefined;
    this.binding = plan.binding;
    this.targets = plan.targets === undefined ? undefined : new Set(plan.targets);
    this.invariants = model.invariants(plan.invariants);
    this.path = `${parent}.${element}`;
    this.beside = `_${property}`;
    this.#plan = plan;
    this.#model = model;
  }

  get children(): TypeRule | 'resource' | undefined {
    if (!this.#made) {
      this.#made = true;
      this.#children = this.#makeChildren();
    }
    return this.#children;
  }

  #makeChildren(): TypeRule | 'resource' | undefined {
    if (this.form !== undefined) return undefined;
    if (this.type === 'Resource') return 'resource';
    const { elements, sameAs } = this.#plan;
    if (elements === undefined && sameAs === undefined) return this.#model.type(this.type);
    const { elements: below } = childrenOf(this.#model.types, this.#plan);
    return new LazyRule('BackboneElement', sameAs ?? this.path, 'backbone', below, [], this.#model);
  }
}
