import { oidOf } from '../der/der-primitives.js';
import { DerError, derOf, DerWalk, membersOf, tags, type DerNode } from '../der/strict-der.js';

/** A Name of RFC 5280 section 4.1.2.4, ready to be compared. */
export interface DistinguishedName {
  /** The encoding as it stood. */
  readonly octets: Buffer;
  /** Two names are the same when their keys are (section 7.1). */
  readonly key: string;
  /** Keys of the relative names, from the root down: a directoryName constraint is a beginning of this list. */
  readonly relative: readonly string[];
  /** Values of emailAddress (PKCS #9), to which constraints on rfc822Name apply too (section 4.2.1.10). */
  readonly emailAddresses: readonly string[];
  readonly isEmpty: boolean;
}

/** 1.2.840.113549.1.9.1 */
const emailAddress = '1.2.840.113549.1.9.1';
/** Attributes of one name; more have never been seen, and each is normalised. */
const mostAttributes = 64;

/** Reads a Name. @throws DerError */
export function readName(node: DerNode): DistinguishedName {
  const relative: string[] = [];
  const emailAddresses: string[] = [];
  let attributes = 0;
  for (const set of membersOf(derOf(node.octets, tags.sequence))) {
    if (set.tag !== tags.set || set.content.length === 0) throw new DerError('an empty or malformed relative name');
    const keys = membersOf(set).map((member) => {
      if (++attributes > mostAttributes) throw new DerError('a name of too many attributes');
      if (member.tag !== tags.sequence) throw new DerError('a malformed attribute of a name');
      const walk = new DerWalk(member.content);
      const type = oidOf(walk.next());
      const value = walk.next();
      walk.end();
      const text = textOf(value);
      if (type === emailAddress && text !== undefined) emailAddresses.push(text);
      return JSON.stringify([type, text === undefined ? `#${value.octets.toString('hex')}` : comparable(text)]);
    });
    relative.push(JSON.stringify(keys.sort()));
  }
  return { octets: node.octets, key: relative.join(), relative, emailAddresses, isEmpty: relative.length === 0 };
}

/**
 * The form in which two values are compared: section 7.1 asks for the stringprep profile of RFC 4518, of which this is the
 * part that matters for names in use: compatibility composition, case, and white space.
 */
function comparable(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** The text of a character string; undefined for other types, which are compared octet for octet. */
function textOf({ tag, content }: DerNode): string | undefined {
  switch (tag) {
    case 0x0c: // UTF8String
      return utf8(content);
    case 0x13: // PrintableString
    case 0x14: // TeletexString, in practice ISO 8859-1
    case 0x16: // IA5String
      return content.toString('latin1');
    case 0x1e: // BMPString
      if (content.length % 2 !== 0) throw new DerError('a malformed BMPString');
      return Buffer.from(content).swap16().toString('utf16le');
    default:
      return undefined;
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function utf8(octets: Buffer): string {
  try {
    return decoder.decode(octets);
  } catch {
    // The decoder is strict: what it refuses is no UTF-8, and a name that cannot be read cannot be compared.
    throw new DerError('a name that is not UTF-8');
  }
}
