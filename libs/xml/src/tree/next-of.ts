/**
 * Where a character stands next in a text that is gone through from its start to its end. It is searched for once for each
 * time it occurs, so that asking of every part whether it holds one costs a comparison.
 */
export class NextOf {
  private next = -1;

  constructor(
    private readonly text: string,
    private readonly character: string,
  ) {}

  /** Its first place at or after another; the length of the text where there is none. Places asked for only grow. */
  from(start: number): number {
    if (this.next < start) {
      const found = this.text.indexOf(this.character, start);
      this.next = found < 0 ? this.text.length : found;
    }
    return this.next;
  }

  /** Whether it stands in the part from `start` up to, and without, `end`. */
  isWithin(start: number, end: number): boolean {
    return this.from(start) < end;
  }
}
