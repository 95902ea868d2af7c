/** From this size on a piece is kept as it came; a smaller one would cost more as an object than as octets. */
const large = 4_096;
const tailSize = 65_536;

/**
 * Octets that come in pieces, until all are there. Large pieces are kept and small ones gathered: a sender that sends a
 * document octet by octet must not cost an object for each of them.
 */
export class GrowingOctets {
  private readonly pieces: Uint8Array[] = [];
  private tail: Buffer | undefined;
  private tailLength = 0;

  /** Adds some more; the memory of a large piece must not be written to afterwards. */
  add(piece: Uint8Array): void {
    if (piece.length >= large) {
      this.closeTail();
      this.pieces.push(piece);
      return;
    }
    if (this.tail !== undefined && this.tailLength + piece.length > this.tail.length) this.closeTail();
    this.tail ??= Buffer.allocUnsafe(tailSize);
    this.tail.set(piece, this.tailLength);
    this.tailLength += piece.length;
  }

  /** All of them in one place; nothing is added after that. */
  all(): Buffer {
    this.closeTail();
    return Buffer.concat(this.pieces);
  }

  private closeTail(): void {
    if (this.tail === undefined) return;
    // A copy of what is used, so that many small parts do not hold a whole tail each.
    this.pieces.push(
      this.tailLength < tailSize / 2
        ? Buffer.from(this.tail.subarray(0, this.tailLength))
        : this.tail.subarray(0, this.tailLength),
    );
    this.tail = undefined;
    this.tailLength = 0;
  }
}
