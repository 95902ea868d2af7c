import { createHash, type KeyObject } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import type { Certificate } from '../../certificates/certificate.js';
import type { CustodyAlgorithm } from '../custody/custody-key.js';
import type { KeyPurpose } from '../key-purpose.js';

/** What can be told of a key to anybody: nothing of it is secret. */
export interface KeyDescription {
  readonly purpose: KeyPurpose;
  /** The name the configuration gives it. */
  readonly name: string;
  /** Fingerprint of its certificate; of its SubjectPublicKeyInfo where it has none. SHA-256, hexadecimal. */
  readonly id: string;
  readonly algorithm: CustodyAlgorithm;
  readonly publicKey: KeyObject;
  readonly certificates: readonly Certificate[];
  /** The configuration names this one to be used, whatever the others say. */
  readonly chosen: boolean;
}

/** The id of a key: of its certificate, since a renewed certificate of the same key is pinned anew. */
export function keyId(publicKey: KeyObject, certificates: readonly Certificate[]): string {
  const [own] = certificates;
  if (own !== undefined) return own.fingerprint;
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/**
 * The key of a purpose that signs at an instant. Two overlap while one replaces the other: the one whose certificate
 * began last has its turn as soon as it is valid, unless the configuration names one.
 * @param keys - of any purposes
 * @throws PasserelleError PSR-3070 when none is held, PSR-3073 when none (or not the one named) is valid
 */
export function currentKey<T extends KeyDescription>(keys: readonly T[], purpose: KeyPurpose, at: Date): T {
  const held = keys.filter((key) => key.purpose === purpose);
  if (held.length === 0) throw new PasserelleError('PSR-3070', { purpose });
  const chosen = held.filter((key) => key.chosen);
  const candidates = chosen.length > 0 ? chosen : held;
  const valid = candidates.filter((key) => validAt(key, at));
  const [first, ...others] = valid;
  if (first !== undefined) return others.reduce((best, each) => (beginOf(each) >= beginOf(best) ? each : best), first);
  throw new PasserelleError('PSR-3073', { purpose, reason: candidates.map(termOf).join(', ') });
}

function validAt({ certificates: [own] }: KeyDescription, at: Date): boolean {
  return own === undefined || (own.validFrom <= at && at <= own.validTo);
}

function beginOf({ certificates: [own] }: KeyDescription): number {
  return own?.validFrom.getTime() ?? 0;
}

function termOf({ name, certificates: [own] }: KeyDescription): string {
  return `${name} is valid from ${own?.validFrom.toISOString()} to ${own?.validTo.toISOString()}`;
}
