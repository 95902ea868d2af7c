import { describe, expect, it } from '@jest/globals';
import type { Constraint, SlicingPlan } from '../definitions/definitions.js';
import { triedAgainst } from './testing/with-profile.js';

const patient = (identifiers: object[]): object => ({ resourceType: 'Patient', identifier: identifiers });
const a = { system: 'urn:a', value: '1' };
const b = { system: 'urn:b', value: '2' };
const c = { system: 'urn:c', value: '3' };

function bySystem(slicing: Partial<SlicingPlan>, more: Readonly<Record<string, Constraint>> = {}): Constraint {
  return {
    elements: {
      identifier: {
        slicing: { rules: 'open', discriminators: [['value', 'system']], ...slicing },
        slices: {
          a: { min: 1, max: 1, elements: { system: { fixed: 'urn:a' }, value: { min: 1 } } },
          b: { max: 2, elements: { system: { pattern: 'urn:b' } } },
          ...more,
        },
      },
    },
  };
}

describe('slices by value', () => {
  it('counts what is in each and leaves the others alone', () => {
    expect(triedAgainst(bySystem({}), patient([b, a, c]))).toEqual([]);
    expect(triedAgainst(bySystem({}), patient([b, c]))).toEqual(['slice-min Patient.identifier']);
    expect(triedAgainst(bySystem({}), patient([a, { ...a, value: '9' }]))).toEqual(['slice-max Patient.identifier']);
    expect(triedAgainst(bySystem({}), patient([a, b, b, b]))).toEqual(['slice-max Patient.identifier']);
  });

  it('demands of an item what its slice demands', () => {
    expect(triedAgainst(bySystem({}), patient([{ system: 'urn:a' }]))).toEqual(['min Patient.identifier[0].value']);
  });

  it('counts a slice that must be there also where there is nothing', () => {
    expect(triedAgainst(bySystem({}), { resourceType: 'Patient', active: true })).toEqual([
      'slice-min Patient.identifier',
    ]);
  });

  it('lets nothing else in where it is closed', () => {
    expect(triedAgainst(bySystem({ rules: 'closed' }), patient([a, b]))).toEqual([]);
    expect(triedAgainst(bySystem({ rules: 'closed' }), patient([a, c]))).toEqual([
      'slice-closed Patient.identifier[1]',
    ]);
  });

  it('wants others at the end where it is open there', () => {
    expect(triedAgainst(bySystem({ rules: 'openAtEnd' }), patient([a, b, c]))).toEqual([]);
    expect(triedAgainst(bySystem({ rules: 'openAtEnd' }), patient([c, a]))).toEqual([
      'slice-order Patient.identifier[1]',
    ]);
  });

  it('keeps an order', () => {
    expect(triedAgainst(bySystem({ ordered: true }), patient([a, b]))).toEqual([]);
    expect(triedAgainst(bySystem({ ordered: true }), patient([b, a]))).toEqual(['slice-order Patient.identifier[1]']);
  });

  it('finds the value in a pattern that stands further up', () => {
    const coded: Constraint = {
      elements: {
        category: {
          slicing: { rules: 'open', discriminators: [['value', 'coding.code']] },
          slices: { x: { min: 1, pattern: { coding: [{ code: 'x' }] } } },
        },
      },
    };
    const observation = (code: string): object => ({
      resourceType: 'Observation',
      status: 'final',
      code: { text: 'x' },
      category: [{ coding: [{ code, system: 'urn:x' }] }],
    });
    expect(triedAgainst(coded, observation('x'))).toEqual([]);
    expect(triedAgainst(coded, observation('y'))).toEqual(['slice-min Observation.category']);
  });
});

describe('other discriminators', () => {
  it('tells by whether something exists', () => {
    const root: Constraint = {
      elements: {
        identifier: {
          slicing: { rules: 'closed', discriminators: [['exists', 'period']] },
          slices: {
            dated: { max: 1, elements: { period: { min: 1 } } },
            undated: { max: 1, elements: { period: { max: 0 } } },
          },
        },
      },
    };
    const dated = { ...a, period: { start: '2020' } };
    expect(triedAgainst(root, patient([dated, b]))).toEqual([]);
    expect(triedAgainst(root, patient([b, c]))).toEqual(['slice-max Patient.identifier']);
  });

  it('tells by the type of a value', () => {
    const root: Constraint = {
      elements: {
        'deceased[x]': {
          slicing: { rules: 'closed', discriminators: [['type', '$this']] },
          slices: { deceasedBoolean: { types: ['boolean'], fixed: false } },
        },
      },
    };
    expect(triedAgainst(root, { resourceType: 'Patient', deceasedBoolean: false })).toEqual([]);
    expect(triedAgainst(root, { resourceType: 'Patient', deceasedBoolean: true })).toEqual([
      'fixed-value Patient.deceasedBoolean',
    ]);
    expect(triedAgainst(root, { resourceType: 'Patient', deceasedDateTime: '2020' })).toEqual([
      'slice-closed Patient.deceasedDateTime',
    ]);
  });

  it('slices a slice again', () => {
    const root = bySystem(
      {},
      {
        b: {
          elements: { system: { fixed: 'urn:b' } },
          slicing: { rules: 'closed', discriminators: [['value', 'use']] },
          slices: { official: { elements: { use: { fixed: 'official' } } } },
        },
      },
    );
    expect(triedAgainst(root, patient([a, { ...b, use: 'official' }]))).toEqual([]);
    expect(triedAgainst(root, patient([a, { ...b, use: 'temp' }]))).toEqual(['slice-closed Patient.identifier[1]']);
  });

  it('is content with one of two slices that it cannot tell apart', () => {
    const root: Constraint = {
      elements: {
        identifier: {
          slicing: { rules: 'open', discriminators: [['type', '$this']] },
          slices: {
            a: { types: ['Identifier'], elements: { system: { fixed: 'urn:a' } } },
            b: { types: ['Identifier'], elements: { system: { fixed: 'urn:b' } } },
          },
        },
      },
    };
    expect(triedAgainst(root, patient([b]))).toEqual([]);
    expect(triedAgainst(root, patient([c]))).toEqual(['fixed-value Patient.identifier[0].system']);
  });
});
