import type { PasserelleError } from './errors/passerelle-error.js';

/**
 * What a step answers: a value, or the error that stopped it. Expected failures travel as values so that a pipeline
 * can record them; only defects are thrown.
 */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: PasserelleError };

/** Wraps a value as a successful result. */
export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** Wraps a registered error as a failed result. */
export function failed<T = never>(error: PasserelleError): Result<T> {
  return { ok: false, error };
}
