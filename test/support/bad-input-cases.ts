import { expect, it } from '@jest/globals';
import { activeContent, entriesOf, outcomeOf, type Outcome } from './bad-input.js';

/** What every case is translated into. */
export const targets = ['eps', 'pivot'] as const;
export type TargetHere = (typeof targets)[number];

/** A document that is wrong in one way, and what must come of it. */
export interface Case {
  readonly name: string;
  readonly octets: Buffer;
  /** The code it is refused with; without one it is translated. */
  readonly refused?: string;
  /** What its report must tell. */
  readonly told?: readonly RegExp[];
  /** What must stand in the document that is written, and what must not. */
  readonly keeps?: readonly string[];
  readonly never?: readonly string[];
}

/** A document that is refused. */
export const refused = (name: string, octets: Buffer, code: string): Case => ({ name, octets, refused: code });
/** A document whose report tells what is wrong with it. */
export const tells = (name: string, octets: Buffer, ...told: RegExp[]): Case => ({ name, octets, told });
/** A document that is translated and keeps certain words. */
export const keeps = (name: string, octets: Buffer, ...words: string[]): Case => ({ name, octets, keeps: words });

/** Translated whole and valid, with a row for each entry, or refused: there is no third way for a document to go. */
function expectOutcome({ octets, told = [], never = [], ...row }: Case, target: TargetHere): void {
  const outcome = outcomeOf(octets, target);
  if (row.refused !== undefined) return expect(outcome).toBe(row.refused);
  const { text, errors, report, told: words } = translated(outcome);
  expect(errors).toEqual([]);
  expect(report.entries).toHaveLength(entriesOf(octets));
  expect(report.totals['not-carried']).toBe(0);
  expect(activeContent(text, target)).toEqual([]);
  for (const each of told) expect(words).toMatch(each);
  expect((row.keeps ?? []).filter((each) => !text.includes(each))).toEqual([]);
  expect(never.filter((each) => text.includes(each))).toEqual([]);
}

/** The outcome of a document that must be translated. */
export function translated(outcome: Outcome | string): Outcome {
  if (typeof outcome === 'string') throw new Error(`refused with ${outcome}`);
  return outcome;
}

/** Each case into both targets. */
export function each(cases: readonly Case[], timeout?: number): void {
  it.each(cases.flatMap((row) => targets.map((target) => ({ ...row, target }))))(
    '$name, to $target',
    ({ target, ...row }) => expectOutcome(row, target),
    timeout,
  );
}
