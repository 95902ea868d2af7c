/** One value of a DER encoding (ITU-T X.690): its tag octet and the octets inside. */
export interface DerValue {
  readonly tag: number;
  readonly content: Buffer;
  /** The value as it stands, with its tag and length. */
  readonly octets: Buffer;
}

/**
 * The values that stand one after the other in some octets. Enough to find a field in a certificate that OpenSSL has
 * already accepted: tags of one octet, definite lengths.
 * @returns undefined when the octets are not such values, to their end
 */
export function derValues(octets: Buffer): readonly DerValue[] | undefined {
  const values: DerValue[] = [];
  let at = 0;
  while (at < octets.length) {
    const tag = octets[at];
    const first = octets[at + 1];
    if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
    // Long form: the low bits count the octets of the length; four of them reach past any certificate.
    const lengthOctets = first < 0x80 ? 0 : first & 0x7f;
    if (first === 0x80 || lengthOctets > 4) return undefined;
    const start = at + 2 + lengthOctets;
    if (start > octets.length) return undefined;
    const length = lengthOctets === 0 ? first : octets.readUIntBE(at + 2, lengthOctets);
    if (start + length > octets.length) return undefined;
    const end = start + length;
    values.push({ tag, content: octets.subarray(start, end), octets: octets.subarray(at, end) });
    at = end;
  }
  return values;
}

/** The values inside the one value that some octets are, or undefined. */
export function derMembers(octets: Buffer): readonly DerValue[] | undefined {
  const [outer, ...more] = derValues(octets) ?? [];
  return outer === undefined || more.length > 0 ? undefined : derValues(outer.content);
}
