import { createHash } from 'node:crypto';
import { PasserelleError, type Json } from '@passerelle/kernel';
import { readHint } from '../certificates/certificate-hint.js';
import type { Certificate } from '../certificates/certificate.js';
import { isJsonList, isJsonObject, type JsonObject } from '../jws/json-object.js';
import { decodeBase64url } from '../seals/base64.js';
import { requireForm } from '../seals/refusal.js';

/** Digest of a certificate, as a protected header states it. */
interface CertificateDigest {
  readonly hash: 'sha256' | 'sha384' | 'sha512';
  readonly value: Buffer;
}

/** JWS names of the digests that are sound (ETSI TS 119 182-1 annex E). SHA-1 is not. */
const hashes: Readonly<Record<string, CertificateDigest['hash']>> = { S256: 'sha256', S384: 'sha384', S512: 'sha512' };

/** A chain of some five certificates is usual. */
const longestChain = 16;

/**
 * The digest names that `digAlg` and `hashM` use.
 * @throws PasserelleError PSR-3005 for a digest that is not sound
 */
export function readHash(name: Json | undefined): CertificateDigest['hash'] {
  const hash = typeof name === 'string' && Object.hasOwn(hashes, name) ? hashes[name] : undefined;
  if (hash === undefined) throw new PasserelleError('PSR-3005');
  return hash;
}

/**
 * The references to the signing certificate: `x5t#S256`, `x5t#o` and the first of `sigX5ts`. Baseline level B has
 * exactly one of the three.
 * @throws PasserelleError PSR-3004 or PSR-3005
 */
export function readCertificateReferences(header: JsonObject): readonly CertificateDigest[] {
  const { 'x5t#S256': thumbprint, 'x5t#o': other, sigX5ts } = header;
  const digests: CertificateDigest[] = [];
  if (thumbprint !== undefined) {
    const value = typeof thumbprint === 'string' ? decodeBase64url(thumbprint) : undefined;
    requireForm(value !== undefined, 'x5t#S256 is not base64url');
    digests.push({ hash: 'sha256', value });
  }
  if (other !== undefined) digests.push(readDigest(other, 'x5t#o'));
  if (sigX5ts !== undefined) {
    requireForm(isJsonList(sigX5ts) && sigX5ts.length > 0, 'sigX5ts is not a list with entries');
    digests.push(readDigest(sigX5ts[0], 'sigX5ts'));
  }
  return digests;
}

function readDigest(source: Json | undefined, name: string): CertificateDigest {
  requireForm(isJsonObject(source), `${name} is not an object`);
  const hash = readHash(source['digAlg']);
  const value = typeof source['digVal'] === 'string' ? decodeBase64url(source['digVal']) : undefined;
  requireForm(value !== undefined, `${name} has no digest`);
  return { hash, value };
}

/** Tells whether the certificate is the one that every reference names. */
export function isReferredTo(certificate: Certificate, references: readonly CertificateDigest[]): boolean {
  return references.every(({ hash, value }) => createHash(hash).update(certificate.der).digest().equals(value));
}

/**
 * The certificates of `x5c` (RFC 7515 section 4.1.6). They are hints: what is trusted is decided by the anchors.
 * @throws PasserelleError PSR-3004
 */
export function readCertificateChain(x5c: Json | undefined): readonly Certificate[] {
  if (x5c === undefined) return [];
  requireForm(isJsonList(x5c) && x5c.length > 0, 'x5c is not a list with entries');
  requireForm(x5c.length <= longestChain, `x5c has more than ${longestChain} certificates`);
  return x5c.map((each) => {
    const certificate = typeof each === 'string' ? readHint(each) : undefined;
    requireForm(certificate !== undefined, 'x5c holds what is no certificate');
    return certificate;
  });
}
