import { booleanOf, oidOf } from '../der/der-primitives.js';
import { DerError, DerWalk, derOf, membersOf, tags, type DerNode } from '../der/strict-der.js';

/** One extension as it stood: RFC 5280 section 4.2, the same form in certificates, lists and OCSP. */
export interface Extension {
  readonly critical: boolean;
  /** Octets inside extnValue. */
  readonly value: Buffer;
}

/** Extensions by their dotted object identifier. */
export type Extensions = ReadonlyMap<string, Extension>;

/** Extensions of one certificate, list, entry or response; the largest seen have twenty. */
const mostExtensions = 64;

/** Reads a SEQUENCE OF Extension; an extension that occurs twice is refused. @throws DerError */
export function readExtensions(node: DerNode): Extensions {
  const extensions = new Map<string, Extension>();
  const members = membersOf(derOf(node.octets, tags.sequence));
  if (members.length === 0 || members.length > mostExtensions) throw new DerError('no or too many extensions');
  for (const member of members) {
    const walk = new DerWalk(derOf(member.octets, tags.sequence).content);
    const id = oidOf(walk.next());
    const flag = walk.optional(tags.boolean);
    const value = walk.next(tags.octetString).content;
    walk.end();
    if (extensions.has(id)) throw new DerError(`the extension ${id} occurs twice`);
    extensions.set(id, { critical: flag !== undefined && booleanOf(flag), value });
  }
  return extensions;
}
