import type { Finding, PasserelleError } from '@passerelle/kernel';
import type { OperationOutcome, OperationOutcomeIssue } from 'fhir/r4.js';
import { issueOfFinding } from './issue-of-finding.js';
import { errorCodeSystem } from './systems.js';

/**
 * The OperationOutcome of an error of the registry: the PSR code as coded detail, the sentence of what happened as its
 * text, the sentence of what to do as diagnostics.
 * @param findings - what a gate found, where the error speaks of a document that breaks rules (PSR-1110)
 */
export function operationOutcome(error: PasserelleError, findings: readonly Finding[] = []): OperationOutcome {
  const { issue, title, action } = error.registered;
  const first: OperationOutcomeIssue = {
    severity: 'error',
    code: issue,
    details: { coding: [{ system: errorCodeSystem, code: error.code, display: title }], text: error.message },
    diagnostics: action,
  };
  return { resourceType: 'OperationOutcome', issue: [first, ...findings.map(issueOfFinding)] };
}

/** The OperationOutcome of a validation. No finding gives one issue of severity information, because FHIR wants one. */
export function validationOutcome(findings: readonly Finding[]): OperationOutcome {
  const issue: OperationOutcomeIssue[] = findings.map(issueOfFinding);
  if (issue.length === 0) {
    issue.push({
      severity: 'information',
      code: 'informational',
      details: { text: 'The document breaks no rule that was checked.' },
    });
  }
  return { resourceType: 'OperationOutcome', issue };
}
