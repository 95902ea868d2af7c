import { PasserelleError } from '@passerelle/kernel';

/** A seal without baseline form; the reason names the clause that it breaks in a few words, never a value of the seal. */
export function malformedSeal(reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-3004', { reason }, { cause });
}

/** Stops the verification of a seal unless a rule of its baseline form holds. */
export function requireForm(holds: boolean, reason: string): asserts holds {
  if (!holds) throw malformedSeal(reason);
}
