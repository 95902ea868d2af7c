import { createHash, randomBytes } from 'node:crypto';
import { tags } from '../certificates/der/strict-der.js';
import { derOid, derSequence, derValue } from '../certificates/der/write-der.js';
import { digestTypeOf, type DigestName } from './cms-algorithms.js';

/** A query to an authority and what its answer has to repeat. */
export interface TimeStampQuery {
  /** TimeStampReq (RFC 3161 section 2.4.1), DER. */
  readonly octets: Buffer;
  /** The INTEGER as the token has to repeat it. */
  readonly nonce: Buffer;
}

/** Asks for a time-stamp over the digest of some octets, by an authority whose certificate comes with the token. */
export function timeStampQuery(stamped: Uint8Array, digest: DigestName): TimeStampQuery {
  const nonce = newNonce();
  const imprint = derSequence(
    derSequence(derOid(digestTypeOf(digest)), derValue(tags.null)),
    derValue(tags.octetString, createHash(digest).update(stamped).digest()),
  );
  const version = derValue(tags.integer, Buffer.of(1));
  const certReq = derValue(tags.boolean, Buffer.of(0xff));
  return { octets: derSequence(version, imprint, derValue(tags.integer, nonce), certReq), nonce };
}

/** 64 random bits (RFC 3161 section 2.4.1), as a positive INTEGER in shortest form: its first octet is never zero. */
function newNonce(): Buffer {
  const octets = randomBytes(8);
  octets[0] = (octets[0]! & 0x7f) | 0x40;
  return octets;
}
