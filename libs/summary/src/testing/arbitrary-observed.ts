import fc, { type Arbitrary } from 'fast-check';
import type { Observed, ObservedKind, ObservedValue, ReferenceRange } from '../model/entry.js';
import type { Interval } from '../model/moment.js';
import {
  carried,
  coded,
  codedOrAbsent,
  codings,
  decimals,
  few,
  flavors,
  measures,
  moments,
  participants,
  periods,
  quantities,
  some,
  words,
} from './arbitrary-parts.js';

/** A span of time: one moment is a kind of its own. */
const spans: Arbitrary<Interval> = fc
  .tuple(moments, fc.option(moments, { nil: undefined }))
  .filter(([low, high]) => low !== high)
  .map(([low, high]) => ({ low, ...(high !== undefined && { high }) }));

/** What was observed, of every kind. */
export const values: Arbitrary<ObservedValue> = fc.oneof(
  fc.record({ kind: fc.constant('quantity' as const), quantity: quantities }),
  fc.record({
    kind: fc.constant('quantity' as const),
    quantity: quantities,
    comparator: fc.constantFrom('<' as const, '<=' as const, '>=' as const, '>' as const),
  }),
  fc
    .tuple(measures, measures)
    .filter(([low, high]) => low.value !== high.value)
    .map(([low, { value }]) => ({ kind: 'range' as const, low, high: { ...low, value } })),
  fc.record({
    kind: fc.constant('ratio' as const),
    ratio: fc.record({ numerator: quantities, denominator: quantities }),
  }),
  fc.record({ kind: fc.constant('coded' as const), coded: fc.oneof(coded, fc.record({ absence: flavors })) }),
  fc.record({ kind: fc.constant('text' as const), text: words }),
  fc.record({ kind: fc.constant('moment' as const), at: moments }),
  fc.record({
    kind: fc.constant('period' as const),
    period: spans,
  }),
  fc.record({ kind: fc.constant('boolean' as const), value: fc.boolean() }),
);

const ranges: Arbitrary<ReferenceRange> = fc.oneof(
  fc.record({ low: measures }),
  fc.record({ high: measures, text: words }),
  fc.record({ low: measures, high: measures }),
  fc.record({ text: words }),
);

const statuses = fc.constantFrom('completed', 'active', 'nullified', 'new');

/** An observation of a kind, with members to a depth of two. */
export function observed<K extends ObservedKind>(kind: K, depth = 2): Arbitrary<Observed<K>> {
  const members =
    depth === 0
      ? fc.constant([])
      : fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, few(observed(kind, depth - 1), 1));
  return fc
    .tuple(
      carried,
      fc.record({
        code: codedOrAbsent,
        period: periods,
        interpretations: few(coded),
        referenceRanges: few(ranges),
        performers: few(participants),
        members,
      }),
      some<Pick<Observed, 'status' | 'category' | 'value' | 'bodySite' | 'method' | 'notes'>>({
        status: statuses,
        category: fc.record({ coding: codings }),
        value: values,
        bodySite: coded,
        method: coded,
        notes: few(words, 1),
      }),
    )
    .map(([frame, stands, parts]) => ({ kind, ...frame, ...stands, ...parts }) as unknown as Observed<K>);
}

/** A panel whose members have nothing but a value: blood pressure. */
export function panel<K extends ObservedKind>(kind: K): Arbitrary<Observed<K>> {
  return fc
    .tuple(
      carried,
      fc.record({ code: fc.record({ coding: codings }), period: periods }),
      fc.array(fc.record({ code: fc.record({ coding: codings }), value: decimals }), { minLength: 2, maxLength: 3 }),
    )
    .map(([frame, { code, period }, parts]) => {
      const { text: _text, ...named } = frame;
      const nothing = { interpretations: [], referenceRanges: [], performers: [] };
      const members = parts.map((part, at) => ({
        kind,
        path: `/entry.component[${at}]`,
        identifiers: [],
        code: part.code,
        status: 'completed',
        period,
        value: { kind: 'quantity' as const, quantity: { value: part.value, unit: 'mm[Hg]' } },
        ...nothing,
        members: [],
      }));
      return { kind, ...named, code, status: 'completed', period, ...nothing, members };
    });
}
