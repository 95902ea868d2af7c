import { describe, expect, it } from '@jest/globals';
import { checkClock } from './clock-difference.js';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 28) + seconds * 1000);

describe('threat 43: our clock against that of a time-stamping authority', () => {
  it('agrees whenever the authority read its clock between asking and answer, however long that took', () => {
    expect(checkClock(at(0), at(0), at(0))).toEqual({ ok: true, value: 0 });
    expect(checkClock(at(7), at(0), at(9))).toEqual({ ok: true, value: 0 });
  });

  it('tells by how much we are ahead or behind', () => {
    expect(checkClock(at(0), at(2), at(3))).toEqual({ ok: true, value: 2000 });
    expect(checkClock(at(7), at(2), at(3))).toEqual({ ok: true, value: -4000 });
  });

  it('refuses more than five seconds either way', () => {
    expect(checkClock(at(0), at(5.001), at(6))).toMatchObject({ error: { code: 'PSR-3025' } });
    expect(checkClock(at(11.001), at(5), at(6))).toMatchObject({ error: { code: 'PSR-3025' } });
    expect(checkClock(at(0), at(5), at(6)).ok).toBe(true);
    expect(checkClock(at(11), at(5), at(6)).ok).toBe(true);
  });
});
