import { describe, expect, it } from '@jest/globals';
import { decide, type Question } from './decide.js';

const policy = { purposes: ['TREAT'], professionalRoles: ['221', '2262'] };
const question: Question = {
  purpose: 'TREAT',
  professionalRole: '2211',
  known: true,
  optedOut: false,
  restricted: false,
};

describe('decide', () => {
  it('lets a doctor treat', () => {
    expect(decide(question, policy)).toEqual({ ok: true, value: { allow: true } });
  });

  it.each([
    [{ known: false }, 'unknown'],
    [{ optedOut: true }, 'opted-out'],
    [{ restricted: true }, 'restricted'],
    [{ known: false, optedOut: true, restricted: true }, 'unknown'],
  ] as const)('hides %j as %s, without an error that the other side could see', (change, hidden) => {
    expect(decide({ ...question, ...change }, policy)).toEqual({ ok: true, value: { allow: false, hidden } });
  });

  it.each([
    [{ purpose: 'ETREAT' }, 'PSR-2101'],
    [{ purpose: '' }, 'PSR-2101'],
    [{ professionalRole: '4110' }, 'PSR-2102'],
    [{ professionalRole: '22' }, 'PSR-2102'],
  ] as const)('refuses %j with %s before it looks at the patient', (change, code) => {
    const decision = decide({ ...question, ...change, restricted: true }, policy);
    expect(!decision.ok && decision.error.code).toBe(code);
  });
});
