/**
 * The form in which the validator holds profiles: what StructureDefinitions, ValueSets and extension definitions say,
 * compiled at build time so that a document never meets them. Everything is plain JSON: a file of it can be looked
 * into, and an imported one cannot carry code.
 *
 * - A **type plan** states one type of FHIR R4 core whole: every element with cardinality, types, binding, rules.
 * - A **constraint tree** states only what a profile adds to its type. A resource is walked once by its type, and once
 *   by each profile through the few elements that the profile speaks of.
 */
export interface Definitions {
  /** What this was compiled from: package name and version. */
  readonly packages: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, TypePlan>>;
  /** By canonical URL, without version. */
  readonly profiles: Readonly<Record<string, ProfilePlan>>;
  /** By canonical URL of the extension, without version. */
  readonly extensions: Readonly<Record<string, ExtensionPlan>>;
  /** By canonical URL, without version. */
  readonly valueSets: Readonly<Record<string, ValueSetPlan>>;
  /** All invariants; elements refer to them by their place in this list. */
  readonly invariants: readonly InvariantPlan[];
  /** Invariants that are not checked, each with the reason. */
  readonly unchecked: readonly UncheckedInvariant[];
}

/** `element[x]`, or a plain name. */
export type ElementName = string;

/** Canonical URL without version. */
export type Canonical = string;

/** One type of FHIR R4: a datatype or a resource type. */
export interface TypePlan {
  readonly elements: Readonly<Record<ElementName, ElementPlan>>;
  /** Invariants of the type itself, by place in {@link Definitions.invariants}. */
  readonly invariants?: readonly number[];
  /** How far a type carries what its supertypes carry: Element has id and extension, the others modifierExtension too. */
  readonly kind: 'resource' | 'backbone' | 'datatype';
}

/** One element of a type. Left out: min 0, max 1. */
export interface ElementPlan {
  readonly min?: number;
  /** `0` stands for no limit, `*` in FHIR. */
  readonly max?: number;
  /** Names of types; of a primitive the FHIR name. Empty where the element has children of its own. */
  readonly types?: readonly string[];
  /** Resource types that a Reference may point to; left out, all. */
  readonly targets?: readonly string[];
  readonly binding?: BindingPlan;
  readonly invariants?: readonly number[];
  readonly elements?: Readonly<Record<ElementName, ElementPlan>>;
  /** Path of the element whose children these are: `Composition.section`. */
  readonly sameAs?: string;
}

/** A value set that codes are held against. */
export type BindingPlan = readonly ['required' | 'extensible', Canonical];

/** What a profile adds to its type. */
export interface ProfilePlan {
  readonly type: string;
  /** Profiles that hold as well, by the extension imposeProfile of the StructureDefinition. */
  readonly imposes?: readonly Canonical[];
  /** A sentence of where the rules stand, for profiles that are stated in a table of our own. */
  readonly source?: string;
  readonly root: Constraint;
}

/** What a profile adds at one element. */
export interface Constraint {
  readonly min?: number;
  /** The largest number allowed; unlike in {@link ElementPlan}, 0 means none. */
  readonly max?: number;
  readonly fixed?: JsonValue;
  readonly pattern?: JsonValue;
  /** Types left of a choice. */
  readonly types?: readonly string[];
  /** Profiles of the value, by its type; the value must conform to one of them. */
  readonly profiles?: Readonly<Record<string, readonly Canonical[]>>;
  /** Profiles of what a Reference points to; it must conform to one of them. */
  readonly targets?: readonly Canonical[];
  readonly binding?: BindingPlan;
  readonly invariants?: readonly number[];
  readonly elements?: Readonly<Record<ElementName, Constraint>>;
  readonly slicing?: SlicingPlan;
  readonly slices?: Readonly<Record<string, Constraint>>;
}

/** How an element is cut into slices. */
export interface SlicingPlan {
  readonly rules: 'open' | 'closed' | 'openAtEnd';
  readonly ordered?: boolean;
  readonly discriminators: readonly (readonly [type: DiscriminatorType, path: string])[];
}

/** The discriminator types of FHIR R4. */
export type DiscriminatorType = 'value' | 'pattern' | 'exists' | 'type' | 'profile';

/** The definition of an extension. */
export interface ExtensionPlan {
  /** Where it may stand: types and paths of elements, `Patient.name`, `HumanName`, `Element`, or an extension's URL. */
  readonly context: readonly string[];
  /** Whether it may be a modifierExtension; otherwise it must not be one. */
  readonly modifier?: true;
  readonly root: Constraint;
}

/** The codes of a value set. A code system is listed under its URI. */
export interface ValueSetPlan {
  /** Codes by system: a list, one text with tabulators between the codes. */
  readonly codes?: Readonly<Record<string, string>>;
  /** Of the systems in {@link codes}, those that belong to the value set whole: another code of theirs does not exist. */
  readonly whole?: readonly string[];
  /** Systems whose codes are known by their form only, as a regular expression over the whole code. */
  readonly forms?: Readonly<Record<string, string>>;
  /** Systems of which some or all codes belong to it, without the packages saying which; {@link anySystem} for all. */
  readonly open?: readonly string[];
}

/** Stands among the open systems of a value set that includes another one that is not at hand. */
export const anySystem = '*';

/** A constraint of a StructureDefinition. */
export interface InvariantPlan {
  readonly key: string;
  readonly severity: 'error' | 'warning';
  readonly expression: string;
  /** The constraint in words. */
  readonly human: string;
}

/** An invariant that is not checked. */
export interface UncheckedInvariant {
  readonly key: string;
  readonly reason: string;
}

/** A JSON value in a definition. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [name: string]: JsonValue };
