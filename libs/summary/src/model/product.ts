import type { Identifier } from '@passerelle/kernel';
import type { Coded, Quantity, Ratio } from './coded.js';
import type { Interval, Moment } from './moment.js';

/** A substance in a product, with its strength. */
export interface Ingredient {
  readonly code: Coded;
  readonly name?: string;
  readonly active: boolean;
  readonly strength?: Ratio;
}

/** A medicinal product. */
export interface Product {
  readonly identifiers: readonly Identifier[];
  readonly code?: Coded;
  readonly name?: string;
  /** What a person wrote of the product, such as its strength (CDA pharm:desc). */
  readonly description?: string;
  /** Wider kinds the product belongs to (CDA pharm:asSpecializedKind): its ATC class. */
  readonly classes?: readonly Coded[];
  readonly form?: Coded;
  readonly ingredients: readonly Ingredient[];
  readonly packageForm?: Coded;
  readonly packageQuantity?: Quantity;
  readonly lotNumber?: string;
  /** When this lot expires. */
  readonly expires?: Moment;
  readonly manufacturer?: string;
}

/** When a dose is taken. */
export type Timing =
  /** Every so often (CDA PIVL_TS): period of 12 h. `phase` is the first interval where one is given. */
  | {
      readonly kind: 'periodic';
      readonly period: Quantity;
      readonly phase?: Interval;
      /** Set where the times of day are left to who gives it: three times a day in place of every 8 h. */
      readonly institutionSpecified?: true;
    }
  /** Tied to a daily event (CDA EIVL_TS), code of TimingEvent: ACM before breakfast. */
  | { readonly kind: 'event'; readonly event: string; readonly offset?: Quantity }
  /** Once, at a moment. */
  | { readonly kind: 'moment'; readonly at: Moment };
