import { describe, expect, it } from '@jest/globals';
import { expiryOf } from './expiry.js';

const now = new Date('2026-11-28T12:00:00Z');
const day = 24 * 60 * 60;
const after = (seconds: number) => expiryOf({ validTo: new Date(now.getTime() + seconds * 1000) }, now);

describe('expiryOf', () => {
  it.each([
    [400 * day, undefined],
    [90 * day + 1, undefined],
    [90 * day, 90],
    [60 * day + 1, 90],
    [60 * day, 60],
    [30 * day, 30],
    [7 * day + 1, 30],
    [7 * day, 7],
    [0, 7],
    [-1, 0],
    [-400 * day, 0],
  ])('tells of %i seconds the threshold %j', (seconds, threshold) => {
    expect(after(seconds)).toEqual({ seconds, ...(threshold !== undefined && { threshold }) });
  });
});
