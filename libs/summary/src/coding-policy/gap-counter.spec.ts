import { describe, expect, it } from '@jest/globals';
import type { CodeGap } from './coverage.js';
import { CodeGapCounter } from './gap-counter.js';

const gap = (code: string, system = 'urn:oid:1.3.182.5.31'): CodeGap => ({
  element: 'medications.route',
  system,
  code,
  reason: 'no-map',
  coding: { system, code },
});

describe('the counter of codes without a European one', () => {
  it('counts over documents and puts the most frequent first', () => {
    const counter = new CodeGapCounter();
    counter.count({ codings: 10, changed: 1, gaps: [gap('38'), gap('27'), gap('27')] });
    counter.count({ codings: 5, changed: 0, gaps: [gap('27')] });
    expect(counter.snapshot()).toEqual({
      documents: 2,
      codings: 15,
      others: 0,
      gaps: [
        { element: 'medications.route', system: 'urn:oid:1.3.182.5.31', code: '27', reason: 'no-map', count: 3 },
        { element: 'medications.route', system: 'urn:oid:1.3.182.5.31', code: '38', reason: 'no-map', count: 1 },
      ],
    });
  });

  it('goes on from what was stored, and adds up what several have counted', () => {
    const one = new CodeGapCounter();
    one.count({ codings: 2, changed: 0, gaps: [gap('38')] });
    const other = new CodeGapCounter(one.snapshot());
    other.count({ codings: 2, changed: 0, gaps: [gap('38')] });
    one.add(other.snapshot());
    expect(one.snapshot()).toMatchObject({ documents: 3, codings: 6, gaps: [{ code: '38', count: 3 }] });
  });

  it.each([['Jean Dupont, né le 3 mai'], [''], ['x'.repeat(41)], ['a\nb']])(
    'keeps no words that somebody put in the place of a code: %j',
    (code) => {
      const counter = new CodeGapCounter();
      counter.count({ codings: 1, changed: 0, gaps: [gap(code), gap('38', 'le système de Jean Dupont')] });
      const text = JSON.stringify(counter.snapshot());
      expect(counter.snapshot().gaps).toHaveLength(2);
      expect(text).not.toMatch(/Dupont|xxx|\\n/);
    },
  );

  it('does not grow without end', () => {
    const counter = new CodeGapCounter();
    for (let at = 0; at < 10_050; at++) counter.count({ codings: 1, changed: 0, gaps: [gap(`c${at}`)] });
    const { gaps, others, documents } = counter.snapshot();
    expect([gaps.length, others, documents]).toEqual([10_000, 50, 10_050]);
  });
});
