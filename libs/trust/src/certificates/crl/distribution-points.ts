import { booleanOf } from '../der/der-primitives.js';
import { contextTag, DerError, derOf, DerWalk, membersOf, tags } from '../der/strict-der.js';

/** issuingDistributionPoint of RFC 5280 section 5.2.5: for which certificates a list speaks. */
export interface IssuingDistributionPoint {
  /** Encoded GeneralNames in hexadecimal; undefined when the list is for all points, empty when the name is relative. */
  readonly fullNames?: readonly string[];
  readonly onlyUserCertificates: boolean;
  readonly onlyAuthorities: boolean;
  readonly onlyAttributeCertificates: boolean;
  readonly onlySomeReasons: boolean;
  /** Whether it lists certificates of other authorities. */
  readonly indirect: boolean;
}

/** Reads the extension. @param value - octets inside extnValue. @throws DerError */
export function readIssuingDistributionPoint(value: Buffer): IssuingDistributionPoint {
  const walk = new DerWalk(derOf(value, tags.sequence).content);
  const point = walk.optional(contextTag(0));
  const flag = (number: number): boolean => {
    const node = walk.optional(contextTag(number, 'primitive'));
    return node !== undefined && booleanOf(node);
  };
  const [onlyUserCertificates, onlyAuthorities] = [flag(1), flag(2)];
  const onlySomeReasons = walk.optional(contextTag(3, 'primitive')) !== undefined;
  const [indirect, onlyAttributeCertificates] = [flag(4), flag(5)];
  walk.end();
  if ([onlyUserCertificates, onlyAuthorities, onlyAttributeCertificates].filter(Boolean).length > 1)
    throw new DerError('an issuingDistributionPoint that excludes every certificate');
  return {
    ...(point && { fullNames: fullNamesOf(point.content) }),
    onlyUserCertificates,
    onlyAuthorities,
    onlyAttributeCertificates,
    onlySomeReasons,
    indirect,
  };
}

/**
 * Names of the lists that a certificate points to: cRLDistributionPoints, section 4.2.1.13. Points of other issuers and of
 * some reasons only are left out, because such lists are not used here.
 * @throws DerError
 */
export function readDistributionPoints(value: Buffer): readonly string[] {
  const names: string[] = [];
  for (const member of membersOf(derOf(value, tags.sequence))) {
    const walk = new DerWalk(derOf(member.octets, tags.sequence).content);
    const point = walk.optional(contextTag(0));
    const reasons = walk.optional(contextTag(1, 'primitive'));
    const issuer = walk.optional(contextTag(2));
    walk.end();
    if (point !== undefined && reasons === undefined && issuer === undefined) names.push(...fullNamesOf(point.content));
  }
  return names;
}

/** DistributionPointName: fullName; a name relative to the issuer is in use nowhere and matches nothing. */
function fullNamesOf(content: Buffer): readonly string[] {
  const walk = new DerWalk(content);
  const full = walk.optional(contextTag(0));
  if (full === undefined) walk.next(contextTag(1));
  walk.end();
  return full === undefined ? [] : membersOf(full).map(({ octets }) => octets.toString('hex'));
}
