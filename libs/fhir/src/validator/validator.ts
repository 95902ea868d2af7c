import type { Definitions } from '../definitions/definitions.js';
import type { Finding } from '@passerelle/kernel';
import { isObject } from '../fhirpath/nodes.js';
import { Budget, defaultValidationLimits, LimitReached, type Found, type ValidationLimits } from './findings.js';
import { Document } from './document.js';
import { checkDocumentContent } from './document-content.js';
import { holdAgainst } from './conformity.js';
import { Model } from './model.js';
import { Validation, type ValidationOptions } from './validation.js';
import { checkItem } from './walk-profile.js';
import { walkResource } from './walk-type.js';

/** Holds resources of FHIR R4 against their types and against profiles. */
export class Validator {
  readonly #model: Model;
  readonly #options: ValidationOptions;
  readonly #limits: ValidationLimits;

  /**
   * @param definitions - compiled; they are not changed
   * @param options - catalogues and domains
   * @param limits - what one document may cost
   */
  constructor(
    definitions: Definitions,
    options: ValidationOptions = {},
    limits: ValidationLimits = defaultValidationLimits,
  ) {
    this.#model = new Model(definitions);
    this.#options = options;
    this.#limits = limits;
  }

  /** Whether a profile is known here. */
  knows(profile: string): boolean {
    return this.#model.profile(profile) !== undefined;
  }

  /**
   * Validates a resource.
   * @param document - the JSON of a resource, as parsed
   * @param profiles - canonical URLs to hold it against, beside what its parts claim in `meta.profile`
   * @returns all findings, those of types before those of profiles; none of severity `error` means that it is valid
   * @throws TypeError when a profile is not known here: a document must not pass because its rules are missing
   */
  validate(document: unknown, profiles: readonly string[] = []): Finding[] {
    for (const profile of profiles)
      if (!this.knows(profile)) throw new TypeError(`the profile ${profile} is not known`);
    if (!isObject(document)) {
      return [
        {
          severity: 'error',
          rule: 'resource-type',
          expression: 'Resource',
          text: 'The document must be a FHIR resource.',
        },
      ];
    }
    const validation = new Validation(
      new Document(document),
      this.#model,
      new Budget(this.#limits),
      this.#options,
      checkItem,
    );
    let ended: Finding | undefined;
    try {
      walkResource(document, undefined, validation);
      checkDocumentContent(document, validation);
      for (const profile of profiles) holdAgainst(validation.document.root, profile, validation);
    } catch (cause) {
      if (!(cause instanceof LimitReached)) throw cause;
      ended = limitFinding(cause.limit, validation.document.root.expression);
    }
    const found = [...validation.findings.all, ...validation.reported];
    if (validation.budget.unlisted) found.push(unlistedFinding(validation.document.root.expression));
    return distinct(ended === undefined ? found : [...found, ended]);
  }
}

function unlistedFinding(expression: string): Finding {
  const text = 'There are more warnings and notes than are listed; errors were looked for to the end.';
  return { severity: 'information', rule: 'findings-not-listed', expression, text };
}

function limitFinding(limit: keyof ValidationLimits, expression: string): Finding {
  const reason = limit === 'findings' ? 'It has too many faults' : 'It is too large';
  return {
    severity: 'error',
    rule: 'validation-ended',
    expression,
    text: `${reason} to be looked at whole: what follows was not checked.`,
  };
}

/**
 * The findings as they are given out: of findings of one rule at one place, because two profiles often demand the same,
 * the first; and of references whose target does not conform only those whose target's faults are not findings already.
 */
function distinct(found: readonly Found[]): Finding[] {
  const kept = new Map<string, Found>();
  for (const finding of found) {
    const key = keyOf(finding);
    const before = kept.get(key);
    if (before === undefined || (finding.severity === 'error' && before.severity !== 'error')) kept.set(key, finding);
  }
  const isKnown = ({ because }: Found): boolean =>
    because?.faults.every((fault) => kept.has(keyOf(fault, because.place))) === true;
  return [...kept.values()]
    .filter((finding) => !isKnown(finding))
    .map(({ severity, rule, expression, text }) => ({ severity, rule, expression, text }));
}

function keyOf({ rule, expression }: Finding, place = ''): string {
  return `${rule} ${place}${expression}`;
}
