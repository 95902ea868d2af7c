import type { OperationOutcomeIssue } from 'fhir/r4.js';
import type { Finding } from '@passerelle/kernel';
import { ruleCodeSystem } from './systems.js';

// The rules whose breach FHIR has a more telling IssueType for than `invariant`. Those of the pivot are among them.
const issueTypes: readonly (readonly [RegExp, OperationOutcomeIssue['code']])[] = [
  [/^(?:min|slice-min|required-element|eps-section-required|cda-(?:element|attribute)-missing)$/, 'required'],
  [/^(?:unknown-property|json-type|resource-type|choice|ele-1|max|slice-|too-deep|profile-type|type$)/, 'structure'],
  [/^cda-(?:root|element|text|attribute|xsi-type|nil|schema)$/, 'structure'],
  [/-form$|^(?:fixed-value|pattern|fullurl-id|cda-value)$/, 'value'],
  [/^(?:required-binding|extensible-binding|ucum|pivot-value-set(?:-required)?|pivot-unit)$/, 'code-invalid'],
  [/^(?:reference-resolves|document-content|cda-idref|pivot-narrative-reference)$/, 'not-found'],
  [/^ext(?:ension)?-/, 'extension'],
  [/^bdl-7$/, 'duplicate'],
  [/^profile-/, 'not-supported'],
  [/^validation-ended$/, 'too-costly'],
  [/^elements-not-checked$/, 'incomplete'],
];

/** One issue of an OperationOutcome for one finding of a gate; the rule is its coded detail, the place its expression. */
export function issueOfFinding({ severity, rule, expression, text }: Finding): OperationOutcomeIssue {
  return {
    severity,
    code: issueTypes.find(([form]) => form.test(rule))?.[1] ?? 'invariant',
    details: { coding: [{ system: ruleCodeSystem, code: rule }], text },
    // XPath of a CDA and FHIRPath of a Bundle both go here: R4 keeps `location` only for what is neither.
    expression: [expression],
  };
}
