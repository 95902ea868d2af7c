import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PartitionWindow } from './partition-window.js';

/** A window in which the given offsets were handed out. */
function windowOf(...offsets: number[]): PartitionWindow {
  const window = new PartitionWindow(0, BigInt(offsets[0] ?? 0));
  for (const offset of offsets) window.open(BigInt(offset));
  return window;
}

describe('the window of a partition', () => {
  it('has nothing to commit before anything is settled', () => {
    expect(windowOf(5, 6, 7).uncommitted()).toBeUndefined();
  });

  it('commits up to the oldest unsettled message', () => {
    const window = windowOf(5, 6, 7, 8);
    window.settle(5n);
    window.settle(7n);
    expect(window.uncommitted()).toBe(6n);
    window.settle(6n);
    expect(window.uncommitted()).toBe(8n);
  });

  it('commits the offset after the last when all is settled', () => {
    const window = windowOf(5, 6);
    window.settle(6n);
    window.settle(5n);
    expect(window.uncommitted()).toBe(7n);
  });

  it('passes over offsets that hold no message', () => {
    const window = windowOf(5, 9);
    window.settle(5n);
    expect(window.uncommitted()).toBe(9n);
  });

  it('has nothing to commit again after the broker accepted it', () => {
    const window = windowOf(5, 6);
    window.settle(5n);
    window.committed(6n);
    expect(window.uncommitted()).toBeUndefined();
  });

  it('commits nothing once it is revoked: another member may be further', () => {
    const window = windowOf(5, 6);
    window.settle(5n);
    window.revoke();
    expect(window.uncommitted()).toBeUndefined();
  });

  it('counts what is unsettled and how far it is spread', () => {
    const window = windowOf(5, 6, 7, 8);
    window.settle(7n);
    expect([window.unsettled, window.spread]).toEqual([3, 4]);
    window.settle(5n);
    expect([window.unsettled, window.spread]).toEqual([2, 3]);
  });

  it('never commits beyond an unsettled message, in whatever order they settle', () => {
    const orders = fc.shuffledSubarray(Array.from({ length: 20 }, (_, n) => n));
    fc.assert(
      fc.property(orders, (settling) => {
        const window = windowOf(...Array.from({ length: 20 }, (_, n) => n));
        const unsettled = new Set(Array.from({ length: 20 }, (_, n) => n));
        for (const offset of settling) {
          window.settle(BigInt(offset));
          unsettled.delete(offset);
          const oldest = Math.min(20, ...unsettled);
          expect(window.uncommitted() ?? 0n).toBe(BigInt(oldest));
        }
      }),
    );
  });
});
