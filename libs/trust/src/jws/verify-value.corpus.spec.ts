import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { PasserelleError } from '@passerelle/kernel';
import { judgeWycheproof, type WycheproofGroup } from '../../../../test/support/wycheproof.js';
import { coveredContent } from '../jades/covered-content.js';
import { checkCriticalHeaders } from '../jades/critical-headers.js';
import { parseProtectedHeader } from '../jades/protected-header.js';
import { isJsonObject, type JsonObject } from './json-object.js';
import { readCompactSerialization, readJsonSerialization, type Jws } from './serialization.js';
import { jwsAlgorithm, verifiedPayload } from './verify-value.js';

/** JWK as the vectors give it. No door of ours takes one: keys come in certificates, which say what they are for. */
type Key = JsonWebKey & { readonly use?: string; readonly key_ops?: readonly string[]; readonly alg?: string };

function keysOf(group: WycheproofGroup): readonly Key[] {
  const source = (group['public'] ?? group['private']) as Key & { readonly keys?: readonly Key[] };
  return source.keys ?? [source];
}

/** What a certificate would say in keyUsage, and what its key says by its kind: the test reads it out of the JWK. */
function isForSignatures({ use, key_ops: operations, alg, crv }: Key): boolean {
  const curve = { ES256: 'P-256', ES384: 'P-384', ES512: 'P-521', ES521: 'P-521' }[alg ?? ''];
  if (alg?.startsWith('ES') && curve !== crv) return false;
  return (use ?? 'sig') === 'sig' && (operations?.includes('verify') ?? true);
}

/**
 * An RSA key of a certificate serves every sound RSA algorithm; a JWK may say that it serves one only. Vectors that ask
 * for another one test a statement that nothing here makes.
 */
function asksForOther(source: unknown, { alg }: Key): boolean {
  if (typeof source !== 'string' || alg === undefined) return false;
  const stated = /"alg"\s*:\s*"([RP]S\d{3})"/.exec(Buffer.from(source.split('.')[0]!, 'base64url').toString())?.[1];
  return stated !== undefined && stated !== alg;
}

function publicKey(key: Key): KeyObject | undefined {
  try {
    return key.kty === 'oct' ? undefined : createPublicKey({ key, format: 'jwk' });
  } catch {
    // A point that is not on its curve, or members that are missing: node:crypto has no key to verify with.
    return undefined;
  }
}

function readJws(source: unknown): Jws | undefined {
  if (typeof source === 'string') return readCompactSerialization(source);
  return isJsonObject(source as JsonObject) ? readJsonSerialization(source as JsonObject) : undefined;
}

/** Verifies with one key, by the same steps as a JAdES signature whose certificate was found. */
function verifies(jws: Jws, key: KeyObject): boolean {
  const [parts] = jws.signatures;
  if (!parts?.ok) return false;
  const header = parseProtectedHeader(parts.value.protected);
  checkCriticalHeaders(header, {});
  const { payload } = jws;
  // An empty payload is a detached one of no octets.
  const detached = [{ name: '', octets: Buffer.alloc(0) }];
  const { coverages } = coveredContent(header, { detached, ...(payload !== undefined && { payload }) });
  return verifiedPayload(parts.value, coverages, key, jwsAlgorithm(header['alg'], key)) !== undefined;
}

function accepts(source: unknown, group: WycheproofGroup): boolean | undefined {
  const keys = keysOf(group);
  // HMAC never: what Wycheproof calls valid there is refused here on purpose.
  if (keys.some(({ kty }) => kty === 'oct') && group['public'] === undefined) return undefined;
  const [key, ...more] = keys;
  if (key?.kty === 'RSA' && asksForOther(source, key)) return undefined;
  const usable = key && more.length === 0 && isForSignatures(key) ? publicKey(key) : undefined;
  const jws = readJws(source);
  if (!usable || !jws) return false;
  try {
    return verifies(jws, usable);
  } catch (error) {
    if (error instanceof PasserelleError) return false;
    throw error;
  }
}

describe('threat 25: Wycheproof, JWS', () => {
  it.each([
    ['json_web_signature', 354],
    ['json_web_key', 10],
  ])('%s: none wrong', (name, count) => {
    expect([0, count]).toContain(judgeWycheproof(name, ({ jws }, group) => accepts(jws, group)));
  });

  it('json_web_crypto: none wrong', () => {
    const run = judgeWycheproof('json_web_crypto', ({ jws }, group) =>
      jws === undefined ? undefined : accepts(jws, group),
    );
    expect([0, 29]).toContain(run);
  });

  it.each(['json_web_signature', 'json_web_key', 'json_web_crypto'])('%s: no HMAC is ever accepted', (name) => {
    judgeWycheproof(name, ({ jws, result }, group) => {
      const [secret] = keysOf(group).filter(({ kty }) => kty === 'oct');
      if (!secret || typeof jws !== 'string' || result !== 'valid') return undefined;
      const header = JSON.parse(Buffer.from(jws.split('.')[0]!, 'base64url').toString()) as JsonObject;
      const key = publicKey({ ...publicEc, kty: 'EC' })!;
      expect(() => jwsAlgorithm(header['alg'], key)).toThrow(PasserelleError);
      return true;
    });
  });
});

/** Any public key: the algorithm is refused before it is used. */
const publicEc: Key = {
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};
