import { describe, expect, it } from '@jest/globals';
import { ClaimSize } from './claim-size.js';

/** The size after many messages that took so long each. */
function sizeAfter(concurrency: number, ms: number): number {
  const size = new ClaimSize(concurrency);
  for (let n = 0; n < 200; n += 1) size.record(ms);
  return size.size;
}

describe('how much a consumer holds', () => {
  it.each([
    ['what its handlers can begin, while it does not know them', new ClaimSize(8).size, 8],
    ['what its handlers can begin, when a message takes a second', sizeAfter(8, 1000), 8],
    ['work for about 200 ms, when a message takes 20', sizeAfter(4, 20), 44],
    ['256 messages, when a message takes no time', sizeAfter(8, 0), 256],
    ['as many as its handlers, when they are more than 256', sizeAfter(300, 1000), 300],
  ])('is %s', (_behaviour, size, expected) => {
    expect(Math.abs(size - expected)).toBeLessThanOrEqual(4);
  });
});
