import { PasserelleError } from '@passerelle/kernel';
import { rootOf } from '../merkle/compact-range.js';
import { hashSize } from '../merkle/hashing.js';
import type { NodeStore } from '../merkle/node-store.js';
import type { NodeCoordinate } from '../merkle/subtrees.js';
import { tileHeight, tileWidth, type TileCoordinate } from './tile.js';

/** Port to the stored tiles. A proof asks once, for at most two tiles a tile level. */
export interface TileSource {
  /** Gives the hashes of tiles, full or partial, in the order asked; a tile that is not stored is empty. */
  read(wanted: readonly TileCoordinate[]): Promise<readonly Buffer[]> | readonly Buffer[];
}

/** The nodes of a tree whose tiles are stored: a node between two tile levels is computed from the tile below it. */
export function tileNodeStore(source: TileSource): NodeStore {
  return {
    async read(wanted: readonly NodeCoordinate[]): Promise<readonly Buffer[]> {
      const places = wanted.map(placeInTile);
      const tiles = new Map(places.map(({ tile }) => [`${tile.level}/${tile.index}`, tile]));
      const octets = await source.read([...tiles.values()]);
      const content = new Map([...tiles.keys()].map((name, at) => [name, octets[at] ?? Buffer.alloc(0)]));
      return places.map(({ tile, offset, width }) => {
        const hashes = content
          .get(`${tile.level}/${tile.index}`)!
          .subarray(offset * hashSize, (offset + width) * hashSize);
        if (hashes.length < width * hashSize) {
          throw new PasserelleError('PSR-6001', { reason: 'a tile of the tree is not stored', ...tile });
        }
        return rootOf(chunks(hashes));
      });
    },
  };
}

/** The run of hashes of one tile that lies below a node. */
function placeInTile({ level, index }: NodeCoordinate): { tile: TileCoordinate; offset: number; width: number } {
  const tileLevel = Math.floor(level / tileHeight);
  const width = 2 ** (level % tileHeight);
  const first = index * width;
  return { tile: { level: tileLevel, index: Math.floor(first / tileWidth) }, offset: first % tileWidth, width };
}

function* chunks(octets: Buffer): Iterable<Buffer> {
  for (let at = 0; at < octets.length; at += hashSize) yield octets.subarray(at, at + hashSize);
}
