import { describe, expect, it } from '@jest/globals';
import { newId, PasserelleError } from '@passerelle/kernel';
import type { BusLogEntry } from './bus-log.js';
import { ack, deadLetter, retry, type HandlerResult } from './handler-result.js';
import { outgoingMessage } from './message.js';
import type { Handler } from './message-bus.js';
import { settle } from './settlement.js';
import { backoffMs, subscriptionPolicy } from './subscription-policy.js';

const policy = subscriptionPolicy({ maxAttempts: 3, backoff: { firstMs: 100, maxMs: 1000 } });

async function settled(handler: Handler, attempt = 1): Promise<{ settlement: unknown; log: BusLogEntry[] }> {
  const message = { ...outgoingMessage('documents', { exchangeId: newId(), step: 'deliver' }), attempt };
  const log: BusLogEntry[] = [];
  return { settlement: await settle(handler, message, policy, (entry) => log.push(entry)), log };
}

const throwing = (cause: unknown): Handler => {
  return () => {
    throw cause;
  };
};

describe('what becomes of a delivered message', () => {
  it.each<[string, Handler, number, unknown]>([
    ['Ack ends it', () => ack(), 1, { kind: 'done' }],
    ['Retry brings it again after the time asked for', () => retry(5000), 1, { kind: 'again', afterMs: 5000 }],
    ['Retry on the last attempt is a dead letter', () => retry(5000), 3, { kind: 'dead', code: 'PSR-5003' }],
    [
      'the code of that Retry is the reason',
      () => retry(5000, 'PSR-5001'),
      3,
      { kind: 'dead', code: 'PSR-5003', reason: 'PSR-5001' },
    ],
    ['DeadLetter ends it at once', () => deadLetter('PSR-9002'), 1, { kind: 'dead', code: 'PSR-9002' }],
    ['a throw brings it again after the backoff', throwing(new Error('x')), 2, { kind: 'again', afterMs: 200 }],
    ['a rejection does too', () => Promise.reject(new Error('x')), 1, { kind: 'again', afterMs: 100 }],
    [
      'a throw on the last attempt is a dead letter with the internal error as reason',
      throwing(new Error('x')),
      3,
      { kind: 'dead', code: 'PSR-5003', reason: 'PSR-9001' },
    ],
    [
      'a registered error thrown keeps its code as reason',
      throwing(new PasserelleError('PSR-5001')),
      3,
      { kind: 'dead', code: 'PSR-5003', reason: 'PSR-5001' },
    ],
    [
      'an answer that is none counts as a throw',
      (() => undefined) as unknown as Handler,
      1,
      { kind: 'again', afterMs: 100 },
    ],
    [
      'an answer of an unknown kind counts as a throw',
      () => ({ kind: 'later' }) as unknown as HandlerResult,
      1,
      { kind: 'again', afterMs: 100 },
    ],
  ])('%s', async (_behaviour, handler, attempt, expected) => {
    expect((await settled(handler, attempt)).settlement).toEqual(expected);
  });

  it('keeps the text of a thrown error out of the facts it logs', async () => {
    const { log } = await settled(throwing(new Error('no record for Jean Dupont')));
    expect(log).toHaveLength(1);
    expect(log[0]).toMatchObject({ event: 'handler-failed', facts: { attempt: 1, code: 'PSR-9001' } });
    expect(JSON.stringify(log[0]?.facts)).not.toContain('Dupont');
    expect(log[0]?.cause).toBeInstanceOf(Error);
  });
});

describe('the backoff', () => {
  it('doubles from its first wait to its longest', () => {
    const waits = [1, 2, 3, 4, 5, 6].map((attempt) => backoffMs(attempt, { firstMs: 100, maxMs: 1000 }));
    expect(waits).toEqual([100, 200, 400, 800, 1000, 1000]);
  });

  it('stays finite for any attempt', () => {
    expect(backoffMs(1_000_000, { firstMs: 100, maxMs: 60_000 })).toBe(60_000);
  });
});

describe('a Retry', () => {
  it.each([[-1], [0.5], [Number.NaN], [Number.POSITIVE_INFINITY], [8 * 24 * 3600 * 1000]])('refuses %p ms', (ms) => {
    expect(() => retry(ms)).toThrow(expect.objectContaining({ code: 'PSR-9001' }));
  });

  it.each([[0], [7 * 24 * 3600 * 1000]])('takes %p ms', (ms) => {
    expect(retry(ms)).toEqual({ kind: 'retry', afterMs: ms });
  });
});
