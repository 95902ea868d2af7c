import { describe, expect, it } from '@jest/globals';
import { KeyLanes, type LaneItem } from './key-lanes.js';

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** An item that notes its runs and answers with the given waits, then is done. */
function item(key: string, name: string, runs: string[], waits: number[] = []): LaneItem {
  return {
    key,
    run: async () => {
      runs.push(name);
      await sleep(1);
      return waits.shift();
    },
  };
}

describe('the lanes of keys', () => {
  it('run items of one key one after the other', async () => {
    const lanes = new KeyLanes(8);
    const events: string[] = [];
    for (const name of ['a', 'b', 'c']) {
      lanes.push({
        key: 'k',
        run: async () => {
          events.push(`${name} begins`);
          await sleep(2);
          events.push(`${name} ends`);
          return undefined;
        },
      });
    }
    await sleep(50);
    expect(events).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('run no more at once than they may', async () => {
    const lanes = new KeyLanes(3);
    let most = 0;
    for (let n = 0; n < 12; n += 1) {
      lanes.push({
        key: `k${n}`,
        run: async () => {
          most = Math.max(most, lanes.running);
          await sleep(3);
          return undefined;
        },
      });
    }
    await sleep(80);
    expect(most).toBe(3);
    expect(lanes.running).toBe(0);
  });

  it('hold back a key whose item runs again, and give its place to other keys', async () => {
    const lanes = new KeyLanes(1);
    const runs: string[] = [];
    lanes.push(item('slow', 'slow 1', runs, [40]));
    lanes.push(item('slow', 'slow 2', runs));
    lanes.push(item('quick', 'quick 1', runs));
    lanes.push(item('quick', 'quick 2', runs));
    await sleep(120);
    expect(runs).toEqual(['slow 1', 'quick 1', 'quick 2', 'slow 1', 'slow 2']);
  });

  it('run waiting items at once when woken', async () => {
    const lanes = new KeyLanes(1);
    const runs: string[] = [];
    lanes.push(item('k', 'first', runs, [60_000]));
    lanes.push(item('k', 'second', runs));
    await sleep(20);
    expect(runs).toEqual(['first']);
    lanes.wake();
    await sleep(20);
    expect(runs).toEqual(['first', 'first', 'second']);
  });

  it('begin nothing more once closed, and wait for what runs', async () => {
    const lanes = new KeyLanes(1);
    const runs: string[] = [];
    let ended = false;
    lanes.push({
      key: 'k',
      run: async () => {
        await sleep(30);
        ended = true;
        return 0;
      },
    });
    lanes.push(item('k', 'behind', runs));
    lanes.push(item('other', 'other', runs));
    await lanes.close();
    expect(ended).toBe(true);
    await sleep(30);
    expect(runs).toEqual([]);
  });
});
