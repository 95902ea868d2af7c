import type {
  BindingPlan,
  Definitions,
  InvariantPlan,
  JsonValue,
  SlicingPlan,
  TypePlan,
} from '../definitions/definitions.js';
import type { Test } from '../fhirpath/index.js';
import type { MemberName } from '../fhirpath/nodes.js';

/** An invariant made ready to be asked. */
export interface InvariantRule {
  readonly plan: InvariantPlan;
  readonly holds: Test;
}

/** A profile made ready to be asked. */
export interface ProfileRule {
  readonly url: string;
  /** The last part of the URL, for texts. */
  readonly name: string;
  readonly type: string;
  readonly imposes: readonly string[];
  readonly rule: Rule;
}

/** An extension's definition made ready to be asked. */
export interface ExtensionRule {
  readonly context: ReadonlySet<string>;
  readonly modifier: boolean;
  readonly rule: Rule;
}

/** What holds for one property of a JSON object. */
export interface PropertyRule {
  /** Name of the element, `value[x]` for `valueQuantity`. */
  readonly element: string;
  /** Whether the element has a choice of types. */
  readonly choice: boolean;
  /** The type of the value. */
  readonly type: string;
  /** Whether the value is a list, and the most items it may have; 0 stands for no limit. */
  readonly list: boolean;
  readonly max: number;
  /** Of a primitive, its form. */
  readonly form: ((value: unknown) => boolean) | undefined;
  /** Of an element with children, their rule; `resource` for a resource, whose type it names itself. */
  readonly children: TypeRule | 'resource' | undefined;
  readonly binding: BindingPlan | undefined;
  /** Resource types that a Reference may point to; undefined means any. */
  readonly targets: ReadonlySet<string> | undefined;
  readonly invariants: readonly InvariantRule[];
  /** Path of the element from its type: `Patient.name`, for the contexts of extensions. */
  readonly path: string;
  /** The property under which id and extensions of a primitive stand: `_birthDate`. */
  readonly beside: string;
}

/** An element that must be there, and the properties that count as it. */
export interface NeededElement {
  readonly element: string;
  readonly min: number;
  readonly properties: readonly MemberName[];
}

/** What holds for the JSON object of a type, or of an element with children of its own. */
export interface TypeRule {
  readonly name: string;
  readonly kind: TypePlan['kind'];
  /** Properties by name, those with `_` left out. */
  readonly properties: ReadonlyMap<string, PropertyRule>;
  readonly needed: readonly NeededElement[];
  readonly invariants: readonly InvariantRule[];
  /** Names of the type and what it stands for among contexts of extensions. */
  readonly path: string;
}

/** What a profile demands of one element, made ready to be asked. */
export interface Rule {
  readonly min: number;
  readonly max: number;
  readonly fixed: JsonValue | undefined;
  readonly pattern: JsonValue | undefined;
  /** Types left of a choice. */
  readonly types: ReadonlySet<string> | undefined;
  /** Profiles of the value, by its type. */
  readonly profiles: Readonly<Record<string, readonly string[]>> | undefined;
  readonly targets: readonly string[] | undefined;
  readonly binding: BindingPlan | undefined;
  readonly invariants: readonly InvariantRule[];
  readonly children: readonly ChildRule[];
  readonly slicing: SlicingRule | undefined;
  /** Whether only the number of occurrences counts: most rules ask no more, and are answered without looking at them. */
  readonly countOnly: boolean;
}

/** A child of an element, and the properties that it can be written as. */
export interface ChildRule {
  /** Name for texts and paths: `value[x]` where it is not there at all. */
  readonly element: string;
  readonly properties: readonly PropertyName[];
  readonly rule: Rule;
}

/** A property that an element can be written as. */
export interface PropertyName {
  readonly property: string;
  /** The property under which id and extensions of a primitive stand. */
  readonly beside: string;
  readonly type: string;
}

/** How the items of an element are told apart, and what each kind must be. */
export interface SlicingRule {
  readonly plan: SlicingPlan;
  readonly slices: readonly SliceRule[];
}

/** One slice. */
export interface SliceRule {
  readonly name: string;
  readonly rule: Rule;
}

/** Where rules get the parts from that they share with others. */
export interface RuleSource {
  /** The plans of all types. */
  readonly types: Definitions['types'];
  /** The rule of a datatype or resource type; undefined when FHIR R4 has no such type. */
  type(name: string): TypeRule | undefined;
  /** @param places - in the list of the definitions */
  invariants(places: readonly number[] | undefined): readonly InvariantRule[];
}
