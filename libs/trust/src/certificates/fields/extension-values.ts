import { booleanOf, namedBits, oidOf, smallNumber } from '../der/der-primitives.js';
import { contextTag, DerError, derOf, DerWalk, membersOf, tags } from '../der/strict-der.js';

/** Bits of keyUsage, section 4.2.1.3. */
const keyUsageNames = [
  'digitalSignature',
  'nonRepudiation',
  'keyEncipherment',
  'dataEncipherment',
  'keyAgreement',
  'keyCertSign',
  'cRLSign',
  'encipherOnly',
  'decipherOnly',
] as const;
export type KeyUsageBit = (typeof keyUsageNames)[number];

/** keyUsage, section 4.2.1.3. @param value - octets inside extnValue. @throws DerError */
export function readKeyUsage(value: Buffer): ReadonlySet<KeyUsageBit> {
  const names = new Set<KeyUsageBit>();
  for (const bit of namedBits(derOf(value, tags.bitString))) {
    const name = keyUsageNames[bit];
    if (name === undefined) throw new DerError('an unknown bit in keyUsage');
    names.add(name);
  }
  return names;
}

/** extKeyUsage, section 4.2.1.12. @throws DerError */
export function readExtendedKeyUsage(value: Buffer): ReadonlySet<string> {
  const purposes = membersOf(derOf(value, tags.sequence)).map(oidOf);
  if (purposes.length === 0) throw new DerError('an empty extKeyUsage');
  return new Set(purposes);
}

/** basicConstraints, section 4.2.1.9. */
export interface BasicConstraints {
  readonly authority: boolean;
  readonly pathLength?: number;
}

/** @throws DerError */
export function readBasicConstraints(value: Buffer): BasicConstraints {
  const walk = new DerWalk(derOf(value, tags.sequence).content);
  // `cA FALSE` written out is not DER, and yet so many authorities write it that refusing it would refuse good leaves.
  const flag = walk.optional(tags.boolean);
  const authority = flag !== undefined && booleanOf(flag);
  const length = walk.optional(tags.integer);
  walk.end();
  if (length === undefined) return { authority };
  if (!authority) throw new DerError('a path length in a certificate of no authority');
  return { authority, pathLength: smallNumber(length) };
}

/** keyIdentifier of authorityKeyIdentifier, section 4.2.1.1; undefined when it names issuer and serial only. @throws DerError */
export function readAuthorityKeyIdentifier(value: Buffer): Buffer | undefined {
  const walk = new DerWalk(derOf(value, tags.sequence).content);
  const keyIdentifier = walk.optional(contextTag(0, 'primitive'))?.content;
  walk.optional(contextTag(1));
  walk.optional(contextTag(2, 'primitive'));
  walk.end();
  return keyIdentifier;
}

/** policyIdentifiers of certificatePolicies, section 4.2.1.4. Qualifiers are for people and left unread. @throws DerError */
export function readCertificatePolicies(value: Buffer): ReadonlySet<string> {
  const policies = new Set<string>();
  for (const member of membersOf(derOf(value, tags.sequence))) {
    const walk = new DerWalk(derOf(member.octets, tags.sequence).content);
    const policy = oidOf(walk.next());
    walk.optional(tags.sequence);
    walk.end();
    if (policies.has(policy)) throw new DerError('a policy that occurs twice');
    policies.add(policy);
  }
  if (policies.size === 0) throw new DerError('empty certificatePolicies');
  return policies;
}

/** policyMappings, section 4.2.1.5: pairs of issuer's and subject's policy. @throws DerError */
export function readPolicyMappings(value: Buffer): readonly (readonly [issuer: string, subject: string])[] {
  return membersOf(derOf(value, tags.sequence)).map((member) => {
    const walk = new DerWalk(derOf(member.octets, tags.sequence).content);
    const pair = [oidOf(walk.next()), oidOf(walk.next())] as const;
    walk.end();
    return pair;
  });
}

/** policyConstraints, section 4.2.1.11. */
export interface PolicyConstraints {
  readonly requireExplicitPolicy?: number;
  readonly inhibitPolicyMapping?: number;
}

/** @throws DerError */
export function readPolicyConstraints(value: Buffer): PolicyConstraints {
  const walk = new DerWalk(derOf(value, tags.sequence).content);
  const explicit = walk.optional(contextTag(0, 'primitive'));
  const mapping = walk.optional(contextTag(1, 'primitive'));
  walk.end();
  if (explicit === undefined && mapping === undefined) throw new DerError('empty policyConstraints');
  return {
    ...(explicit && { requireExplicitPolicy: smallNumber(explicit) }),
    ...(mapping && { inhibitPolicyMapping: smallNumber(mapping) }),
  };
}

/** inhibitAnyPolicy, section 4.2.1.14. @throws DerError */
export function readInhibitAnyPolicy(value: Buffer): number {
  return smallNumber(derOf(value, tags.integer));
}
