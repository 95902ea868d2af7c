import { PasserelleError } from '@passerelle/kernel';

/** An assertion without the form it has to have; the reason names the rule in a few words, never a value. */
export function malformedAssertion(reason: string): PasserelleError {
  return new PasserelleError('PSR-2305', { reason });
}

/** Stops the reading of an assertion unless a rule of its form holds. */
export function requireAssertion(holds: boolean, reason: string): asserts holds {
  if (!holds) throw malformedAssertion(reason);
}
