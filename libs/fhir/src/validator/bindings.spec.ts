import { describe, expect, it } from '@jest/globals';
import type { BindingPlan, ValueSetPlan } from '../definitions/definitions.js';
import { builtInDefinitions } from './definitions-at-hand.js';
import { Validator } from './validator.js';
import type { CodeMembership } from './code-set.js';

const url = 'http://profiles.example/StructureDefinition/tried';
const set = 'http://profiles.example/ValueSet/tried';
const builtIn = builtInDefinitions();

const plan: ValueSetPlan = {
  codes: { 'urn:whole': 'a\tb', 'urn:some': 'c' },
  whole: ['urn:whole'],
  forms: { 'urn:form': '[A-Z]{2}' },
  open: ['urn:open'],
};

function found(strength: BindingPlan[0], code: object | undefined, codes?: CodeMembership): string[] {
  const validator = new Validator(
    {
      ...builtIn,
      profiles: { [url]: { type: 'Observation', root: { elements: { code: { binding: [strength, set] } } } } },
      valueSets: { ...builtIn.valueSets, [set]: plan },
    },
    { codes },
  );
  const observation = { resourceType: 'Observation', status: 'final', code: { text: 'x', ...code } };
  return validator.validate(observation, [url]).map(({ severity, rule }) => `${severity} ${rule}`);
}
const coding = (system: string, code: string): object => ({ coding: [{ system, code }] });

describe('required bindings', () => {
  it.each([
    ['a code of a system that is in it whole', coding('urn:whole', 'a'), []],
    ['one that this system does not have', coding('urn:whole', 'z'), ['error required-binding']],
    ['one of the codes that are taken from a system', coding('urn:some', 'c'), []],
    ['another one of that system', coding('urn:some', 'd'), ['error required-binding']],
    ['a code of the right form', coding('urn:form', 'LU'), []],
    ['a code of the wrong form', coding('urn:form', 'Luxembourg'), ['error required-binding']],
    ['a code of a catalogue that is not held', coding('urn:open', '123'), []],
    ['a code of another system', coding('urn:other', 'a'), ['error required-binding']],
    ['a code of no system', { coding: [{ code: 'a' }] }, ['error required-binding']],
    ['a right one among others', { coding: [{ system: 'urn:other', code: 'x' }, { system: 'urn:whole', code: 'b' }] }, []],
    ['text alone', undefined, ['error required-binding']],
  ])('take %s', (_what, code, expected) => {
    expect(found('required', code)).toEqual(expected);
  }); // prettier-ignore
});

describe('extensible bindings', () => {
  it.each([
    ['a code of it', coding('urn:whole', 'a'), []],
    ['a code that does not exist', coding('urn:whole', 'z'), ['error extensible-binding']],
    ['another code of a system that is in it in part', coding('urn:some', 'd'), ['warning extensible-binding']],
    ['a code of another system', coding('urn:other', 'a'), ['warning extensible-binding']],
    ['text alone', undefined, []],
  ])('take %s', (_what, code, expected) => {
    expect(found('extensible', code)).toEqual(expected);
  });
});

describe('a catalogue behind the port', () => {
  const answering = (answer: boolean | undefined): CodeMembership => ({ contains: () => answer });

  it('decides about what the definitions leave open, and about nothing else', () => {
    expect(found('required', coding('urn:open', '1'), answering(false))).toEqual(['error required-binding']);
    expect(found('required', coding('urn:open', '1'), answering(true))).toEqual([]);
    expect(found('required', coding('urn:open', '1'), answering(undefined))).toEqual([]);
    expect(found('extensible', coding('urn:open', '1'), answering(false))).toEqual(['warning extensible-binding']);
    expect(found('required', coding('urn:whole', 'a'), answering(false))).toEqual([]);
  });
});
