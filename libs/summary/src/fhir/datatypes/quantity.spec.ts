import { describe, expect, it } from '@jest/globals';
import { quantity, range, ratio, readQuantity, readRange, readRatio } from './quantity.js';

function sent(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('quantity', () => {
  it('writes a number with its UCUM unit', () => {
    expect(sent(quantity({ value: '13.4', unit: 'g/dL' }))).toEqual({
      value: 13.4,
      unit: 'g/dL',
      system: 'http://unitsofmeasure.org',
      code: 'g/dL',
    });
  });

  it.each(['10.0', '10', '0.50', '-3', '1200', '0.0'])('keeps the digits of %s', (value) => {
    expect(readQuantity(sent(quantity({ value, unit: 'mg' })))).toEqual({ value, unit: 'mg' });
  });

  it('shows an annotation without its braces', () => {
    expect(quantity({ value: '1', unit: '{tablet}' })).toMatchObject({ unit: 'tablet', code: '{tablet}' });
  });

  it('does not present a unit that is not UCUM as one', () => {
    const { unit, code, system } = quantity({ value: '1', unit: 'comprimé' });
    expect({ unit, code, system }).toEqual({ unit: 'comprimé', code: undefined, system: undefined });
  });
});

describe('readQuantity', () => {
  it('reads a code without system, which producers write against qty-3', () => {
    expect(readQuantity({ value: 5, unit: 'milligram', code: 'mg' })).toEqual({ value: '5', unit: 'mg' });
  });

  it('turns units of other systems into annotations', () => {
    const tablet = { value: 1, unit: 'film-coated tablet', system: 'http://standardterms.edqm.eu', code: '10221000' };
    expect(readQuantity(tablet)).toEqual({ value: '1', unit: '{film-coated_tablet}' });
    expect(readQuantity({ value: 2, unit: 'comprimé' })).toEqual({ value: '2', unit: '{comprime}' });
  });

  it('reads a number that came as text', () => {
    expect(readQuantity({ value: '5.10', unit: 'mg' })).toEqual({ value: '5.10', unit: 'mg' });
  });

  it.each([undefined, null, 5, {}, { unit: 'mg' }, { value: 'five' }, { value: Number.NaN }])(
    'finds no quantity in %j',
    (odd) => {
      expect(readQuantity(odd)).toBeUndefined();
    },
  );
});

describe('ratio and range', () => {
  it('gives back a strength', () => {
    const strength = { numerator: { value: '245', unit: 'mg' }, denominator: { value: '1', unit: '{tablet}' } };
    expect(readRatio(sent(ratio(strength)))).toEqual(strength);
  });

  it('reads a denominator that is not given as one', () => {
    expect(readRatio({ numerator: { value: 5, code: 'mg' } })?.denominator).toEqual({ value: '1' });
  });

  it('gives back a range with one end open', () => {
    expect(readRange(sent(range({ low: { value: '1' } })!))).toEqual({ low: { value: '1' } });
    expect(readRange({})).toBeUndefined();
  });

  it('has no range whose ends are the wrong way round (rng-2)', () => {
    expect(range({ low: { value: '10', unit: 'mg' }, high: { value: '9', unit: 'mg' } })).toBeUndefined();
    expect(range({ low: { value: '10', unit: 'mg' }, high: { value: '9', unit: 'g' } })).toBeDefined();
  });
});
