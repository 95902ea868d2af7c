import { hash } from 'node:crypto';

/** Octets of a SHA-256 hash: every leaf, node and root of the tree is this long. */
export const hashSize = 32;

/** Root of the tree without entries: SHA-256 of the empty string, RFC 6962 section 2.1. */
export const emptyRoot: Buffer = hash('sha256', Buffer.alloc(0), 'buffer');

const leafPrefix = Buffer.of(0x00);

// One scratch buffer for all inner nodes. Hashing is synchronous, so nothing can write to it between fill and hash,
// and the sequencer saves an allocation for every node it makes.
const nodeScratch = Buffer.alloc(1 + 2 * hashSize);
nodeScratch[0] = 0x01;

/**
 * Hash of a leaf: SHA-256(0x00 || entry), RFC 6962 section 2.1. The prefix keeps a leaf from being passed off as a
 * node, which is what makes second-preimage attacks on the tree fail.
 * @param entry - the octets of the entry, as stored
 */
export function leafHash(entry: Uint8Array): Buffer {
  return hash('sha256', Buffer.concat([leafPrefix, entry]), 'buffer');
}

/** Hash of an inner node: SHA-256(0x01 || left || right), RFC 6962 section 2.1. Both children are 32 octets. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  nodeScratch.set(left, 1);
  nodeScratch.set(right, 1 + hashSize);
  return hash('sha256', nodeScratch, 'buffer');
}
