import { failed, PasserelleError, type Result } from '@passerelle/kernel';
import type { Certificate } from '../certificates/certificate.js';
import { isJsonList, isJsonObject } from '../jws/json-object.js';
import { decodeBase64 } from '../seals/base64.js';
import { verifyTimeStampToken } from '../time-stamp/index.js';
import type { VerificationContext } from '../verification/context.js';
import type { VerifiedTimeStamp } from '../verification/finding.js';
import type { UnsignedProperty } from './unsigned-properties.js';

/** Each token costs two operations with a public key. */
const mostTokens = 8;

/**
 * Verifies the time-stamps over the signature value (`sigTst`, ETSI TS 119 182-1 section 5.3.4). A container of level T
 * holds exactly one token (section 6.3, requirement c), taken before the signing certificate ran out (requirement d).
 * @param value - base64url of the signature value: these characters are what is stamped
 */
export function signatureTimeStamps(
  properties: readonly UnsignedProperty[],
  value: string,
  signer: Certificate,
  context: VerificationContext,
): readonly Result<VerifiedTimeStamp>[] {
  const stamped = Buffer.from(value, 'ascii');
  const containers = properties.filter(({ name }) => name === 'sigTst').slice(0, mostTokens);
  return containers.map(({ value: container }) => {
    const tokens = isJsonObject(container) ? container['tstTokens'] : undefined;
    const [token, ...more] = isJsonList(tokens) ? tokens : [];
    if (token === undefined || more.length > 0) return unusable('sigTst does not hold exactly one token');
    const text = isJsonObject(token) ? token['val'] : undefined;
    const octets = typeof text === 'string' ? decodeBase64(text) : undefined;
    if (octets === undefined) return unusable('its value is not base64');
    const verified = verifyTimeStampToken(octets, stamped, context);
    if (verified.ok && verified.value.time > signer.validTo) return unusable('it is younger than the certificate');
    return verified;
  });
}

function unusable(reason: string): Result<VerifiedTimeStamp> {
  return failed(new PasserelleError('PSR-3020', { reason }));
}
