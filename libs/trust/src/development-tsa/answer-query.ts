import { derMembers, type DerValue } from '../certificates/der-values.js';
import { bitString, fromDer, integer, sequence, toDer } from '../development-ca/der.js';
import type { DevelopmentTsa } from './authority.js';
import { issueToken } from './token.js';

/** Octets that SHA-256, SHA-384 and SHA-512 give, by the OBJECT IDENTIFIER of the digest, DER in hexadecimal. */
const imprintLengths: Readonly<Record<string, number>> = {
  '0609608648016503040201': 32,
  '0609608648016503040202': 48,
  '0609608648016503040203': 64,
};

/** PKIFailureInfo (RFC 3161 section 2.4.2), as numbers of bits. */
const failures = { badAlg: 0, badRequest: 2, unacceptedPolicy: 15, unacceptedExtension: 16 } as const;

/**
 * Answers a query: TimeStampReq to TimeStampResp, both DER (RFC 3161 section 2.4). A query that is malformed, of another
 * digest than SHA-256, SHA-384 and SHA-512, or that asks for a policy or an extension is rejected with the reason.
 */
export function answerTimeStampQuery(tsa: DevelopmentTsa, octets: Uint8Array): Buffer {
  const [version, imprint, ...optional] = derMembers(Buffer.from(octets)) ?? [];
  const [algorithm, digest] = members(imprint);
  const next = (tag: number): DerValue | undefined => (optional[0]?.tag === tag ? optional.shift() : undefined);
  if (!version?.octets.equals(Buffer.of(2, 1, 1)) || !imprint || digest?.tag !== 0x04) return rejection('badRequest');
  const expected = imprintLengths[members(algorithm)[0]?.octets.toString('hex') ?? ''];
  if (digest.content.length !== expected) return rejection('badAlg');
  if (next(0x06)) return rejection('unacceptedPolicy');
  const nonce = next(0x02);
  const withCertificate = next(0x01)?.content[0] === 0xff;
  if (next(0xa0)) return rejection('unacceptedExtension');
  if (optional.length > 0) return rejection('badRequest');
  const token = issueToken(tsa, {
    imprint: imprint.octets,
    nonce: nonce?.octets,
    time: tsa.clock.now(),
    withCertificate,
  });
  return toDer(sequence(sequence(integer(0)), fromDer(token)));
}

function members(value: DerValue | undefined): readonly DerValue[] {
  return (value?.tag === 0x30 ? derMembers(value.octets) : undefined) ?? [];
}

/** PKIStatusInfo with status rejection and its reason: a named-bit list, whose trailing zero bits DER cuts off. */
function rejection(failure: keyof typeof failures): Buffer {
  const bit = failures[failure];
  const bits = Buffer.alloc((bit >> 3) + 1);
  bits[bit >> 3] = 0x80 >> (bit & 7);
  return toDer(sequence(sequence(integer(2), bitString(bits, 7 - (bit & 7)))));
}
