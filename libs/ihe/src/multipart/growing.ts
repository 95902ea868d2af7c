/**
 * Octets that come in pieces, kept in one place: a sender that sends a document octet by octet must not cost an object
 * for each of them.
 */
export class GrowingOctets {
  private place = Buffer.alloc(0);
  private length = 0;

  /** How many there are. */
  get size(): number {
    return this.length;
  }

  /** Adds a copy of some more. */
  add(piece: Uint8Array): void {
    const needed = this.length + piece.length;
    if (needed > this.place.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, this.place.length * 2));
      this.place.copy(larger, 0, 0, this.length);
      this.place = larger;
    }
    this.place.set(piece, this.length);
    this.length = needed;
  }

  /** All of them; nothing is added after that. */
  all(): Buffer {
    return this.place.subarray(0, this.length);
  }
}
