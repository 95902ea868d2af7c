import { PasserelleError } from '@passerelle/kernel';
import type { KeyObject } from 'node:crypto';
import type { Certificate } from '../certificates/certificate.js';
import type { VerifiableAlgorithm } from '../keys/signature-algorithms.js';
import { requireForm } from '../seals/refusal.js';
import { verifiesSignature } from '../seals/signature-value.js';
import { requireKey } from './algorithms.js';
import { matches } from './digested.js';
import { agrees } from './issuer-serial.js';
import type { KeyHints } from './key-info.js';
import type { CertificateStatement } from './qualifying-properties.js';
import type { StatedDigest } from './reference.js';

/** A signature value and what it is over. */
export interface SignatureValue {
  readonly octets: Buffer;
  readonly value: Buffer;
  readonly algorithm: VerifiableAlgorithm;
}

/** With whose key a signature verifies. */
export interface Signer {
  readonly certificate: Certificate;
  /** Whether the certificate stands in `KeyInfo`, as baseline level B asks. */
  readonly isCarried: boolean;
}

/** Anchors that are tried where a signature carries no certificate: each costs a verification. */
const mostTried = 50;

/**
 * Finds the certificate that a signature was made with and verifies the value with its key.
 *
 * Where the signed properties state its digest, that certificate and no other is it (ETSI EN 319 132-1 section 5.2.2;
 * threat 10: without that, a certificate of the same key could be put in its place). Where they do not, or there are
 * none, it is the carried certificate with whose key the value verifies; where none is carried, the anchor.
 * @throws PasserelleError PSR-3002 when the value is another, PSR-3004 when two statements about the certificate
 * contradict each other, PSR-3011 when the key is not allowed, PSR-3014 when no certificate is at hand
 */
export function findSigner(
  signature: SignatureValue,
  statement: CertificateStatement | undefined,
  hints: KeyHints,
  anchors: readonly Certificate[],
): Signer {
  if (statement !== undefined && !(statement.digest instanceof PasserelleError))
    return statedSigner(signature, statement, statement.digest, hints, anchors);
  const [first] = hints.certificates;
  if (first !== undefined) {
    const certificate = hints.certificates.find(({ publicKey }) => verifies(signature, publicKey));
    if (certificate !== undefined) return { certificate, isCarried: true };
    requireKey(first.publicKey, signature.algorithm);
    throw new PasserelleError('PSR-3002');
  }
  const pinned = anchors.slice(0, mostTried).find(({ publicKey }) => verifies(signature, publicKey));
  if (pinned !== undefined) return { certificate: pinned, isCarried: false };
  if (hints.key !== undefined) requireWhole(signature, hints.key);
  throw new PasserelleError('PSR-3014', { reason: 'it carries no certificate, and no anchor is the one' });
}

function statedSigner(
  signature: SignatureValue,
  statement: CertificateStatement,
  digest: StatedDigest,
  { certificates }: KeyHints,
  anchors: readonly Certificate[],
): Signer {
  const carried = certificates.find(({ der }) => matches(der, digest));
  const certificate = carried ?? anchors.find(({ der }) => matches(der, digest));
  if (certificate === undefined)
    throw new PasserelleError('PSR-3014', { reason: 'no certificate has the digest that is signed' });
  requireForm(agrees(statement, certificate), 'issuer and serial number are those of another certificate');
  requireWhole(signature, certificate.publicKey);
  return { certificate, isCarried: carried !== undefined };
}

function requireWhole({ octets, value, algorithm }: SignatureValue, key: KeyObject): void {
  requireKey(key, algorithm);
  if (!verifiesSignature(octets, value, key, algorithm)) throw new PasserelleError('PSR-3002');
}

function verifies({ octets, value, algorithm }: SignatureValue, key: KeyObject): boolean {
  try {
    requireKey(key, algorithm);
  } catch (error) {
    // A key of another kind is not the one that is looked for.
    if (error instanceof PasserelleError) return false;
    throw error;
  }
  return verifiesSignature(octets, value, key, algorithm);
}
