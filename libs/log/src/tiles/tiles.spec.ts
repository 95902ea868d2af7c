import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import { consistencyProof } from '../merkle/consistency.js';
import { leafHash } from '../merkle/hashing.js';
import { inclusionProof } from '../merkle/inclusion.js';
import { MemoryNodeStore } from '../merkle/memory-node-store.js';
import { emptyLogState, integrate, type LogState } from '../sequencer/integrate.js';
import { entryBundle } from './entry-bundle.js';
import { tileGrowth } from './tile-growth.js';
import { tileNodeStore } from './tile-node-store.js';
import { entryBundlePath, tilePath, widthOfTile, type TileCoordinate } from './tile.js';

const name = ({ level, index }: TileCoordinate): string => `${level}/${index}`;

/** Tiles as a store keeps them: grown batch by batch, each growth appended to what is there. */
function tilesOf(entries: readonly Buffer[], batch: number): Map<string, Buffer> {
  const tiles = new Map<string, Buffer>();
  let state: LogState = emptyLogState;
  while (state.size < entries.length) {
    const integration = integrate(state, entries.slice(state.size, state.size + batch));
    for (const { offset, hashes, ...tile } of tileGrowth(integration)) {
      const before = tiles.get(name(tile)) ?? Buffer.alloc(0);
      expect(before.length).toBe(offset * 32);
      tiles.set(name(tile), Buffer.concat([before, hashes]));
    }
    state = integration.state;
  }
  return tiles;
}

const entries = Array.from({ length: 66_000 }, (_, at) => Buffer.from(`entry ${at}`));

describe('tiles', () => {
  it('have the widths that C2SP gives for the size', () => {
    const size = 66_000;
    expect(widthOfTile({ level: 0, index: 257 }, size)).toBe(208);
    expect(widthOfTile({ level: 0, index: 258 }, size)).toBe(0);
    expect(widthOfTile({ level: 1, index: 0 }, size)).toBe(256);
    expect(widthOfTile({ level: 1, index: 1 }, size)).toBe(1);
    expect(widthOfTile({ level: 2, index: 0 }, size)).toBe(1);
    expect(widthOfTile({ level: 3, index: 0 }, size)).toBe(0);
  });

  it('grow to those widths, and answer the same proofs as the nodes', async () => {
    const tiles = tilesOf(entries, 300);
    for (const [key, octets] of tiles) {
      const [level = 0, index = 0] = key.split('/').map(Number);
      expect(octets.length).toBe(32 * widthOfTile({ level, index }, entries.length));
    }
    const fromTiles = tileNodeStore({
      read: (wanted) => wanted.map((tile) => tiles.get(name(tile)) ?? Buffer.alloc(0)),
    });
    const fromNodes = MemoryNodeStore.of(entries.map(leafHash));
    for (const index of [0, 255, 256, 40_000, 65_535, 65_536, 65_999]) {
      expect(await inclusionProof(fromTiles, index, entries.length)).toEqual(
        await inclusionProof(fromNodes, index, entries.length),
      );
      expect(await consistencyProof(fromTiles, index + 1, entries.length)).toEqual(
        await consistencyProof(fromNodes, index + 1, entries.length),
      );
    }
  });

  it('report one that is not stored', async () => {
    const empty = tileNodeStore({ read: (wanted) => wanted.map(() => Buffer.alloc(0)) });
    await expect(inclusionProof(empty, 0, 300)).rejects.toEqual(expect.objectContaining({ code: 'PSR-6001' }));
  });

  it('have paths in groups of three digits', () => {
    expect(tilePath({ level: 0, index: 0 })).toBe('tile/0/000');
    expect(tilePath({ level: 1, index: 1_234_067 })).toBe('tile/1/x001/x234/067');
    expect(tilePath({ level: 0, index: 999 }, 7)).toBe('tile/0/999.p/7');
    expect(tilePath({ level: 0, index: 1000 })).toBe('tile/0/x001/000');
    expect(entryBundlePath(5, 112)).toBe('tile/entries/005.p/112');
  });
});

describe('entry bundle', () => {
  it('writes each entry after its length', () => {
    expect(entryBundle([Buffer.from('ab'), Buffer.alloc(0), Buffer.alloc(258, 1)]).toString('hex')).toBe(
      `0002616200000102${'01'.repeat(258)}`,
    );
  });

  it('refuses an entry that its length cannot tell', () => {
    expect(() => entryBundle([Buffer.alloc(65_536)])).toThrow(expect.objectContaining({ code: 'PSR-6005' }));
  });
});

describe('log written by Tessera', () => {
  it('has the tiles that its entries grow here', () => {
    const files = corpusFiles('security/tlog/tessera-testdata', '');
    const bundles = files.filter((file) => file.includes('/tile/entries/000.p/'));
    reportCorpusRun('Tessera tiles', bundles.length);
    for (const file of bundles) {
      const octets = readFileSync(file);
      const list: Buffer[] = [];
      for (let at = 0; at < octets.length; at += 2 + octets.readUInt16BE(at)) {
        list.push(octets.subarray(at + 2, at + 2 + octets.readUInt16BE(at)));
      }
      expect(entryBundle(list)).toEqual(octets);
      expect(tilesOf(list, 5).get('0/0')).toEqual(readFileSync(file.replace('/entries/', '/0/')));
    }
  });
});
