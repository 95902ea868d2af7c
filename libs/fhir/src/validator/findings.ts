import type { Finding } from '@passerelle/kernel';

/** The work that one document may cause, and what may be said about it. */
export interface ValidationLimits {
  /**
   * Errors, after which the document is not looked at any further; and as many warnings and notes, after which no more of
   * them are listed: a summary of ten thousand entries may well have one for each, and is no worse for it.
   */
  readonly findings: number;
  /** Elements visited, by type and by profiles together. A Bundle of 50 entries has some 10,000. */
  readonly visits: number;
  /** Nested elements. FHIR resources stay below 20. */
  readonly depth: number;
}

/** The limits used where a caller names none. */
export const defaultValidationLimits: ValidationLimits = { findings: 1000, visits: 20_000_000, depth: 64 };

/** Ends a validation whose limits are used up. It is caught where the validation began and goes no further. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';

  /** @param limit - which one */
  constructor(readonly limit: keyof ValidationLimits) {
    super(limit);
  }
}

/** A finding while the validation goes on. */
export interface Found extends Finding {
  /** Of a reference whose target does not conform: what the target breaks, and where the target stands. */
  readonly because?: { readonly place: string; readonly faults: readonly Finding[] };
}

/** Counts what a validation does. */
export class Budget {
  #visits: number;
  #errors: number;
  #others: number;
  /** Whether warnings or notes were left out of the list. */
  unlisted = false;
  readonly depth: number;

  constructor({ findings, visits, depth }: ValidationLimits) {
    this.#visits = visits;
    this.#errors = findings;
    this.#others = findings;
    this.depth = depth;
  }

  /** @throws LimitReached */
  visit(): void {
    if (--this.#visits < 0) throw new LimitReached('visits');
  }

  /**
   * Whether a finding is to be listed.
   * @throws LimitReached
   */
  lists(severity: Finding['severity']): boolean {
    if (severity !== 'error') {
      this.unlisted ||= this.#others <= 0;
      return --this.#others >= 0;
    }
    if (--this.#errors < 0) throw new LimitReached('findings');
    return true;
  }
}

/**
 * Collects findings and knows where the walk stands. The place is kept as steps and written as FHIRPath only when
 * something is found, because a clean document has thousands of places and no finding.
 */
export class Findings {
  readonly all: Found[] = [];
  readonly #root: string;
  readonly #budget: Budget;
  readonly #steps: (string | number)[] = [];

  /**
   * @param root - what expressions begin with: `Bundle`, or nothing for findings that are placed later
   * @param budget - counts them
   */
  constructor(root: string, budget: Budget) {
    this.#root = root;
    this.#budget = budget;
  }

  /** How deep the walk stands, in names and indices. */
  get depth(): number {
    return this.#steps.length;
  }

  /** Goes down to a property or into a list, and comes back with {@link leave}. */
  enter(step: string | number): void {
    this.#steps.push(step);
  }

  /** Comes back from the last {@link enter}. */
  leave(): void {
    this.#steps.pop();
  }

  /** Records that the document breaks a rule here, or at the given property below. */
  error(rule: string, text: string, property?: string, because?: Found['because']): void {
    this.add('error', rule, text, property, because);
  }

  /** Records a finding. */
  add(severity: Finding['severity'], rule: string, text: string, property?: string, because?: Found['because']): void {
    if (!this.#budget.lists(severity)) return;
    const expression = this.expression(property);
    this.all.push({ severity, rule, expression, text, ...(because !== undefined && { because }) });
  }

  /** Where the walk stands, as FHIRPath; of a finding that is placed later, the part that follows its resource. */
  expression(property?: string): string {
    let expression = this.#root;
    for (const step of this.#steps) expression += typeof step === 'number' ? `[${step}]` : `.${step}`;
    return property === undefined ? expression : `${expression}.${property}`;
  }
}
