import type { Identifier, Sha256 } from '@passerelle/kernel';

/** A person's row as far as the vault needs it. */
export interface PersonKey {
  readonly personId: string;
  /** The person's key, encrypted under the node's master key. */
  readonly wrappedKey: Buffer;
}

/**
 * What the store asks of cryptography; libs/trust holds the keys. Deleting a person's row deletes the only copy of the
 * wrapped key, so everything encrypted under it is gone.
 */
export interface PersonVault {
  /** Keyed digest under which an identifier is looked up; the identifier itself is never stored in the clear. */
  lookup(identifier: Identifier): string;
  /** Keyed digest of a request that names a person; a plain one would be open to trying all numbers. */
  requestDigest(asked: string): Sha256;
  /** A new key for a person. */
  newKey(personId: string): PersonKey;
  /** Name of the person in the log; it cannot be linked any more once the key is deleted. */
  pseudonym(key: PersonKey, identifier: Identifier): string;
  seal(key: PersonKey, plain: Uint8Array, sha256: Sha256): Buffer;
  open(key: PersonKey, sealed: Uint8Array, sha256: Sha256): Buffer;
}
