import type { LocalSealKey, SealKey } from '../keys/seal-key.js';

/** Something that lacks nothing but its signature: what is to be signed, and how the signature makes it whole. */
export interface Unsigned<T> {
  /** The octets that are signed. */
  readonly octets: Buffer;
  readonly complete: (signature: Buffer) => T;
}

/** Has it signed, wherever the key may be. */
export async function signWith<T>(unsigned: Unsigned<T>, key: SealKey): Promise<T> {
  return unsigned.complete(await key.sign(unsigned.octets));
}

/** Signs with a key of this process. */
export function signAtOnce<T>(unsigned: Unsigned<T>, key: LocalSealKey): T {
  return unsigned.complete(key.sign(unsigned.octets));
}
