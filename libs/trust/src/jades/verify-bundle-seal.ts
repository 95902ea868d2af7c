import { parseFhirJson, requireExactNumbers } from '@passerelle/fhir/json';
import { failed, ok, PasserelleError, sha256, type Result } from '@passerelle/kernel';
import { isJsonObject } from '../jws/json-object.js';
import { decodeBase64url } from '../seals/base64.js';
import type { SealEvidence, SealExpectation } from '../seals/evidence.js';
import { pinnedSigner } from '../seals/pinned-signer.js';
import { requireForm } from '../seals/refusal.js';
import { verifiesSignature } from '../seals/signature-value.js';
import { checkSigningTime } from '../seals/signing-time.js';
import { readHeader } from './bundle-header.js';
import { readBundleSignature, requireSameTime } from './bundle-signature.js';
import { documentPayload } from './payload.js';

/**
 * Verifies the JAdES baseline B seal in `Bundle.signature` (ETSI TS 119 182-1; the rules of the EU's DSS).
 *
 * `when` and `who` of the signature element are outside what is signed: the evidence takes time and signer from the
 * protected header and the pinned certificate, and the content it hands on holds no signature element.
 * @param octets - the Bundle as received
 * @returns the evidence, whose `content` is the canonical JSON that was digested (without `id`, `meta` and `signature`
 * of the Bundle), or the refusal: PSR-3001 no seal, PSR-3002 altered, PSR-3003 certificate not pinned, PSR-3004
 * malformed, PSR-3005 algorithm, PSR-3006 certificate not valid when it signed, PSR-10xx not acceptable JSON
 */
export function verifyBundleSeal(octets: Uint8Array, expected: SealExpectation): Result<SealEvidence> {
  try {
    return verify(octets, expected);
  } catch (error) {
    // Registered refusals are the answer; anything else is a defect and goes up.
    if (error instanceof PasserelleError) return failed(error);
    throw error;
  }
}

function verify(octets: Uint8Array, { pinned, clock }: SealExpectation): Result<SealEvidence> {
  const bundle = parseFhirJson(octets);
  if (!isJsonObject(bundle) || bundle['resourceType'] !== 'Bundle' || bundle['signature'] === undefined) {
    return failed(new PasserelleError('PSR-3001'));
  }
  requireExactNumbers(octets);
  const element = bundle['signature'];
  requireForm(isJsonObject(element), 'Bundle.signature is not an object');
  const jws = readBundleSignature(element);
  const value = decodeBase64url(jws.value);
  requireForm(value !== undefined, 'the signature value is not base64url');

  const header = readHeader(jws.protected);
  const certificate = pinnedSigner(header.certificateDer, header.algorithm, pinned);
  const content = documentPayload(bundle);
  const signed = Buffer.from(`${jws.protected}.${content.toString('base64url')}`, 'latin1');
  if (!verifiesSignature(signed, value, certificate.publicKey, header.algorithm)) {
    return failed(new PasserelleError('PSR-3002'));
  }
  requireSameTime(element['when'], header.signedAt);
  const signedAt = checkSigningTime(header.signedAt, certificate, clock);
  if (!signedAt.ok) return signedAt;
  return ok({
    format: 'JAdES-B-B',
    scope: 'full',
    signer: certificate.subject,
    fingerprint: certificate.fingerprint,
    signedAt: signedAt.value,
    payloadDigest: sha256(content),
    content,
  });
}
