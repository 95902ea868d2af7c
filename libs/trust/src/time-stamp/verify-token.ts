import { createHash } from 'node:crypto';
import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import { readCertificate, type Certificate } from '../certificates/certificate.js';
import { oidOf } from '../certificates/der/der-primitives.js';
import { tags } from '../certificates/der/strict-der.js';
import { buildPath } from '../certificates/path/index.js';
import { checkValidity } from '../certificates/validity.js';
import { clockSkew } from '../seals/signing-time.js';
import type { VerificationContext } from '../verification/context.js';
import type { VerifiedTimeStamp } from '../verification/finding.js';
import { digestNameOf, verifiesSignerInfo } from './cms-algorithms.js';
import { readingToken, requireToken } from './reading.js';
import { readSignedData, timeStampInfoType, type SignedData } from './signed-data.js';
import { signingCertificateOf } from './signing-certificate.js';
import { readTimeStampInfo } from './time-stamp-info.js';

/** Octets of a token beyond which it is not read: one with a whole chain of RSA-4096 certificates has some 10 kB. */
const largestToken = 128 * 1024;

/** Certificates of a token that are tried on the way to an anchor. */
const mostIntermediates = 16;

/** Signed attributes of RFC 5652 sections 11.1 and 11.2. */
const contentTypeAttribute = '1.2.840.113549.1.9.3';
const messageDigestAttribute = '1.2.840.113549.1.9.4';

/**
 * Verifies a time-stamp token (RFC 3161 sections 2.3 and 2.4.2, RFC 5816): that it is whole, that it is over these octets,
 * and that it comes from an authority that an anchor vouches for. Nothing is fetched.
 *
 * The authority must be valid when it stamped and at `context.at`: its key may have been lost once its certificate has
 * expired, and nothing older proves the token itself (EN 319 102-1 section 5.4, as EU DSS decides).
 * @param token - ContentInfo with SignedData, DER or BER: what `xades:EncapsulatedTimeStamp` or `sigTst` hold in base64
 * @param stamped - the octets whose digest the token must be over
 * @param context - anchors and revocation lists; a time later than `at` is refused
 * @returns time and certificate of the authority, or the refusal: PSR-3020 malformed, PSR-3021 broken or over other
 * octets, PSR-3022 algorithm, PSR-3023 no certificate of the authority, PSR-3006 stamped when its certificate was not
 * valid, else what {@link buildPath} refuses the certificate for
 */
export function verifyTimeStampToken(
  token: Uint8Array,
  stamped: Uint8Array,
  context: VerificationContext,
): Result<VerifiedTimeStamp> {
  try {
    return verify(token, stamped, context);
  } catch (error) {
    // Registered refusals are the answer; anything else is a defect and goes up.
    if (error instanceof PasserelleError) return failed(error);
    throw error;
  }
}

function verify(token: Uint8Array, stamped: Uint8Array, context: VerificationContext): Result<VerifiedTimeStamp> {
  requireToken(token.length <= largestToken, `it is larger than ${largestToken} bytes`);
  const data = readSignedData(token);
  const info = readTimeStampInfo(data.content);
  const digest = createHash(digestNameOf(info.imprint.algorithm)).update(stamped).digest();
  if (!info.imprint.digest.equals(digest)) throw new PasserelleError('PSR-3021');
  requireSignedContent(data);
  const authority = signingCertificateOf(data, context.anchors);
  if (!verifiesSignerInfo(data.signer, authority.publicKey)) throw new PasserelleError('PSR-3021');

  const latest = context.at.getTime() + clockSkew * 1000;
  requireToken(info.time.getTime() - (info.accuracy ?? 0) <= latest, 'its time lies in the future');
  const validity = checkValidity(authority, info.time, 'PSR-3006');
  if (!validity.ok) return validity;
  const path = buildPath({
    certificate: authority,
    intermediates: intermediatesOf(data, authority),
    purpose: 'time-stamp',
    context,
    at: context.at,
    revocation: 'if-known',
  });
  if (!path.ok) return path;
  return ok({ time: info.time, authority, ...(info.accuracy !== undefined && { accuracy: info.accuracy }) });
}

/** The signed attributes speak of exactly this TSTInfo (RFC 5652 section 5.4); without them the signature would be over it. */
function requireSignedContent({ content, signer }: SignedData): void {
  const type = signer.attributes.get(contentTypeAttribute);
  const isTimeStamp = type !== undefined && readingToken(() => oidOf(type)) === timeStampInfoType;
  requireToken(isTimeStamp, 'its signed attributes are of another content');
  const stated = signer.attributes.get(messageDigestAttribute);
  requireToken(stated?.tag === tags.octetString, 'its signed attributes state no digest');
  const digest = createHash(digestNameOf(signer.digestAlgorithm)).update(content).digest();
  if (!stated.content.equals(digest)) throw new PasserelleError('PSR-3021');
}

/** The other certificates of the token; what is none leads nowhere and is left out. */
function intermediatesOf(data: SignedData, authority: Certificate): readonly Certificate[] {
  const others = data.certificates.filter((der) => !der.equals(authority.der)).slice(0, mostIntermediates);
  return others.flatMap((der) => {
    try {
      return [readCertificate(der)];
    } catch (error) {
      if (error instanceof PasserelleError) return [];
      throw error;
    }
  });
}
