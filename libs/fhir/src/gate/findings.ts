import type { Finding } from './finding.js';

/** A JSON object of the document under test. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Tells whether a value is a JSON object. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of a list, and nothing where there is none. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [];
}

/**
 * Collects findings and knows where the walk stands. The place is kept as steps and written as FHIRPath only when
 * something is found, because a clean document has thousands of places and no finding.
 */
export class Findings {
  readonly all: Finding[] = [];
  readonly #steps: (string | number)[] = [];

  /** Goes down to a property or into a list, and comes back with {@link leave}. */
  enter(step: string | number): void {
    this.#steps.push(step);
  }

  /** Comes back from the last {@link enter}. */
  leave(): void {
    this.#steps.pop();
  }

  /** Records that the document breaks a rule here, or at the given property below. */
  error(rule: string, text: string, property?: string): void {
    this.all.push({ severity: 'error', rule, expression: this.#expression(property), text });
  }

  /** Records what a reader should know but what breaks nothing. */
  warning(rule: string, text: string, property?: string): void {
    this.all.push({ severity: 'warning', rule, expression: this.#expression(property), text });
  }

  #expression(property: string | undefined): string {
    let expression = 'Bundle';
    for (const step of this.#steps) expression += typeof step === 'number' ? `[${step}]` : `.${step}`;
    return property === undefined ? expression : `${expression}.${property}`;
  }
}
