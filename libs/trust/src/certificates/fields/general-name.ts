import { DerError, derOf, membersOf, tags, type DerNode } from '../der/strict-der.js';
import { readName, type DistinguishedName } from './distinguished-name.js';

/** A GeneralName of RFC 5280 section 4.2.1.6, of the forms that can be compared; all others are `other` with their tag. */
export type GeneralName =
  | { readonly kind: 'dns' | 'email' | 'uri'; readonly text: string }
  | { readonly kind: 'address'; readonly octets: Buffer }
  | { readonly kind: 'directory'; readonly name: DistinguishedName }
  | { readonly kind: 'other'; readonly tag: number };

const textual: Readonly<Record<number, 'dns' | 'email' | 'uri'>> = { 0x81: 'email', 0x82: 'dns', 0x86: 'uri' };
/** otherName, x400Address, ediPartyName, registeredID. */
const others: ReadonlySet<number> = new Set([0xa0, 0xa3, 0xa5, 0x88]);

/** Reads a GeneralName. @throws DerError */
export function readGeneralName(node: DerNode): GeneralName {
  const kind = textual[node.tag];
  if (kind !== undefined) return { kind, text: ia5(node.content) };
  if (node.tag === 0x87) return { kind: 'address', octets: node.content };
  if (node.tag === 0xa4) return { kind: 'directory', name: readName(derOf(node.content, tags.sequence)) };
  if (others.has(node.tag)) return { kind: 'other', tag: node.tag };
  throw new DerError('a name of an unknown form');
}

/** Reads GeneralNames; at least one. @throws DerError */
export function readGeneralNames(node: DerNode): readonly GeneralName[] {
  const names = membersOf(node).map(readGeneralName);
  if (names.length === 0) throw new DerError('an empty list of names');
  return names;
}

function ia5(octets: Buffer): string {
  if (octets.some((octet) => octet >= 0x80 || octet < 0x20)) throw new DerError('a name that is not printable ASCII');
  return octets.toString('latin1');
}
