import { sha256 } from '@passerelle/kernel';
import { describe, expect, it } from '@jest/globals';
import { epoch } from '../testing/identities.js';
import { judgeLifetime, judgeSuccession, shortestLifetime } from './succession.js';

const later = (seconds: number): Date => new Date(epoch.getTime() + seconds * 1000);
const [one, other] = [sha256('one'), sha256('other')];
const seen = { sequence: 7, digest: one, at: epoch };
const day = 86_400;
const bounds = { shortest: shortestLifetime, longest: 7 * day * 1000 };
const answer = (result: ReturnType<typeof judgeSuccession> | ReturnType<typeof judgeLifetime>): unknown =>
  result.ok ? result.value : result.error.code;

describe('threat 21: judgeSuccession', () => {
  it.each([
    ['the first list there ever was', undefined, { sequence: 1, digest: one }, 'new'],
    ['the next', seen, { sequence: 8, digest: other }, 'new'],
    ['one after a gap', seen, { sequence: 4_000, digest: other }, 'new'],
    ['the same again', seen, { sequence: 7, digest: one }, 'same'],
    ['a lower number', seen, { sequence: 6, digest: other }, 'PSR-3055'],
    ['a lower number with the same content', seen, { sequence: 6, digest: one }, 'PSR-3055'],
    ['the same number with other content', seen, { sequence: 7, digest: other }, 'PSR-3056'],
  ])('judges %s', (_, known, offered, expected) => {
    expect(answer(judgeSuccession(known, offered, later(10)))).toBe(expected);
  });

  it('takes nothing while the clock shows an earlier time than it has shown', () => {
    expect(answer(judgeSuccession(seen, { sequence: 8, digest: other }, later(-61)))).toBe('PSR-3065');
    expect(answer(judgeSuccession(seen, { sequence: 7, digest: one }, later(-61)))).toBe('PSR-3065');
    expect(answer(judgeSuccession(seen, { sequence: 8, digest: other }, later(-59)))).toBe('new');
  });
});

describe('threat 21: judgeLifetime', () => {
  it.each([
    ['in its time', 0, day, 10, undefined],
    ['at its last second', 0, day, day, undefined],
    ['one second later', 0, day, day + 1, 'PSR-3053'],
    ['issued a little ahead of our clock', 0, day, -60, undefined],
    ['issued further ahead', 0, day, -61, 'PSR-3054'],
    ['that lives ten minutes', 0, 600, 10, undefined],
    ['that lives shorter', 0, 599, 10, 'PSR-3064'],
    ['that lives longer than allowed', 0, 7 * day + 1, 10, 'PSR-3064'],
    ['that ends before it begins', 0, -day, 10, 'PSR-3064'],
  ])('judges a list %s', (_, from, until, now, expected) => {
    expect(answer(judgeLifetime({ issued: later(from), expires: later(until) }, later(now), bounds))).toBe(expected);
  });
});
