import { describe, expect, it } from '@jest/globals';
import { completeMatricule, matriculeFault } from './matricule.js';

describe('matricule', () => {
  it.each(['1893120105732', '1983081822885'])(
    'accepts %s, whose check digits are both over eleven digits',
    (number) => {
      expect(matriculeFault(number)).toBeUndefined();
      expect(completeMatricule(number.slice(0, 11))).toBe(number);
    },
  );

  it.each([
    ['189312010573', 'form'],
    ['1893 20105732', 'form'],
    ['1893120105742', 'luhn'],
    ['1893120105733', 'verhoeff'],
    ['1972121434125', 'luhn'],
  ])('refuses %s for its %s', (number, fault) => {
    expect(matriculeFault(number)).toBe(fault);
  });
});
