import { PasserelleError } from '@passerelle/kernel';
import { DerError } from '../certificates/der/strict-der.js';

/** Stops the reading of a time-stamp unless a rule of its form holds; the reason never names a value of it. */
export function requireToken(holds: boolean, reason: string): asserts holds {
  if (!holds) throw new PasserelleError('PSR-3020', { reason });
}

/**
 * Reads a part of a time-stamp, which has to be DER.
 * @throws PasserelleError PSR-3020 where the reader finds another form
 */
export function readingToken<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DerError) throw new PasserelleError('PSR-3020', { reason: error.message }, { cause: error });
    throw error;
  }
}
