/** Octets that are not the distinguished encoding they should be. It never leaves the readers: they answer with a registered error. */
export class DerError extends Error {}

/** One value of a DER encoding (ITU-T X.690): tag, octets inside, and the whole of it. Nothing is copied. */
export interface DerNode {
  readonly tag: number;
  readonly content: Buffer;
  /** Tag, length and content, as they stood. */
  readonly octets: Buffer;
}

/** Tags that certificates, revocation lists and OCSP are made of. */
export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  sequence: 0x30,
  set: 0x31,
  utcTime: 0x17,
  generalizedTime: 0x18,
} as const;

/** The tag `[number]`, context-specific: constructed around other values, or primitive. */
export function contextTag(number: number, form: 'constructed' | 'primitive' = 'constructed'): number {
  return (form === 'constructed' ? 0xa0 : 0x80) | number;
}

/**
 * Reads the value that begins at an offset. Refused is what DER refuses: indefinite lengths, lengths in more octets than
 * needed, tags of several octets (nothing here has one), and whatever reaches past the end.
 * @throws DerError
 */
export function derAt(octets: Buffer, offset: number): DerNode {
  const tag = octets[offset];
  const first = octets[offset + 1];
  if (tag === undefined || first === undefined) throw new DerError('a value is cut off');
  if ((tag & 0x1f) === 0x1f) throw new DerError('a tag of several octets');
  let start = offset + 2;
  let length = first;
  if (first >= 0x80) {
    const count = first & 0x7f;
    if (count === 0 || count > 4) throw new DerError('an indefinite or oversized length');
    if (start + count > octets.length) throw new DerError('a length is cut off');
    length = octets.readUIntBE(start, count);
    // The shortest form is the only one: no leading zero octet, and none at all for lengths below 128.
    if (octets[start] === 0 || length < 0x80) throw new DerError('a length is not in its shortest form');
    start += count;
  }
  if (start + length > octets.length) throw new DerError('a value reaches past the end');
  return { tag, content: octets.subarray(start, start + length), octets: octets.subarray(offset, start + length) };
}

/** The one value that the octets are, to their end. @throws DerError */
export function derOf(octets: Buffer, tag: number): DerNode {
  const node = derAt(octets, 0);
  if (node.octets.length !== octets.length) throw new DerError('octets after the value');
  if (node.tag !== tag) throw new DerError(`tag ${node.tag} where ${tag} is expected`);
  return node;
}

/**
 * Walks over the values inside a constructed value, in their order. Made for optional members: what is not asked for is
 * found by {@link DerWalk.end}.
 */
export class DerWalk {
  readonly #octets: Buffer;
  #at = 0;

  /** @param content - octets inside the constructed value */
  constructor(content: Buffer) {
    this.#octets = content;
  }

  get done(): boolean {
    return this.#at >= this.#octets.length;
  }

  /** Tag of the next value, undefined at the end. */
  get nextTag(): number | undefined {
    return this.#octets[this.#at];
  }

  /** The next value. @param tag - when given, the value must have it. @throws DerError */
  next(tag?: number): DerNode {
    const node = derAt(this.#octets, this.#at);
    if (tag !== undefined && node.tag !== tag) throw new DerError(`tag ${node.tag} where ${tag} is expected`);
    this.#at += node.octets.length;
    return node;
  }

  /** The next value if it has the tag. @throws DerError */
  optional(tag: number): DerNode | undefined {
    return this.nextTag === tag ? this.next(tag) : undefined;
  }

  /** The next value as a constructed one, to walk over in turn. @throws DerError */
  into(tag: number = tags.sequence): DerWalk {
    return new DerWalk(this.next(tag).content);
  }

  /** @throws DerError when a value is left */
  end(): void {
    if (!this.done) throw new DerError('a value that is not expected');
  }
}

/** All values inside a SEQUENCE OF or SET OF. @throws DerError */
export function membersOf(node: DerNode): readonly DerNode[] {
  const walk = new DerWalk(node.content);
  const members: DerNode[] = [];
  while (!walk.done) members.push(walk.next());
  return members;
}
