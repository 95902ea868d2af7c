import { bundleEuEps } from '../eps-table/index.js';
import { definitionsAtHand, Validator, type CodeMembership } from '../validator/index.js';
import { isObject } from '../fhirpath/nodes.js';
import type { Finding } from '@passerelle/kernel';

let validator: Validator | undefined;
const withCodes = new WeakMap<CodeMembership, Validator>();

/** What a caller of {@link checkEps} may add. */
export interface EpsOptions {
  /** Catalogues (SNOMED CT, LOINC, national ones) that value sets are checked against where the build holds no codes. */
  readonly codes?: CodeMembership;
}

/**
 * The gate for European patient summaries: validates a document Bundle against FHIR R4, EPS 1.0.0-xtehr, EU base 2.0.0
 * and the IPS 2.0 profiles that EPS imposes. It fails closed: what is not known to be right is an error. What it checks
 * and what it does not: docs/fhir-validation.md.
 *
 * Named exception: `eps-bundle-subject-ref` of EPS 1.0.0-xtehr demands `subject` of Consent, which R4 does not have.
 * @param bundle - the JSON of the Bundle, as parsed
 * @returns all findings; no error among them means the gate is open
 * @throws PasserelleError PSR-7020 when the profiles are not compiled
 */
export function checkEps(bundle: unknown, { codes }: EpsOptions = {}): Finding[] {
  if (!isObject(bundle) || bundle['resourceType'] !== 'Bundle') {
    return [
      { severity: 'error', rule: 'resource-type', expression: 'Bundle', text: 'The document must be a FHIR Bundle.' },
    ];
  }
  return validatorWith(codes).validate(bundle, [bundleEuEps]);
}

/** The definitions are loaded once, when the first document comes. */
function validatorWith(codes: CodeMembership | undefined): Validator {
  if (codes === undefined) return (validator ??= new Validator(definitionsAtHand()));
  let made = withCodes.get(codes);
  if (made === undefined) withCodes.set(codes, (made = new Validator(definitionsAtHand(), { codes })));
  return made;
}
