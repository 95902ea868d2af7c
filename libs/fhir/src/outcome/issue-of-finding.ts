import type { OperationOutcomeIssue } from 'fhir/r4.js';
import type { Finding } from '../gate/finding.js';
import { ruleCodeSystem } from './systems.js';

// The rules whose breach FHIR has a more telling IssueType for than `invariant`.
const issueTypes: readonly (readonly [RegExp, OperationOutcomeIssue['code']])[] = [
  [
    /^(?:required-element|ips-.*-(?:name|code|type|effective|performed|timing|birthdate|performer)|eps-section-required|cda-(?:element|attribute)-missing)$/,
    'required',
  ],
  [
    /^(?:unknown-property|json-type|resource-type|choice|ele-1|cda-(?:root|element|text|attribute|xsi-type|nil|schema))$/,
    'structure',
  ],
  [/-form$|^cda-value$/, 'value'],
  [/^(?:required-binding|ucum|pivot-value-set(?:-required)?|pivot-unit)$/, 'code-invalid'],
  [/^(?:reference-resolves|document-content|cda-idref|pivot-narrative-reference)$/, 'not-found'],
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
