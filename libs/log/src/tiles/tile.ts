import { hashSize } from '../merkle/hashing.js';

/** Height of a tile in levels of the tree, fixed by C2SP tlog-tiles. */
export const tileHeight = 8;

/** Hashes of a full tile. */
export const tileWidth = 2 ** tileHeight;

/** Octets of a full tile. */
export const tileSize = tileWidth * hashSize;

/** Which tile: the hashes of tree level 8 * level, from index * 256 on. */
export interface TileCoordinate {
  readonly level: number;
  readonly index: number;
}

/** Number of hashes a tile has in a tree of the given size: 256 when full, 0 when it does not exist. */
export function widthOfTile({ level, index }: TileCoordinate, size: number): number {
  const hashes = Math.floor(size / tileWidth ** level);
  return Math.max(0, Math.min(tileWidth, hashes - index * tileWidth));
}

/**
 * Path of a tile below the prefix of the log, C2SP tlog-tiles: `tile/0/x001/x234/067`, `tile/0/000.p/7`.
 * @param width - number of hashes, 256 for a full tile
 */
export function tilePath({ level, index }: TileCoordinate, width: number = tileWidth): string {
  return `tile/${level}/${indexPath(index)}${partial(width)}`;
}

/**
 * Path of an entry bundle: `tile/entries/000.p/7`.
 * @param width - number of entries, 256 for a full bundle
 */
export function entryBundlePath(index: number, width: number = tileWidth): string {
  return `tile/entries/${indexPath(index)}${partial(width)}`;
}

/** The index in groups of three digits, all but the last with an `x` in front, so that no folder grows too large. */
function indexPath(index: number): string {
  const digits = String(index);
  const padded = digits.padStart(Math.ceil(digits.length / 3) * 3, '0');
  const groups = padded.match(/.{3}/g) ?? [];
  return groups.map((group, at) => (at < groups.length - 1 ? `x${group}` : group)).join('/');
}

function partial(width: number): string {
  return width < tileWidth ? `.p/${width}` : '';
}
