import { anySystem, type ValueSetPlan } from '../definitions/definitions.js';
import { isUcum } from '@passerelle/kernel/ucum';

/**
 * Tells whether a code is in a value set of a catalogue that the definitions do not hold (SNOMED CT, LOINC, a national
 * one). A terminology index implements it.
 */
export interface CodeMembership {
  /** @returns undefined when it is not known here: then nothing is found */
  contains(valueSet: string, system: string, code: string): boolean | undefined;
}

/**
 * What the definitions say of a code: `in` the value set; `out` of it, although all codes of its system are in it, so
 * that there is no such code; `beside` the codes that it takes from that system; of a `foreign` system; `unknown`, where
 * the catalogue is not held.
 */
export type Membership = 'in' | 'out' | 'beside' | 'foreign' | 'unknown';

const ucum = 'http://unitsofmeasure.org';

/** The codes of one value set. */
export class CodeSet {
  readonly #codes: ReadonlyMap<string, ReadonlySet<string>>;
  readonly #whole: ReadonlySet<string>;
  readonly #forms: ReadonlyMap<string, RegExp>;
  readonly #open: ReadonlySet<string>;

  constructor({ codes = {}, whole = [], forms = {}, open = [] }: ValueSetPlan) {
    this.#whole = new Set(whole);
    this.#codes = new Map(Object.entries(codes).map(([system, list]) => [system, new Set(list.split('\t'))]));
    this.#forms = new Map(Object.entries(forms).map(([system, form]) => [system, new RegExp(`^(?:${form})$`)]));
    this.#open = new Set(open);
  }

  /** A code with its system. */
  ofCoding(system: string, code: string): Membership {
    const codes = this.#codes.get(system);
    if (codes?.has(code) === true) return 'in';
    const form = this.#forms.get(system);
    if (form?.test(code) === true) return 'in';
    if (this.#open.has(system)) return system === ucum ? (isUcum(code) ? 'in' : 'out') : 'unknown';
    if (this.#open.has(anySystem)) return 'unknown';
    if (codes === undefined) return form === undefined ? 'foreign' : 'out';
    return this.#whole.has(system) ? 'out' : 'beside';
  }

  /** A code alone, as elements of the type `code` hold it: their binding says which system it is of. */
  ofCode(code: string): Membership {
    for (const codes of this.#codes.values()) if (codes.has(code)) return 'in';
    for (const form of this.#forms.values()) if (form.test(code)) return 'in';
    if (this.#open.size === 0) return 'out';
    return this.#open.has(ucum) && this.#open.size === 1 ? (isUcum(code) ? 'in' : 'out') : 'unknown';
  }
}
