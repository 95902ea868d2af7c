import { PasserelleError } from '@passerelle/kernel';

/** Stops the reading of a time-stamp unless a rule of its form holds; the reason never names a value of it. */
export function requireToken(holds: boolean, reason: string): asserts holds {
  if (!holds) throw new PasserelleError('PSR-3020', { reason });
}
