import { describe, expect, it } from '@jest/globals';
import { address, readAddresses } from './address.js';
import { contactPoint, readContactPoints } from './contact-point.js';
import { humanName, readHumanNames } from './human-name.js';

function sent(value: object): unknown {
  return JSON.parse(JSON.stringify(value));
}

describe('names', () => {
  it.each([
    { family: ['EXEMPLE-RICHE'], given: ['Marguerite', 'Anne'], use: 'L' },
    { family: ['Exemple'], given: [], prefix: ['Dr'], suffix: ['jr'] },
    { family: [], given: [], text: 'Docteur Exemple' },
  ])('gives back %j', (name) => {
    expect(readHumanNames([sent(humanName(name))])).toEqual([name]);
  });

  it('keeps all parts of a family name in their order', () => {
    expect(humanName({ family: ['DE', 'SOUZA'], given: [] }).family).toBe('DE SOUZA');
  });

  it('passes over names that say nothing', () => {
    expect(readHumanNames([{ use: 'official' }, 'x', null])).toEqual([]);
  });
});

describe('addresses', () => {
  it.each([
    { lines: ['7, rue de l’Exemple'], postalCode: '0007', city: 'Fictiville', country: 'LU', use: 'H' },
    { lines: [], absence: 'MSK' as const },
  ])('gives back %j', (place) => {
    expect(readAddresses([sent(address(place))])).toEqual([place]);
  });

  it('reads an address that came as text alone', () => {
    expect(readAddresses([{ text: 'Fictiville' }, { use: 'home' }])).toEqual([{ lines: ['Fictiville'] }]);
  });
});

describe('telecoms', () => {
  it.each([
    ['tel:+352-00000007', 'phone', '+352-00000007'],
    ['mailto:a@exemple.lu', 'email', 'a@exemple.lu'],
    ['https://exemple.lu', 'url', 'https://exemple.lu'],
    ['fax:+352-1', 'fax', '+352-1'],
  ])('writes %s as %s and reads it again', (value, system, written) => {
    const point = contactPoint({ value, use: 'WP' });
    expect(point).toMatchObject({ system, value: written, use: 'work' });
    expect(readContactPoints([sent(point)])).toEqual([{ value, use: 'WP' }]);
  });

  it('takes white space out of a number', () => {
    expect(readContactPoints([{ system: 'phone', value: '+33 1 77 25' }])).toEqual([{ value: 'tel:+33-1-77-25' }]);
  });
});
