import { describe, expect, it } from '@jest/globals';
import type { Direction, Side } from '@passerelle/kernel';
import { newExchange } from '../testing/fake-ports.js';
import { advance } from './exchange.js';
import { exchangeStates, isFinal, mayBecome } from './states.js';

const kinds: [Direction, Side][] = [
  ['push', 'initiator'],
  ['push', 'responder'],
  ['pull', 'initiator'],
  ['pull', 'responder'],
];

describe('the states of an exchange', () => {
  it.each(kinds)('lead from received to acknowledged in a %s at the %s', (direction, side) => {
    const reached = new Set(['received']);
    for (const from of exchangeStates) {
      if (reached.has(from)) for (const to of exchangeStates) if (mayBecome(direction, side, from, to)) reached.add(to);
    }
    expect(reached).toContain('acknowledged');
  });

  it.each(kinds)('can always fail before the end, and never leave the end, in a %s at the %s', (direction, side) => {
    for (const from of exchangeStates) {
      const next = exchangeStates.filter((to) => mayBecome(direction, side, from, to));
      if (isFinal(from)) expect(next).toEqual([]);
      else if (next.length > 0) expect(next).toContain('failed');
    }
  });
});

describe('advance', () => {
  it('adds documents, counts the revision and leaves the exchange it was given untouched', () => {
    const before = newExchange('push', 'initiator');
    const document = { format: 'eps-bundle' as const, mediaType: 'x', sha256: 'a', size: 1, part: 'written' as const };
    const after = advance(before, { to: 'translated', documents: [document] }, new Date('2026-11-23T10:00:01Z'));
    expect(after.ok && after.value).toMatchObject({ state: 'translated', documents: [document], revision: 1 });
    expect(before).toMatchObject({ state: 'received', documents: [], revision: 0 });
  });

  it('refuses a step that the table does not have', () => {
    const skipped = advance(newExchange('push', 'initiator'), { to: 'acknowledged' }, new Date());
    expect(!skipped.ok && skipped.error.code).toBe('PSR-4003');
  });
});
