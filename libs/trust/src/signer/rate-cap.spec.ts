import { describe, expect, it } from '@jest/globals';
import { RateCap } from './rate-cap.js';

describe('RateCap', () => {
  it('admits a second worth of requests at once, and then as many as time brings', () => {
    const cap = new RateCap(10);
    const admitted = (now: number, asked: number) =>
      Array.from({ length: asked }, () => cap.admits(now)).filter(Boolean).length;
    expect(admitted(0, 50)).toBe(10);
    expect(admitted(0, 50)).toBe(0);
    expect(admitted(500, 50)).toBe(5);
    expect(admitted(60_000, 50)).toBe(10);
  });
});
