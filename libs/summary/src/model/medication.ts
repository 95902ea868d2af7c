import type { Carried } from './carried.js';
import type { Coded, Quantity } from './coded.js';
import type { Interval } from './moment.js';
import type { Participant } from './party.js';
import type { Product, Timing } from './product.js';

/** A medicine in use or in recent use (eHN A.2.4.1). */
export interface Medication extends Carried {
  readonly kind: 'medication';
  readonly product: Product;
  /** CDA ActStatus of the source: active, completed, ... */
  readonly status?: string;
  readonly period: Interval;
  readonly timings: readonly Timing[];
  /** Low and high are equal where the dose is one amount. */
  readonly dose?: { readonly low?: Quantity; readonly high?: Quantity };
  readonly route?: Coded;
  readonly reason?: Coded;
  /** Instructions to the patient. */
  readonly instructions?: string;
  /** Set where it is taken only when needed: for what, or that nobody says for what (NI). */
  readonly asNeeded?: Coded;
  /** Who stated or asked for it. */
  readonly authors?: readonly Participant[];
  /** Set where the statement is that the medicine is *not* taken (CDA negationInd; FHIR not-taken). */
  readonly notTaken?: true;
  /** Remarks and instructions to others, each as text. */
  readonly notes?: readonly string[];
  /** CDA moodCode: EVN taken (the default), INT intended, RQO requested, PRP proposed, PRMS promised. */
  readonly mood?: 'INT' | 'RQO' | 'PRP' | 'PRMS';
}
