import type { Carried } from './carried.js';
import type { Coded, Quantity } from './coded.js';
import type { Interval } from './moment.js';
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
  /** Remarks and instructions to others, each as text. */
  readonly notes?: readonly string[];
  /** CDA moodCode: EVN taken (the default), INT intended, RQO requested, PRP proposed, PRMS promised. */
  readonly mood?: 'INT' | 'RQO' | 'PRP' | 'PRMS';
}
