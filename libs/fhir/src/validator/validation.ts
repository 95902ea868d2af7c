import type { Evaluation } from '../fhirpath/index.js';
import type { JsonObject } from '../fhirpath/nodes.js';
import type { CodeMembership } from './code-set.js';
import type { Document, PlacedResource } from './document.js';
import { Findings, type Budget, type Found } from './findings.js';
import type { Item } from './items.js';
import type { Model } from './model.js';
import type { Rule } from './rules.js';

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

/**
 * Holds one occurrence of an element against what a profile demands of it. Conformity, slices and that walk call each
 * other, as profiles do; the walk is handed to them so that their files need not know each other.
 */
export type ItemCheck = (item: Item, rule: Rule, placed: PlacedResource, validation: Validation) => void;

/** One validation of one document: what it is held against, what is known so far, and where its findings go. */
export class Validation {
  readonly codes: CodeMembership | undefined;
  readonly trustedDomains: readonly string[];
  /** Take what is found. */
  findings: Findings;
  /** How many resources are being held against a profile on the way to here. */
  chain = 0;
  /** What resources break of profiles, as far as it is known already. */
  readonly conformities = new Map<JsonObject, Map<string, readonly Found[]>>();
  /** The profiles whose faults are reported already, by resource. */
  readonly held = new Map<JsonObject, Set<string>>();
  /** What resources break of the profiles that they are held against, at their own places. */
  readonly reported: Found[] = [];
  /** References that were followed: the resource that refers, and the one referred to. */
  readonly links: (readonly [from: JsonObject, to: JsonObject])[] = [];
  readonly #evaluations = new Map<PlacedResource, Evaluation>();

  /**
   * @param model - what the document is held against
   * @param budget - what it may cost
   * @param checkItem - the walk by profiles
   */
  constructor(
    readonly document: Document,
    readonly model: Model,
    readonly budget: Budget,
    { codes, trustedDomains = [] }: ValidationOptions,
    readonly checkItem: ItemCheck,
  ) {
    this.codes = codes;
    this.trustedDomains = trustedDomains;
    this.findings = new Findings(document.root.expression, budget);
  }

  /**
   * What is found during a piece of work, with expressions that begin where it begins. It does not count as found by the
   * validation; whoever asks decides what becomes of it.
   */
  collect(work: () => void): readonly Found[] {
    const outer = this.findings;
    const inner = new Findings('', this.budget);
    this.findings = inner;
    work();
    // Only a limit reached leaves the work otherwise, and that ends the validation.
    this.findings = outer;
    return inner.all;
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
