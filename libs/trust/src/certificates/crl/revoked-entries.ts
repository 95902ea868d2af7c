import { generalizedTimeOf, integerOctets, smallNumber, timeOf } from '../der/der-primitives.js';
import { derAt, DerError, derOf, DerWalk, tags, type DerNode } from '../der/strict-der.js';
import { readExtensions, refuseCritical } from '../fields/extensions.js';
import { extensionIds } from '../fields/object-identifiers.js';
import { reasonName, type Revocation } from '../revocation/revocation-verdict.js';

const entryExtensions: ReadonlySet<string> = new Set([extensionIds.reasonCode, extensionIds.invalidityDate]);

/** What the extensions of an entry say; among a million entries there are a dozen different ones. */
interface EntryExtensions {
  readonly reason: string;
  readonly invalidityDate?: Date;
}

/**
 * The entries of a revocation list, found by serial number. Lists have up to a million entries: each is looked at once, for
 * its serial number and for extensions that forbid to rely on the list (RFC 5280 section 5.3), and read when it is asked for.
 */
export class RevokedEntries {
  /** Offset of the entry by the octets of its serial number, one character each. */
  readonly #offsets = new Map<string, number>();
  readonly #extensions = new Map<string, EntryExtensions>();
  readonly #octets: Buffer;

  /**
   * @param node - revokedCertificates, undefined where the list has none
   * @throws DerError when an entry is malformed, occurs twice, or has an extension that is unknown and critical
   */
  constructor(node: DerNode | undefined) {
    this.#octets = node?.content ?? Buffer.alloc(0);
    if (node !== undefined && this.#octets.length === 0) throw new DerError('an empty list of entries');
    for (let at = 0; at < this.#octets.length;) at = this.#admit(at);
  }

  get size(): number {
    return this.#offsets.size;
  }

  /** The revocation of a serial number. @throws DerError when its entry is malformed */
  find(serialNumber: Buffer): Revocation | undefined {
    const at = this.#offsets.get(serialNumber.toString('latin1'));
    if (at === undefined) return undefined;
    const entry = new DerWalk(derAt(this.#octets, at).content);
    integerOctets(entry.next(tags.integer));
    const date = timeOf(entry.next());
    const extensions = entry.optional(tags.sequence);
    const { reason, invalidityDate = date } = extensions ? this.#read(extensions.octets) : { reason: 'unspecified' };
    return { revokedAt: invalidityDate < date ? invalidityDate : date, reason };
  }

  /** Takes in the entry at an offset. @returns the offset behind it */
  #admit(at: number): number {
    const octets = this.#octets;
    const content = headerEnd(octets, at, tags.sequence);
    const end = content.end;
    const serial = headerEnd(octets, content.start, tags.integer);
    const date = headerEnd(
      octets,
      serial.end,
      octets[serial.end] === tags.utcTime ? tags.utcTime : tags.generalizedTime,
    );
    if (serial.end === serial.start || date.end > end) throw new DerError('a malformed entry');
    if (date.end < end) {
      const extensions = headerEnd(octets, date.end, tags.sequence);
      if (extensions.end !== end) throw new DerError('a malformed entry');
      this.#read(octets.subarray(date.end, end));
    }
    const key = octets.toString('latin1', serial.start, serial.end);
    if (this.#offsets.has(key)) throw new DerError('a serial number that occurs twice');
    this.#offsets.set(key, at);
    return end;
  }

  #read(octets: Buffer): EntryExtensions {
    const key = octets.toString('latin1');
    const known = this.#extensions.get(key);
    if (known !== undefined) return known;
    const read = readEntryExtensions(octets);
    // Dates of invalidity differ from entry to entry; what is kept for them must not outgrow the list.
    if (this.#extensions.size < 256) this.#extensions.set(key, read);
    return read;
  }
}

/** Begin and end of the content of the value at an offset. The usual short lengths are read in place. @throws DerError */
function headerEnd(octets: Buffer, at: number, tag: number): { readonly start: number; readonly end: number } {
  if (octets[at] !== tag) throw new DerError('a malformed entry');
  const length = octets[at + 1];
  if (length !== undefined && length < 0x80) {
    const end = at + 2 + length;
    if (end > octets.length) throw new DerError('a value reaches past the end');
    return { start: at + 2, end };
  }
  const node = derAt(octets, at);
  const end = at + node.octets.length;
  return { start: end - node.content.length, end };
}

function readEntryExtensions(octets: Buffer): EntryExtensions {
  const extensions = readExtensions(derOf(octets, tags.sequence));
  refuseCritical(extensions, entryExtensions);
  const code = extensions.get(extensionIds.reasonCode);
  const reason = code === undefined ? 'unspecified' : reasonName(smallNumber(derOf(code.value, tags.enumerated)));
  if (reason === undefined) throw new DerError('an unknown reason');
  if (reason === 'removeFromCRL') throw new DerError('removeFromCRL in a complete list');
  const invalid = extensions.get(extensionIds.invalidityDate);
  if (invalid === undefined) return { reason };
  return { reason, invalidityDate: generalizedTimeOf(derOf(invalid.value, tags.generalizedTime)) };
}
