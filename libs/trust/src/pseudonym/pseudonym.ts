import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { Identifier, Sha256 } from '@passerelle/kernel';
import { checkSecretKey, secretKeyLength } from '../keys/secret-key.js';

/**
 * The key under which a person's row is found without the identifier being stored: HMAC-SHA256 with the node's own
 * secret. A plain digest would not do, as all 13-digit matricules can be tried in minutes.
 * @param masterSecret - the node's secret of 32 octets, the same for all persons
 * @returns 64 hexadecimal characters; the same identifier always gives the same
 * @throws PSR-3010 when the secret is unfit
 */
export function lookupKey(masterSecret: KeyObject, identifier: Identifier): Sha256 {
  return keyedDigest(masterSecret, 'lookup', identifier);
}

/**
 * The name under which a person stands in the exchange log. It is made with the person's own secret: when that is
 * deleted, nobody can link the entries to the person any more, while every proof of the log still verifies.
 * @param personSecret - from {@link pseudonymSecret}
 * @returns 64 hexadecimal characters
 * @throws PSR-3010 when the secret is unfit
 */
export function pseudonym(personSecret: KeyObject, identifier: Identifier): Sha256 {
  return keyedDigest(personSecret, 'pseudonym', identifier);
}

/**
 * The secret for a person's pseudonyms, derived from the person's document key by HKDF-SHA256 (RFC 5869): the two uses
 * never share key material, yet deleting the one key erases both.
 */
export function pseudonymSecret(personKey: KeyObject): KeyObject {
  const derived = hkdfSync('sha256', checkSecretKey(personKey), '', 'passerelle pseudonym', secretKeyLength);
  return createSecretKey(Buffer.from(derived));
}

/**
 * The digest under which a request that names a person stands in the log and among the exchanges. It is keyed, because a
 * plain one of `GET /Patient?identifier=...` or of an order gives the number away to whoever tries all numbers, for ever
 * and after the person is erased.
 * @param masterSecret - as for {@link lookupKey}
 * @param asked - what was asked for, in a form that is the same for the same request
 * @returns 64 hexadecimal characters
 * @throws PSR-3010 when the secret is unfit
 */
export function requestDigest(masterSecret: KeyObject, asked: string): Sha256 {
  return keyedDigestOf(masterSecret, Buffer.from(JSON.stringify(['request', asked]), 'utf8'));
}

/** The array form keeps the parts apart: no two different identifiers write the same text, whatever they contain. */
function keyedDigest(secret: KeyObject, use: 'lookup' | 'pseudonym', { system, value }: Identifier): Sha256 {
  return keyedDigestOf(secret, Buffer.from(JSON.stringify([use, system, value]), 'utf8'));
}

/**
 * HMAC-SHA256 (RFC 2104) of some octets, in hexadecimal.
 * @throws PSR-3010 when the secret is unfit
 */
export function keyedDigestOf(secret: KeyObject, octets: Uint8Array): Sha256 {
  return createHmac('sha256', checkSecretKey(secret)).update(octets).digest('hex');
}
