import { describe, expect, it } from '@jest/globals';
import { isErrorCode, PasserelleError, registry, type Finding } from '@passerelle/kernel';
import { checkEps } from '../gate/check-eps.js';
import { operationOutcome, validationOutcome } from './operation-outcome.js';

// OperationOutcome.issue.code (http://hl7.org/fhir/issue-type), required binding.
const issueTypes =
  'invalid structure required value invariant security login unknown expired forbidden suppressed processing not-supported duplicate ' +
  'multiple-matches not-found deleted too-long code-invalid extension too-costly business-rule conflict transient lock-error no-store ' +
  'exception timeout incomplete throttled informational';

const missingName: Finding = {
  severity: 'error',
  rule: 'min',
  expression: 'Bundle.entry[1].resource.name',
  text: 'A patient must have a name.',
};

describe('operationOutcome', () => {
  it('says the code, what happened and what to do', () => {
    expect(operationOutcome(new PasserelleError('PSR-1001', { limit: 5 }))).toEqual({
      resourceType: 'OperationOutcome',
      issue: [
        {
          severity: 'error',
          code: 'too-long',
          details: {
            coding: [
              {
                system: 'https://passerelle.example/fhir/CodeSystem/error',
                code: 'PSR-1001',
                display: 'Body too large',
              },
            ],
            text: 'The body is larger than the limit of 5 bytes.',
          },
          diagnostics: registry['PSR-1001'].action,
        },
      ],
    });
  });

  it('adds what the gate found, with the rule and the place', () => {
    const { issue } = operationOutcome(new PasserelleError('PSR-1110', { count: 1, first: 'min' }), [missingName]);
    expect(issue[1]).toEqual({
      severity: 'error',
      code: 'required',
      details: {
        coding: [{ system: 'https://passerelle.example/fhir/CodeSystem/rule', code: 'min' }],
        text: 'A patient must have a name.',
      },
      expression: ['Bundle.entry[1].resource.name'],
    });
  });

  it.each(Object.keys(registry).filter(isErrorCode))('uses a code of FHIR for %s', (code) => {
    expect(issueTypes.split(' ')).toContain(operationOutcome(new PasserelleError(code)).issue[0]?.code);
  });
});

describe('validationOutcome', () => {
  it('has one issue of information where nothing was found', () => {
    expect(validationOutcome([]).issue).toEqual([
      expect.objectContaining({ severity: 'information', code: 'informational' }),
    ]);
  });

  it('uses codes of FHIR for every finding', () => {
    const findings = checkEps({
      resourceType: 'Bundle',
      type: 'document',
      entry: [{ resource: { resourceType: 'Patient', gender: 'x', a: 1 } }],
    });
    expect(findings.length).toBeGreaterThan(5);
    for (const { code, severity } of validationOutcome(findings).issue) {
      expect(issueTypes.split(' ')).toContain(code);
      expect(['error', 'warning', 'information']).toContain(severity);
    }
  });
});
