import type { InvariantPlan, UncheckedInvariant } from '../definitions/definitions.js';
import { compileInvariant, FhirPathFault, type Vocabulary } from '../fhirpath/index.js';
import type { ElementConstraint } from './structure-definition.js';

/**
 * Invariants that the validator checks with code of its own, because they are asked of every element or because JSON
 * does not hold what their expressions need.
 */
const checkedInCode: ReadonlyMap<string, string> = new Map([
  ['ele-1', 'asked of every element: an object that says nothing is found when it is walked'],
  ['ext-1', 'an extension has a value or extensions: found when the extension is looked up'],
  ['txt-1', 'htmlChecks() is not FHIRPath: the narrative is checked as XHTML'],
  ['txt-2', 'htmlChecks() is not FHIRPath: the narrative is checked as XHTML'],
  ['ref-1', 'contained resources are found when references are resolved'],
  ['dom-3', 'asks for the types of all descendants: contained resources that nothing refers to are counted'],
]);

/** Invariants that no compiled form exists for, and why a summary can do without. An unlisted one fails the build. */
const knownUncheckable: ReadonlyMap<string, string> = new Map([
  ['dom-6', 'a recommendation (best practice), and HL7 leaves it out of validation for conformance'],
  ['dom-r4b', 'asks whether a resource is of FHIR R4B, which no type of R4 is'],
  ['rid-1', 'asks for the type of a primitive, which JSON does not tell; it is of an extension on examples in a guide'],
]);

/** The invariants of all definitions, each kept once. */
export class InvariantList {
  readonly #vocabulary: Vocabulary;
  readonly #places = new Map<string, number>();
  readonly #plans: InvariantPlan[];
  readonly #unchecked = new Map<string, UncheckedInvariant>();
  readonly #strict: boolean;

  /**
   * @param known - the list to add to; places in it stay as they are
   * @param strict - whether an invariant that cannot be compiled is a fault. Otherwise it is listed as unchecked.
   */
  constructor(vocabulary: Vocabulary, { known = [], strict }: { known?: readonly InvariantPlan[]; strict: boolean }) {
    this.#vocabulary = vocabulary;
    this.#strict = strict;
    this.#plans = [...known];
    for (const [place, { key, expression }] of known.entries()) this.#places.set(`${key} ${expression}`, place);
  }

  /** All invariants, in the order of their places. */
  get plans(): readonly InvariantPlan[] {
    return this.#plans;
  }

  /** Those that are not checked, with the reason. */
  get unchecked(): readonly UncheckedInvariant[] {
    return [...this.#unchecked.values()];
  }

  /**
   * Places of the constraints of an element that are compiled.
   * @throws FhirPathFault when strict and one of them can neither be compiled nor is known to be uncheckable
   */
  placesOf(constraints: readonly ElementConstraint[] | undefined): number[] {
    const places: number[] = [];
    for (const constraint of constraints ?? []) {
      if (checkedInCode.has(constraint.key)) continue;
      const place = this.#placeOf(constraint);
      if (place !== undefined && !places.includes(place)) places.push(place);
    }
    return places;
  }

  #placeOf({ key, severity, expression, human = '' }: ElementConstraint): number | undefined {
    const known = knownUncheckable.get(key);
    if (known !== undefined) return this.#leave(key, known);
    if (expression === undefined) return this.#leave(key, 'stated in words only');
    const text = expression.trim();
    const identity = `${key} ${text}`;
    const place = this.#places.get(identity);
    if (place !== undefined) return place;
    try {
      compileInvariant(text, this.#vocabulary);
    } catch (cause) {
      if (!(cause instanceof FhirPathFault)) throw cause;
      if (this.#strict) throw new FhirPathFault(`invariant ${key} cannot be compiled: ${cause.message}: ${text}`);
      return this.#leave(key, cause.message);
    }
    this.#plans.push({ key, severity, expression: text, human: human.trim() });
    this.#places.set(identity, this.#plans.length - 1);
    return this.#plans.length - 1;
  }

  #leave(key: string, reason: string): undefined {
    this.#unchecked.set(key, { key, reason });
    return undefined;
  }
}
