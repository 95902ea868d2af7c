import type { BindingPlan, Constraint, JsonValue, SlicingPlan } from '../definitions/definitions.js';

/** What a row of the table states about an element, beside its cardinality. */
export interface Statement {
  /** A value that the element must at least have: `pattern[x]`. */
  readonly pattern?: JsonValue;
  /** Types left of a choice. */
  readonly types?: readonly string[];
  /** Profiles of what a Reference points to, or names of resource types. */
  readonly targets?: readonly string[];
  /** Profiles of the value, by its type. */
  readonly profiles?: Readonly<Record<string, readonly string[]>>;
  readonly binding?: BindingPlan;
  readonly invariants?: readonly Invariant[];
  /** The element is cut into slices by these discriminators; open unless said otherwise. */
  readonly slicedBy?: SlicingPlan['discriminators'];
}

/** An invariant in the words of the table. */
export interface Invariant {
  readonly key: string;
  readonly human: string;
  /** FHIRPath, stated by us for what the clause demands. */
  readonly expression: string;
  /** Keys of equivalent official expressions; a test compares what both say on real resources. */
  readonly severity?: 'error' | 'warning';
}

/**
 * One row: an element below the resource, `section:sectionProblems.entry` with slices named after colons; its
 * cardinality, `''` where the type's stays; what else is stated.
 */
export type Row = readonly [element: string, cardinality: Cardinality, statement?: Statement];

/** `1..1`, `2..*`, `..0`: a left-out bound stays what the type says. */
export type Cardinality = '' | `${number | ''}..${number | '*' | ''}`;

/** The slicing of extensions, which are told apart by their URLs. */
export const slicedExtensions: Row = ['extension', '', { slicedBy: [['value', 'url']] }];

/** An extension that may stand at most once: the slice, `extension:version`, and its URL. */
export function once(slice: string, url: string): Row {
  return [slice, '0..1', { profiles: { Extension: [url] } }];
}

/** One profile of the table. */
export interface ProfileRows {
  readonly type: string;
  /** Canonical URLs of the profiles that it imposes. */
  readonly imposes?: readonly string[];
  /** Where the standard says so: the artefact and its version. */
  readonly clause: string;
  readonly rows: readonly Row[];
  /** Invariants of the resource as a whole. */
  readonly invariants?: readonly Invariant[];
}

/** A constraint tree whose invariants are still written out. */
export type StatedConstraint = Omit<Constraint, 'invariants' | 'elements' | 'slices'> & {
  readonly stated?: readonly Invariant[];
  readonly elements?: Readonly<Record<string, StatedConstraint>>;
  readonly slices?: Readonly<Record<string, StatedConstraint>>;
};

/** A tree while rows are added to it. */
interface Growing {
  constraint: StatedConstraint;
  readonly elements: Map<string, Growing>;
  readonly slices: Map<string, Growing>;
}

/** Puts the rows of a profile together to a constraint tree. */
export function treeOfRows({ rows, invariants }: Pick<ProfileRows, 'rows' | 'invariants'>): StatedConstraint {
  const root: Growing = { constraint: {}, elements: new Map(), slices: new Map() };
  if (invariants !== undefined) root.constraint = { stated: invariants };
  for (const [element, cardinality, statement = {}] of rows) {
    const place = placeOf(root, element);
    const { invariants: stated, slicedBy, ...rest } = statement;
    place.constraint = {
      ...place.constraint,
      ...boundsOf(cardinality),
      ...rest,
      ...(stated !== undefined && { stated }),
      ...(slicedBy !== undefined && { slicing: { rules: 'open', discriminators: slicedBy } }),
    };
  }
  return plain(root);
}

function placeOf(root: Growing, element: string): Growing {
  let place = root;
  for (const segment of element.split('.')) {
    const [name = '', slice] = segment.split(':');
    place = below(place.elements, name);
    if (slice !== undefined) place = below(place.slices, slice);
  }
  return place;
}

function below(children: Map<string, Growing>, name: string): Growing {
  let child = children.get(name);
  if (child === undefined) children.set(name, (child = { constraint: {}, elements: new Map(), slices: new Map() }));
  return child;
}

function boundsOf(cardinality: Cardinality): { min?: number; max?: number } {
  const [least = '', most = ''] = cardinality.split('..');
  return {
    ...(least !== '' && least !== '0' && { min: Number(least) }),
    ...(most !== '' && most !== '*' && { max: Number(most) }),
  };
}

function plain({ constraint, elements, slices }: Growing): StatedConstraint {
  return {
    ...constraint,
    ...(elements.size > 0 && { elements: plainAll(elements) }),
    ...(slices.size > 0 && { slices: plainAll(slices) }),
  };
}

function plainAll(children: ReadonlyMap<string, Growing>): Readonly<Record<string, StatedConstraint>> {
  return Object.fromEntries([...children].map(([name, child]) => [name, plain(child)]));
}
