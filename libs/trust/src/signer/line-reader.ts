/** Cuts octets that arrive in pieces into lines; a line beyond the limit is given up before it is whole. */
export class LineReader {
  private parts: Buffer[] = [];
  private size = 0;

  constructor(private readonly longest: number) {}

  /** Whether a line has begun that did not end yet. */
  get begun(): boolean {
    return this.size > 0;
  }

  /**
   * @returns the lines that are whole now, without their line feeds; undefined when one is too long, after which nothing
   * more is read
   */
  read(piece: Buffer): readonly string[] | undefined {
    const lines: string[] = [];
    let from = 0;
    for (let end = piece.indexOf(0x0a); end !== -1; end = piece.indexOf(0x0a, from)) {
      if (!this.add(piece.subarray(from, end))) return undefined;
      lines.push(Buffer.concat(this.parts).toString('utf8'));
      this.parts = [];
      this.size = 0;
      from = end + 1;
    }
    return this.add(piece.subarray(from)) ? lines : undefined;
  }

  private add(part: Buffer): boolean {
    this.size += part.length;
    if (this.size > this.longest) return false;
    if (part.length > 0) this.parts.push(part);
    return true;
  }
}
