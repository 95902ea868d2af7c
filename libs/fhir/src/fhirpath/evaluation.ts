import { bare, type JsonObject, type Node } from './nodes.js';

/** What an expression may ask beyond the element it is evaluated on. */
export interface Evaluation {
  /** `%resource`: the resource that holds the element. */
  readonly resource: JsonObject;
  /** `%rootResource`: the same, or the resource that contains it. */
  readonly rootResource: JsonObject;
  /** Type of the element itself where it has a choice of types, for `$this is dateTime`; undefined elsewhere. */
  readonly type: string | undefined;
  /** `%context`: the element that the whole expression is evaluated on. Set for expressions that ask for it. */
  readonly element?: Node;
  /** The resource that a reference points to, for `resolve()`; undefined when it is not in the document. */
  resolve(reference: string): JsonObject | undefined;
}

/** A compiled expression: gives the collection for one element. */
export type Evaluate = (self: Node, context: Evaluation) => readonly Node[];

/** A compiled condition: true, false, or undefined where FHIRPath gives an empty collection. */
export type Test = (self: Node, context: Evaluation) => boolean | undefined;

/** The collection without items. */
export const none: readonly Node[] = [];

/** The truth of a collection where a condition is asked for (FHIRPath N1 section 4.5, singleton evaluation). */
export function truth(collection: readonly Node[]): boolean | undefined {
  if (collection.length === 0) return undefined;
  if (collection.length > 1) throw new RangeError('a condition over more than one item');
  const item = bare(collection[0]);
  return typeof item === 'boolean' ? item : true;
}

/** The collection that stands for a truth. */
export function collectionOf(value: boolean | undefined): readonly Node[] {
  return value === undefined ? none : [value];
}
