import type { Evaluation } from '../fhirpath/index.js';
import type { JsonObject } from '../fhirpath/nodes.js';
import type { CodeMembership } from './code-set.js';
import { conformityOf } from './conformity.js';
import { Document, type PlacedResource } from './document.js';
import { Findings, type Budget, type Found } from './findings.js';
import type { Model } from './model.js';

/** What the caller wishes beside the profiles. */
export interface ValidationOptions {
  /** Catalogues that the definitions do not hold. */
  readonly codes?: CodeMembership | undefined;
  /**
   * Beginnings of the URLs of extensions and profiles that may be used without being known here: they are a warning.
   * Others are an error, because nobody has said what they mean.
   */
  readonly trustedDomains?: readonly string[] | undefined;
}

/** One validation of one document: what it is held against, and what was found so far. */
export class Validation {
  readonly #evaluations: Map<PlacedResource, Evaluation>;
  readonly #held: Map<JsonObject, Set<string>>;
  readonly #reported: Found[];
  /** How many resources are being held against a profile on the way to here. */
  chain = 0;

  /**
   * @param conformities - what is known already of resources and profiles
   */
  private constructor(
    readonly model: Model,
    readonly document: Document,
    readonly root: PlacedResource,
    readonly budget: Budget,
    readonly findings: Findings,
    readonly codes: CodeMembership | undefined,
    readonly trustedDomains: readonly string[],
    readonly conformities: Map<JsonObject, Map<string, readonly Found[]>>,
    evaluations: Map<PlacedResource, Evaluation>,
    held: Map<JsonObject, Set<string>>,
    reported: Found[],
  ) {
    this.#evaluations = evaluations;
    this.#held = held;
    this.#reported = reported;
  }

  /** Begins the validation of a document. */
  static of(root: JsonObject, model: Model, budget: Budget, { codes, trustedDomains = [] }: ValidationOptions): Validation {
    const document = new Document(root);
    const placed = document.placeOf(root, { resource: root, root, expression: '', fullUrl: '' }, '');
    const findings = new Findings(placed.expression, budget);
    return new Validation(model, document, placed, budget, findings, codes, trustedDomains, new Map(), new Map(), new Map(), []);
  }

  /** The same validation with another place for its findings. */
  with(findings: Findings): Validation {
    const inner = new Validation(
      this.model,
      this.document,
      this.root,
      this.budget,
      findings,
      this.codes,
      this.trustedDomains,
      this.conformities,
      this.#evaluations,
      this.#held,
      this.#reported,
    );
    inner.chain = this.chain;
    return inner;
  }

  /** The same validation with a place of its own for findings that may be thrown away. */
  attempt(): Validation {
    return this.with(new Findings('', this.budget));
  }

  /**
   * Reports what a resource breaks of a profile, at its own place, the first time it is asked.
   * @param url - of a profile that is known here
   */
  holdAgainst(placed: PlacedResource, url: string): void {
    const held = this.#held.get(placed.resource) ?? new Set();
    if (held.has(url)) return;
    this.#held.set(placed.resource, held.add(url));
    for (const finding of conformityOf(placed, url, this)) {
      this.#reported.push({ ...finding, expression: placed.expression + finding.expression });
    }
  }

  /** What {@link holdAgainst} has reported. */
  get reported(): readonly Found[] {
    return this.#reported;
  }

  /** What expressions on a resource may ask. */
  evaluationOf(placed: PlacedResource): Evaluation {
    let evaluation = this.#evaluations.get(placed);
    if (evaluation === undefined) {
      const { document } = this;
      evaluation = {
        resource: placed.resource,
        rootResource: placed.root,
        type: undefined,
        resolve: (reference) => {
          const resolved = document.resolve(reference, placed);
          return typeof resolved === 'object' ? resolved.resource : undefined;
        },
      };
      this.#evaluations.set(placed, evaluation);
    }
    return evaluation;
  }
}
