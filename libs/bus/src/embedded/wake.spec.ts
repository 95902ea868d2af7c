import { describe, expect, it } from '@jest/globals';
import { Wake } from './wake.js';

async function slept(wake: Wake, ms: number): Promise<number> {
  const begun = performance.now();
  await wake.sleep(ms);
  return performance.now() - begun;
}

describe('the bell', () => {
  it('ends a sleep', async () => {
    const wake = new Wake();
    setTimeout(() => wake.ring(), 10);
    expect(await slept(wake, 5000)).toBeLessThan(1000);
  });

  it('is remembered when it rang before the sleep, once', async () => {
    const wake = new Wake();
    wake.ring();
    wake.ring();
    expect(await slept(wake, 5000)).toBeLessThan(1000);
    expect(await slept(wake, 40)).toBeGreaterThan(30);
  });

  it('rings later when asked to', async () => {
    const wake = new Wake();
    wake.ringAfter(40);
    const ms = await slept(wake, 5000);
    expect(ms).toBeGreaterThan(30);
    expect(ms).toBeLessThan(1000);
  });

  it('forgets what has not rung when silenced', async () => {
    const wake = new Wake();
    wake.ringAfter(10);
    wake.silence();
    expect(await slept(wake, 60)).toBeGreaterThan(50);
  });
});
