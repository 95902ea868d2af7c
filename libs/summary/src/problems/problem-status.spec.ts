import { describe, expect, it } from '@jest/globals';
import { conditionClinical, statusCode } from '../fhir/entry/clinical-status.js';
import { problemStatus } from './problem-status.cda.js';

const system = 'http://terminology.hl7.org/CodeSystem/condition-clinical';

describe('the clinical status of a problem in the pivot', () => {
  it.each([...conditionClinical.codes])(
    '%s is a code of eHDSIStatusCode, and the same status when it comes back',
    (code) => {
      const written = problemStatus({ coding: { system, code }, text: 'dit' });
      expect(written).toMatchObject({ text: 'dit', coding: { system: 'http://snomed.info/sct' } });
      expect(['55561003', '73425007', '413322009', '255227004']).toContain(written?.coding?.code);
      expect(statusCode(written, conditionClinical)).toBe(code);
    },
  );

  it.each([
    undefined,
    { text: 'chronique' },
    { coding: { system: 'http://snomed.info/sct', code: '90734009' } },
    { coding: { system: 'urn:oid:2.999', code: 'active' } },
    { coding: { system, code: 'toString' } },
  ])('stays what it is where FHIR does not say it: %j', (status) => {
    expect(problemStatus(status)).toEqual(status);
  });
});
