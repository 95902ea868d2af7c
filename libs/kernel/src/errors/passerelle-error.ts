import { registry, type ErrorCode, type RegisteredError } from './registry.js';

/** Facts of one occurrence: never personal data (no names, no identifiers of persons, no clinical content). */
export type ErrorFacts = Readonly<Record<string, string | number | boolean>>;

/**
 * An error of the registry. It carries a code and facts, not prose: the sentences and the mappings to HTTP, FHIR and
 * the IHE profiles are looked up, and loops that retry read `retriable` instead of matching text.
 */
export class PasserelleError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;

  constructor(code: ErrorCode, facts: ErrorFacts = {}, options?: { cause?: unknown }) {
    super(describe(registry[code], facts), options);
    this.name = 'PasserelleError';
    this.code = code;
    this.facts = facts;
  }

  /** The registry's row for this code. */
  get registered(): RegisteredError {
    return registry[this.code];
  }

  /** Whether the same request may succeed later without being changed. */
  get retriable(): boolean {
    return this.registered.retriable;
  }

  /** The form in which an error crosses a process border: codes do, `instanceof` does not. */
  toJSON(): { code: ErrorCode; message: string; action: string; facts: ErrorFacts } {
    return { code: this.code, message: this.message, action: this.registered.action, facts: this.facts };
  }
}

/** Puts the facts into the places the registry's sentence names: `{limit}` becomes the fact `limit`. */
function describe(registered: RegisteredError, facts: ErrorFacts): string {
  return registered.message.replace(/\{(\w+)\}/g, (place, name: string) => String(facts[name] ?? place));
}

/** Gives the registered error that a caught value is, or wraps it as the internal error so that nothing leaks. */
export function asPasserelleError(caught: unknown): PasserelleError {
  return caught instanceof PasserelleError ? caught : new PasserelleError('PSR-9001', {}, { cause: caught });
}
