import { PasserelleError } from '@passerelle/kernel';
import type { CustodyKey } from '../custody/custody-key.js';
import { keyPurposes, type KeyPurpose } from '../key-purpose.js';
import { filesOfPlace, KeyPlaces, type KeyPlace, type PlaceReading } from './key-place.js';
import { currentKey, keyId, type KeyDescription } from './key-ring.js';

/** A key that is held here, with the means to sign. */
export interface HeldKey extends KeyDescription {
  readonly custody: CustodyKey;
}

/** The keys of a node, by purpose. Where each lies is nobody's business above this port. */
export interface KeyStore {
  /** All keys: the present ones and those that come before and after them. */
  readonly keys: readonly HeldKey[];
  /** The key that signs for a purpose at an instant. @throws PasserelleError PSR-3070, PSR-3073 */
  current(purpose: KeyPurpose, at: Date): HeldKey;
  /** A key by its id. @throws PasserelleError PSR-3083 when it is held no more */
  held(purpose: KeyPurpose, id: string): HeldKey;
  close(): Promise<void>;
}

/** The places of the keys of one purpose. */
export interface RingPlaces {
  readonly keys: readonly (KeyPlace & { readonly name?: string | undefined })[];
  /** Name of the key to use; left out, the validity of the certificates decides. */
  readonly current?: string | undefined;
}

/** The places of all keys of a node. */
export type StorePlaces = Readonly<Partial<Record<KeyPurpose, RingPlaces | undefined>>>;

/**
 * Opens the keys of a node.
 * @throws PasserelleError what `KeyPlaces.open` throws, for the first key that cannot be used; no key stays open then.
 * PSR-3070 when `current` names a key that is not there
 */
export async function openKeyStore(places: StorePlaces, reading: PlaceReading): Promise<KeyStore> {
  const opened = new KeyPlaces(reading);
  const keys: HeldKey[] = [];
  try {
    for (const purpose of keyPurposes) {
      const ring = places[purpose];
      if (ring === undefined) continue;
      for (const [at, place] of ring.keys.entries()) {
        const name = place.name ?? String(at + 1);
        const custody = await opened.open(place, purpose);
        requireKind(purpose, custody);
        const { algorithm, publicKey, certificates } = custody;
        const id = keyId(publicKey, certificates);
        keys.push({ purpose, name, id, algorithm, publicKey, certificates, chosen: name === ring.current, custody });
      }
      if (ring.current !== undefined && !keys.some((key) => key.purpose === purpose && key.chosen)) {
        throw new PasserelleError('PSR-3070', { purpose: `${purpose} (${ring.current})` });
      }
    }
  } catch (error) {
    await opened.close();
    throw error;
  }
  return {
    keys,
    current: (purpose, at) => currentKey(keys, purpose, at),
    held(purpose, id) {
      const found = keys.find((key) => key.purpose === purpose && key.id === id);
      if (found === undefined) throw new PasserelleError('PSR-3083');
      return found;
    },
    close: () => opened.close(),
  };
}

/** The files that the keys of a node are read from, as they are named. */
export function filesOfPlaces(places: StorePlaces): readonly string[] {
  return Object.values(places).flatMap((ring) => ring?.keys.flatMap(filesOfPlace) ?? []);
}

/** Checkpoints are signed with Ed25519, everything else with a key that has a certificate. */
function requireKind(purpose: KeyPurpose, { algorithm }: CustodyKey): void {
  if ((algorithm === 'EdDSA') === (purpose === 'log')) return;
  const reason = purpose === 'log' ? 'the key of the log is an Ed25519 key' : 'an Ed25519 key signs checkpoints only';
  throw new PasserelleError('PSR-3008', { reason });
}
