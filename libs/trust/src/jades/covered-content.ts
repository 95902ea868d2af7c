import { createHash } from 'node:crypto';
import { PasserelleError } from '@passerelle/kernel';
import { isJsonObject, textsOf, type JsonObject } from '../jws/json-object.js';
import { decodeBase64url } from '../seals/base64.js';
import { requireForm } from '../seals/refusal.js';
import type { DetachedObject } from '../verification/context.js';
import type { SignatureScope, SignedObject } from '../verification/finding.js';
import { readHash } from './certificate-reference.js';
import { mechanisms } from './profile.js';

/** One way to complete the signing input: the octets after the dot, and the objects they stand for. */
export interface Coverage {
  readonly payload: Uint8Array;
  readonly objects: readonly SignedObject[];
}

/** What a signature is over, as far as it is at hand. */
export interface CoveredContent {
  /**
   * Payloads with which the value may verify. There is one; only where a detached payload has no name (RFC 7515
   * appendix F) each object at hand is one.
   */
  readonly coverages: readonly Coverage[];
  /** What the objects are worth once the value has verified: less than `full` where `sigD` lists more of them. */
  readonly scope: SignatureScope;
  /** Objects that are missing or were altered. */
  readonly faults: readonly PasserelleError[];
}

/** Where the payload of a signature comes from. */
export interface PayloadSource {
  /** As it stands in the JWS; undefined when it is detached. */
  readonly payload?: string;
  readonly detached: readonly DetachedObject[];
}

/** Objects at hand that are tried for a detached payload without a name: each try costs an operation with the key. */
const mostTries = 32;

/**
 * Finds the octets that a signature is over: the attached payload, a detached one without a name (RFC 7515 appendix F),
 * or those that `sigD` names (ETSI TS 119 182-1 section 5.2.8). `b64: false` leaves them unencoded (RFC 7797).
 * @throws PasserelleError PSR-3004, PSR-3005
 */
export function coveredContent(header: JsonObject, source: PayloadSource): CoveredContent {
  const { b64, sigD } = header;
  requireForm(b64 === undefined || typeof b64 === 'boolean', 'b64 is not true or false');
  const encode = b64 === false ? (octets: Uint8Array): Buffer => Buffer.from(octets) : encoded;
  if (source.payload !== undefined) {
    requireForm(sigD === undefined, 'sigD stands beside a payload');
    return attached(source.payload, b64 === false);
  }
  if (sigD === undefined) return unnamed(source.detached, encode);
  requireForm(isJsonObject(sigD), 'sigD is not an object');
  return named(sigD, source.detached, encode);
}

function encoded(octets: Uint8Array): Buffer {
  return Buffer.from(Buffer.from(octets).toString('base64url'), 'latin1');
}

function attached(payload: string, unencoded: boolean): CoveredContent {
  const octets = unencoded ? Buffer.from(payload, 'utf8') : decodeBase64url(payload);
  requireForm(octets !== undefined, 'the payload is not base64url');
  const coverage = { payload: Buffer.from(payload, 'utf8'), objects: [{ name: '', octets }] };
  return { coverages: [coverage], scope: 'full', faults: [] };
}

function unnamed(detached: readonly DetachedObject[], encode: (octets: Uint8Array) => Buffer): CoveredContent {
  if (detached.length === 0) return missing();
  const coverages = detached
    .slice(0, mostTries)
    .map((object) => ({ payload: encode(object.octets), objects: [object] }));
  return { coverages, scope: 'full', faults: [] };
}

function named(
  sigD: JsonObject,
  detached: readonly DetachedObject[],
  encode: (octets: Uint8Array) => Buffer,
): CoveredContent {
  const { mId } = sigD;
  if (mId === mechanisms.httpHeaders) return unsupported('HttpHeaders signs a message of HTTP and not a document');
  if (mId !== mechanisms.objectIdByUri && mId !== mechanisms.objectIdByUriHash) return unsupported('mId is not known');
  const names = textsOf(sigD['pars']);
  requireForm(names !== undefined && new Set(names).size === names.length, 'sigD.pars is no list of names that differ');
  return mId === mechanisms.objectIdByUri ? byName(names, detached, encode) : byDigest(sigD, names, detached, encode);
}

/** Mechanism ObjectIdByURI: the payload is the objects, one after the other, in the order of `pars`. */
function byName(
  names: readonly string[],
  detached: readonly DetachedObject[],
  encode: (octets: Uint8Array) => Buffer,
): CoveredContent {
  const objects: SignedObject[] = [];
  for (const name of names) {
    const object = detachedObject(name, names, detached);
    if (object === undefined) return missing();
    objects.push({ name, octets: object.octets });
  }
  const payload = Buffer.concat(objects.map(({ octets }) => encode(octets)));
  return { coverages: [{ payload, objects }], scope: 'full', faults: [] };
}

/** Mechanism ObjectIdByURIHash: the payload is empty, and the digests of the objects are in the header itself. */
function byDigest(
  sigD: JsonObject,
  names: readonly string[],
  detached: readonly DetachedObject[],
  encode: (octets: Uint8Array) => Buffer,
): CoveredContent {
  const hash = readHash(sigD['hashM']);
  const digests = textsOf(sigD['hashV'])?.map(decodeBase64url);
  requireForm(digests?.length === names.length, 'sigD.hashV does not state one digest for each name');
  const known = new Map<DetachedObject, Buffer>();
  const digestOf = (object: DetachedObject): Buffer => {
    const digest = known.get(object) ?? createHash(hash).update(encode(object.octets)).digest();
    known.set(object, digest);
    return digest;
  };
  const objects: SignedObject[] = [];
  const faults: PasserelleError[] = [];
  for (const [index, name] of names.entries()) {
    const expected = digests[index];
    requireForm(expected !== undefined, 'a digest of sigD is not base64url');
    const matches = (object: DetachedObject): boolean => digestOf(object).equals(expected);
    // The name is the signer's, the file may be called otherwise here; the digest tells what is meant.
    const candidate = detachedObject(name, names, detached);
    const object = candidate && matches(candidate) ? candidate : detached.find(matches);
    if (object !== undefined) objects.push({ name, octets: object.octets });
    else if (candidate !== undefined) faults.push(new PasserelleError('PSR-3002'));
    else faults.push(contentMissing());
  }
  const scope = objects.length === names.length ? 'full' : objects.length > 0 ? 'partial' : 'none';
  return { coverages: [{ payload: Buffer.alloc(0), objects }], scope, faults };
}

/** The object by its name, which may be percent-encoded; a single one for a single name, whatever it is called here. */
function detachedObject(
  name: string,
  names: readonly string[],
  detached: readonly DetachedObject[],
): DetachedObject | undefined {
  const decoded = decodeName(name);
  const found = detached.find((each) => each.name === name || each.name === decoded);
  return found ?? (names.length === 1 && detached.length === 1 ? detached[0] : undefined);
}

function decodeName(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    // Not percent-encoded after all: a lone % is a character like any other in a file name.
    return name;
  }
}

function missing(): CoveredContent {
  return { coverages: [], scope: 'none', faults: [contentMissing()] };
}

function contentMissing(): PasserelleError {
  return new PasserelleError('PSR-3017');
}

function unsupported(reason: string): CoveredContent {
  return { coverages: [], scope: 'none', faults: [new PasserelleError('PSR-3090', { reason })] };
}
