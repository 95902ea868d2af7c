import { createHash, randomBytes } from 'node:crypto';
import { digestTypeOf, type DigestName } from './cms-algorithms.js';

/** A query to an authority and what its answer has to repeat. */
export interface TimeStampQuery {
  /** TimeStampReq (RFC 3161 section 2.4.1), DER. */
  readonly octets: Buffer;
  /** The INTEGER as the token has to repeat it. */
  readonly nonce: Buffer;
}

/** Asks for a time-stamp over the digest of some octets, by an authority whose certificate comes with the token. */
export async function timeStampQuery(stamped: Uint8Array, digest: DigestName): Promise<TimeStampQuery> {
  // Loaded when it is first needed: most processes never ask for a time-stamp.
  const { MessageImprint, TimeStampReq } = await import('@peculiar/asn1-tsp');
  const { AsnConvert, OctetString } = await import('@peculiar/asn1-schema');
  const { AlgorithmIdentifier } = await import('@peculiar/asn1-x509');
  const nonce = newNonce();
  const query = new TimeStampReq({
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithm: digestTypeOf(digest) }),
      hashedMessage: new OctetString(createHash(digest).update(stamped).digest()),
    }),
    nonce: Uint8Array.from(nonce).buffer,
    certReq: true,
  });
  return { octets: Buffer.from(AsnConvert.serialize(query)), nonce };
}

/** 64 random bits (RFC 3161 section 2.4.1), as a positive INTEGER in shortest form: its first octet is never zero. */
function newNonce(): Buffer {
  const octets = randomBytes(8);
  octets[0] = (octets[0]! & 0x7f) | 0x40;
  return octets;
}
