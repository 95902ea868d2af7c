import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CompactRange, rootOf } from '../merkle/compact-range.js';
import { leafHash } from '../merkle/hashing.js';
import { emptyLogState, integrate, type LogState } from './integrate.js';

const entriesOf = (count: number): Buffer[] => Array.from({ length: count }, (_, at) => Buffer.from(`entry ${at}`));

describe('integration', () => {
  it('numbers entries densely and reaches the root of RFC 6962, however they are cut into batches', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 40 }), { maxLength: 8 }), (batches) => {
        const total = batches.reduce((sum, count) => sum + count, 0);
        const entries = entriesOf(total);
        let state: LogState = emptyLogState;
        const indexes: number[] = [];
        const nodes: string[] = [];
        for (const count of batches) {
          const integration = integrate(state, entries.slice(state.size, state.size + count));
          state = integration.state;
          indexes.push(...integration.rows.map(({ index }) => index));
          nodes.push(...integration.nodes.map(({ level, index, hash }) => `${level}/${index} ${hash.toString('hex')}`));
        }
        const whole = integrate(emptyLogState, entries);
        expect(indexes).toEqual(entries.map((_, at) => at));
        expect(state).toEqual(whole.state);
        expect(nodes).toEqual(whole.nodes.map(({ level, index, hash }) => `${level}/${index} ${hash.toString('hex')}`));
        expect(state.root).toEqual(rootOf(entries.map(leafHash)));
      }),
      { numRuns: 40 },
    );
  });

  it('keeps the octets of the entries as they are', () => {
    const [entry] = entriesOf(1);
    expect(integrate(emptyLogState, [entry!]).rows[0]).toEqual({ index: 0, leafHash: leafHash(entry!), entry });
  });

  it('leaves the state it was given untouched', () => {
    const { state } = integrate(emptyLogState, entriesOf(3));
    const copy = structuredClone({
      size: state.size,
      root: state.root.toString('hex'),
      frontier: state.frontier.toString('hex'),
    });
    integrate(state, entriesOf(5));
    expect({ size: state.size, root: state.root.toString('hex'), frontier: state.frontier.toString('hex') }).toEqual(
      copy,
    );
  });

  it('refuses a state row that was edited', () => {
    const { state } = integrate(emptyLogState, entriesOf(5));
    const refused = expect.objectContaining({ code: 'PSR-6001' });
    const forged = Buffer.from(state.frontier);
    forged[0]! ^= 1;
    expect(() => integrate({ ...state, frontier: forged }, [])).toThrow(refused);
    expect(() => integrate({ ...state, root: leafHash(Buffer.from('x')) }, [])).toThrow(refused);
    expect(() => integrate({ ...state, size: 4 }, [])).toThrow(refused);
  });

  it('refuses an entry longer than a bundle can carry', () => {
    expect(() => integrate(emptyLogState, [Buffer.alloc(65_536)])).toThrow(
      expect.objectContaining({ code: 'PSR-6005' }),
    );
    expect(integrate(emptyLogState, [Buffer.alloc(65_535)]).state.size).toBe(1);
  });

  it('stores a state that the compact range reads', () => {
    const { state } = integrate(emptyLogState, entriesOf(77));
    expect(CompactRange.decode(state.size, state.frontier).root()).toEqual(state.root);
  });
});
