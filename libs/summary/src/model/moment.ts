import type { NullFlavor } from './coded.js';

/**
 * A date or time with the precision it was given in: `1968`, `1968-10`, `1968-10-15`, `2024-06-03T11:18`,
 * `2024-06-03T11:18:54+02:00`. A year stays a year. An offset is kept as written; `Z` is kept as `Z`.
 */
export type Moment = string;

/** A span of time; an end that is not known may say why. */
export interface Interval {
  readonly low?: Moment;
  readonly high?: Moment;
  readonly lowAbsence?: NullFlavor;
  readonly highAbsence?: NullFlavor;
}
