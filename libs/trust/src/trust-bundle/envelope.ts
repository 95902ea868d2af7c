import { failed, ok, PasserelleError, sha256, type Result, type Sha256 } from '@passerelle/kernel';
import type { Certificate } from '../certificates/certificate.js';
import { pinOf } from '../certificates/pin.js';
import { checkValidity } from '../certificates/validity.js';
import { baselineHeader, encodeHeader } from '../jades/baseline-header.js';
import { readHeader, type JadesHeader } from '../jades/bundle-header.js';
import type { SealKey } from '../keys/seal-key.js';
import { signatureAlgorithmsOf } from '../keys/signature-algorithms.js';
import { decodeBase64url } from '../seals/base64.js';
import { verifiesSignature } from '../seals/signature-value.js';
import { clockSkew } from '../seals/signing-time.js';
import { spokenFingerprint } from './spoken-fingerprint.js';

/** `cty` of a signed list of peers. A signature made for anything else, by the same key even, is not one over a list. */
export const trustBundleContentType = 'passerelle-trust-bundle+json';

/** Octets a signed list may have. A hundred peers with two certificates for each purpose have some 1.5 MB. */
export const largestTrustBundle = 4_000_000;

/** A list that was verified. Whoever reads on reads `payload`: the octets that were signed. */
export interface OpenedEnvelope {
  readonly payload: Buffer;
  /** SHA-256 of the payload. Two signatures over one list differ, so a list is known by this and not by them. */
  readonly digest: Sha256;
  /** The anchor that it was signed with. */
  readonly anchor: Certificate;
  /** `iat` of the header. */
  readonly signedAt: Date;
}

/**
 * Signs a list of peers: a compact JWS (RFC 7515 section 7.1) whose header is that of JAdES baseline B (ETSI TS 119 182-1),
 * so that others' verifiers can judge it too.
 * @param payload - octets of the list
 * @param signedAt - whole seconds
 */
export async function sealTrustBundle(payload: Uint8Array, key: SealKey, signedAt: Date): Promise<string> {
  const header = encodeHeader({ ...baselineHeader(key, signedAt), cty: trustBundleContentType });
  const signed = `${header}.${Buffer.from(payload).toString('base64url')}`;
  // The key may lie in a security module and answer when it can.
  const signature = await Promise.resolve(key.sign(Buffer.from(signed, 'ascii')));
  return `${signed}.${signature.toString('base64url')}`;
}

/**
 * Verifies a signed list against the anchors of this node. The certificate in its header only names one of them (threat
 * 17): key and dates come from what was configured, and `jku`, `x5u`, `jwk` are never looked at. The payload is not read.
 * @param octets - the compact JWS; a line end may follow it, as editors and web servers leave one
 * @returns PSR-3050 not of the form, PSR-3052 signed by no anchor, PSR-3051 altered, PSR-3054 signed in the future,
 *   PSR-3067 the anchor was not valid when it signed, or is not now
 */
export function openTrustBundle(
  octets: Uint8Array,
  { anchors, now }: { readonly anchors: readonly Certificate[]; readonly now: Date },
): Result<OpenedEnvelope> {
  if (octets.length > largestTrustBundle) return malformed(`larger than ${largestTrustBundle} octets`);
  const text = Buffer.from(octets)
    .toString('latin1')
    .replace(/\r?\n$/, '');
  const [encoded = '', body = '', value = '', ...more] = text.split('.');
  const payload = decodeBase64url(body);
  const signature = decodeBase64url(value);
  if (more.length > 0 || payload === undefined || signature === undefined) return malformed('it is no compact JWS');
  const header = headerOf(encoded);
  if (!header.ok) return header;
  const { algorithm, certificateDer, signedAt, contentType } = header.value;
  if (contentType !== trustBundleContentType) return malformed(`its cty is not ${trustBundleContentType}`);

  const fingerprint = pinOf(certificateDer);
  const anchor = anchors.find((each) => each.fingerprint === fingerprint);
  if (anchor === undefined) return refused('PSR-3052', { fingerprint: spokenFingerprint(fingerprint) });
  if (!signatureAlgorithmsOf(anchor.publicKey).includes(algorithm)) return malformed('its algorithm is not allowed');
  const signed = Buffer.from(`${encoded}.${body}`, 'latin1');
  if (!verifiesSignature(signed, signature, anchor.publicKey, algorithm)) return refused('PSR-3051');

  if (signedAt.getTime() > now.getTime() + clockSkew * 1000) {
    return refused('PSR-3054', { issued: signedAt.toISOString() });
  }
  for (const at of [signedAt, now]) {
    if (!checkValidity(anchor, at).ok) return refused('PSR-3067', { fingerprint: spokenFingerprint(fingerprint) });
  }
  return ok({ payload, digest: sha256(payload), anchor, signedAt });
}

function headerOf(encoded: string): Result<JadesHeader> {
  try {
    return ok(readHeader(encoded));
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
    // The reader of headers speaks of a seal; here its reason is told of the bundle.
    const { reason = 'its algorithm is not allowed' } = error.facts;
    return malformed(String(reason));
  }
}

function malformed(reason: string): Result<never> {
  return refused('PSR-3050', { reason });
}

function refused(code: 'PSR-3050' | 'PSR-3051' | 'PSR-3052' | 'PSR-3054' | 'PSR-3067', facts = {}): Result<never> {
  return failed(new PasserelleError(code, facts));
}
