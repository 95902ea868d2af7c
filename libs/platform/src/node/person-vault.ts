import type { PersonKey, PersonVault } from '@passerelle/store';
import {
  lookupKey,
  newPersonKey,
  openDocument,
  pseudonym,
  pseudonymSecret,
  requestDigest,
  sealDocument,
  unwrapPersonKey,
  wrapPersonKey,
} from '@passerelle/trust';
import type { NodeKeys } from './keys.js';

/** The store's vault over the node's keys: a key per person, wrapped under the node's master key. */
export function personVault(keys: Pick<NodeKeys, 'master' | 'lookup'>): PersonVault {
  const unwrap = ({ wrappedKey, personId }: PersonKey) => unwrapPersonKey(wrappedKey, keys.master, personId);
  return {
    lookup: (identifier) => lookupKey(keys.lookup, identifier),
    requestDigest: (asked) => requestDigest(keys.lookup, asked),
    newKey: (personId) => ({ personId, wrappedKey: wrapPersonKey(newPersonKey(), keys.master, personId) }),
    pseudonym: (key, identifier) => pseudonym(pseudonymSecret(unwrap(key)), identifier),
    seal: (key, plain, sha256) =>
      sealDocument(plain, unwrap(key), { documentDigest: sha256, personKeyId: key.personId }),
    open: (key, sealed, sha256) =>
      openDocument(sealed, unwrap(key), { documentDigest: sha256, personKeyId: key.personId }),
  };
}
