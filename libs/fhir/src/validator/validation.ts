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

/** What stays the same throughout the validation of one document, and what is known so far. */
interface Course {
  readonly model: Model;
  readonly document: Document;
  readonly budget: Budget;
  readonly codes: CodeMembership | undefined;
  readonly trustedDomains: readonly string[];
  readonly checkItem: ItemCheck;
  /** What resources break of profiles, as far as it is known already. */
  readonly conformities: Map<JsonObject, Map<string, readonly Found[]>>;
  /** The profiles whose faults are reported already, by resource. */
  readonly held: Map<JsonObject, Set<string>>;
  /** What resources break of the profiles that they are held against, at their own places. */
  readonly reported: Found[];
  readonly evaluations: Map<PlacedResource, Evaluation>;
  /** References that were followed: the resource that refers, and the one referred to. */
  readonly links: (readonly [from: JsonObject, to: JsonObject])[];
}

/** One validation of one document: what it is held against, and where its findings go. */
export class Validation implements Course {
  /** How many resources are being held against a profile on the way to here. */
  chain = 0;
  readonly model: Model;
  readonly document: Document;
  readonly budget: Budget;
  readonly codes: CodeMembership | undefined;
  readonly trustedDomains: readonly string[];
  readonly checkItem: ItemCheck;
  readonly conformities: Map<JsonObject, Map<string, readonly Found[]>>;
  readonly held: Map<JsonObject, Set<string>>;
  readonly reported: Found[];
  readonly evaluations: Map<PlacedResource, Evaluation>;
  readonly links: (readonly [from: JsonObject, to: JsonObject])[];

  /**
   * @param course - of the document
   * @param findings - take what is found
   */
  private constructor(
    course: Course,
    public findings: Findings,
  ) {
    this.model = course.model;
    this.document = course.document;
    this.budget = course.budget;
    this.codes = course.codes;
    this.trustedDomains = course.trustedDomains;
    this.checkItem = course.checkItem;
    this.conformities = course.conformities;
    this.held = course.held;
    this.reported = course.reported;
    this.evaluations = course.evaluations;
    this.links = course.links;
  }

  /** Begins the validation of a document. */
  static of(
    document: Document,
    model: Model,
    budget: Budget,
    { codes, trustedDomains = [] }: ValidationOptions,
    checkItem: ItemCheck,
  ): Validation {
    const course = {
      ...{ model, document, budget, codes, trustedDomains, checkItem },
      conformities: new Map(),
      held: new Map(),
      reported: [],
      evaluations: new Map(),
      links: [],
    };
    return new Validation(course, new Findings(document.root.expression, budget));
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
    let evaluation = this.evaluations.get(placed);
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
      this.evaluations.set(placed, evaluation);
    }
    return evaluation;
  }
}
