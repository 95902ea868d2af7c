import { derMembers, derValues, type DerValue } from './der-values.js';

/** Tags of RFC 5280 section 4.1: SEQUENCE, OBJECT IDENTIFIER, BIT STRING, and `[3]` around the extensions. */
const tags = { sequence: 0x30, objectIdentifier: 0x06, bitString: 0x03, extensions: 0xa3 } as const;

/** 2.5.29.15 keyUsage and 2.5.29.37 extKeyUsage, as the octets of an OBJECT IDENTIFIER in hexadecimal. */
const keyUsageType = '551d0f';
const extendedKeyUsageType = '551d25';

/** Fields of a certificate that node:crypto does not show. */
export interface CertificateFields {
  /** OBJECT IDENTIFIER of signatureAlgorithm, its octets in hexadecimal. */
  readonly signatureAlgorithm: string;
  /** Whether keyUsage is there and has the bit nonRepudiation (contentCommitment), section 4.2.1.3. */
  readonly nonRepudiation: boolean;
  /** Whether extKeyUsage is there: the key is for connections, time-stamps or the like. */
  readonly extendedKeyUsage: boolean;
}

/**
 * Reads them from a certificate.
 * @param der - a certificate that node:crypto has read
 * @returns undefined when it does not have the form of RFC 5280 section 4.1
 */
export function certificateFields(der: Buffer): CertificateFields | undefined {
  const [body, algorithm] = derMembers(der) ?? [];
  const [identifier] = (algorithm?.tag === tags.sequence ? derValues(algorithm.content) : undefined) ?? [];
  const fields = body === undefined ? undefined : derValues(body.content);
  if (identifier?.tag !== tags.objectIdentifier || fields === undefined) return undefined;
  const wrapped = fields.find(({ tag }) => tag === tags.extensions);
  const extensions = wrapped === undefined ? [] : derMembers(wrapped.content);
  if (extensions === undefined) return undefined;
  return {
    signatureAlgorithm: identifier.content.toString('hex'),
    nonRepudiation: hasNonRepudiation(valueOf(extensions, keyUsageType)),
    extendedKeyUsage: valueOf(extensions, extendedKeyUsageType) !== undefined,
  };
}

/** The octets inside extnValue of the extension of that type; it stands last, after an optional `critical`. */
function valueOf(extensions: readonly DerValue[], type: string): Buffer | undefined {
  for (const { content } of extensions) {
    const parts = derValues(content) ?? [];
    if (parts[0]?.content.toString('hex') === type) return parts.at(-1)?.content;
  }
  return undefined;
}

/** Bit 1 of the named-bit list, counted from the left; the first octet of a BIT STRING counts its unused bits. */
function hasNonRepudiation(value: Buffer | undefined): boolean {
  const [bits] = (value === undefined ? undefined : derValues(value)) ?? [];
  return bits?.tag === tags.bitString && ((bits.content[1] ?? 0) & 0x40) !== 0;
}
