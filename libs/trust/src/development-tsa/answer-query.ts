import { integerOctets, oidOf, smallNumber } from '../certificates/der/der-primitives.js';
import { contextTag, DerError, derOf, DerWalk, tags } from '../certificates/der/strict-der.js';
import { bitString, fromDer, integer, sequence, toDer } from '../development-ca/der.js';
import type { DevelopmentTsa } from './authority.js';
import { issueToken } from './token.js';

/** Octets that SHA-256, SHA-384 and SHA-512 give, by the OBJECT IDENTIFIER of the digest. */
const imprintLengths: Readonly<Record<string, number>> = {
  '2.16.840.1.101.3.4.2.1': 32,
  '2.16.840.1.101.3.4.2.2': 48,
  '2.16.840.1.101.3.4.2.3': 64,
};

/** PKIFailureInfo (RFC 3161 section 2.4.2), as numbers of bits. */
const failures = { badAlg: 0, badRequest: 2, unacceptedPolicy: 15, unacceptedExtension: 16 } as const;

/**
 * Answers a query: TimeStampReq to TimeStampResp, both DER (RFC 3161 section 2.4). A query that is malformed, of another
 * digest than SHA-256, SHA-384 and SHA-512, or that asks for a policy or an extension is rejected with the reason.
 */
export function answerTimeStampQuery(tsa: DevelopmentTsa, octets: Buffer): Buffer {
  try {
    const query = new DerWalk(derOf(octets, tags.sequence).content);
    if (smallNumber(query.next(tags.integer)) !== 1) return rejection('badRequest');
    const imprint = query.next(tags.sequence);
    const parts = new DerWalk(imprint.content);
    const algorithm = oidOf(parts.into().next());
    if (parts.next(tags.octetString).content.length !== imprintLengths[algorithm]) return rejection('badAlg');
    if (query.optional(tags.objectIdentifier)) return rejection('unacceptedPolicy');
    const nonce = query.optional(tags.integer);
    if (nonce) integerOctets(nonce);
    const withCertificate = query.optional(tags.boolean)?.content[0] === 0xff;
    if (query.optional(contextTag(0))) return rejection('unacceptedExtension');
    query.end();
    const time = tsa.clock.now();
    const token = issueToken(tsa, { imprint: imprint.octets, nonce: nonce?.octets, time, withCertificate });
    return toDer(sequence(sequence(integer(0)), fromDer(token)));
  } catch (error) {
    if (error instanceof DerError) return rejection('badRequest');
    throw error;
  }
}

/** PKIStatusInfo with status rejection and its reason: a named-bit list, whose trailing zero bits DER cuts off. */
function rejection(failure: keyof typeof failures): Buffer {
  const bit = failures[failure];
  const bits = Buffer.alloc((bit >> 3) + 1);
  bits[bit >> 3] = 0x80 >> (bit & 7);
  return toDer(sequence(sequence(integer(2), bitString(bits, 7 - (bit & 7)))));
}
