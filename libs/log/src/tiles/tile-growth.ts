import type { Integration } from '../sequencer/integrate.js';
import { tileHeight, tileWidth, type TileCoordinate } from './tile.js';

/** Hashes that a batch adds to one tile. */
export interface TileGrowth extends TileCoordinate {
  /** Number of hashes the tile had before: the new ones go behind them. */
  readonly offset: number;
  /** The new hashes in one run of octets, 32 each. */
  readonly hashes: Buffer;
}

/**
 * What a batch adds to the tiles of the log. Storing tiles instead of single nodes takes one row of 8 kB for 256
 * entries; the levels between are computed again when a proof needs them (`tileNodeStore`).
 * @returns one growth for each tile touched; a store appends `hashes` to the row, whose length has to be `offset`
 */
export function tileGrowth({ rows, nodes }: Pick<Integration, 'rows' | 'nodes'>): TileGrowth[] {
  const grown = new Map<string, { level: number; index: number; offset: number; parts: Buffer[] }>();
  const add = (level: number, position: number, hash: Buffer): void => {
    const index = Math.floor(position / tileWidth);
    const name = `${level}/${index}`;
    const tile = grown.get(name) ?? { level, index, offset: position % tileWidth, parts: [] };
    tile.parts.push(hash);
    grown.set(name, tile);
  };
  for (const { index, leafHash } of rows) add(0, index, leafHash);
  for (const { level, index, hash } of nodes) if (level % tileHeight === 0) add(level / tileHeight, index, hash);
  return [...grown.values()].map(({ parts, ...tile }) => ({ ...tile, hashes: Buffer.concat(parts) }));
}
