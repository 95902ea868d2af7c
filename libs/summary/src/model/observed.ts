import type { Carried } from './carried.js';
import type { Coded, Quantity, Ratio } from './coded.js';
import type { Interval, Moment } from './moment.js';
import type { Participant } from './party.js';

/** How a value that is only known to lie below or above a limit relates to that limit. */
export type Comparator = '<' | '<=' | '>=' | '>';

/**
 * What was observed. A range with one open end is a quantity with a comparator, whichever way it was written, so that one
 * thing has one form.
 */
export type ObservedValue =
  | { readonly kind: 'quantity'; readonly quantity: Quantity; readonly comparator?: Comparator }
  | { readonly kind: 'range'; readonly low?: Quantity; readonly high?: Quantity }
  | { readonly kind: 'ratio'; readonly ratio: Ratio }
  | { readonly kind: 'coded'; readonly coded: Coded }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'moment'; readonly at: Moment }
  | { readonly kind: 'period'; readonly period: Interval }
  | { readonly kind: 'boolean'; readonly value: boolean };

/** What is normal for the value, in numbers, in words, or both. */
export interface ReferenceRange {
  readonly low?: Quantity;
  readonly high?: Quantity;
  readonly text?: string;
}

/**
 * Something observed: a code, a value, when and by whom. Laboratory results, vital signs, pregnancy, social history,
 * functional status and travel all have this shape; the kind says of which room an observation is. A panel (CDA
 * organizer; FHIR DiagnosticReport, or Observation with components or members) has members.
 */
export interface Observed<K extends ObservedKind = ObservedKind> extends Carried {
  readonly kind: K;
  readonly code: Coded;
  readonly status?: string;
  readonly category?: Coded;
  readonly period: Interval;
  readonly value?: ObservedValue;
  readonly interpretations: readonly Coded[];
  readonly referenceRanges: readonly ReferenceRange[];
  readonly performers: readonly Participant[];
  readonly members: readonly Observed<K>[];
  readonly bodySite?: Coded;
  readonly method?: Coded;
  /** Remarks, each as text. */
  readonly notes?: readonly string[];
}

/** The kinds of observation that have a room of their own. */
export type ObservedKind = 'result' | 'vital-sign' | 'pregnancy' | 'social-history' | 'functional-status' | 'travel';

/** A result: laboratory, blood group, diagnostic (eHN A.2.8.1). */
export type ResultEntry = Observed<'result'>;
/** A vital sign: blood pressure, weight, ... (section 8716-3). */
export type VitalSign = Observed<'vital-sign'>;
/** Pregnancy: whether there is one, when it will end, how earlier ones ended (eHN A.2.6). */
export type PregnancyObservation = Observed<'pregnancy'>;
/** A habit that bears on health: tobacco, alcohol, ... (eHN A.2.5). */
export type SocialHistory = Observed<'social-history'>;
/** What the person can and cannot do (eHN A.2.3.4): an assessment, with its items as members. */
export type FunctionalStatus = Observed<'functional-status'>;
/** A stay in a country (eHN A.2.7.1): the country is the value, the time of the stay the period. */
export type Travel = Observed<'travel'>;
