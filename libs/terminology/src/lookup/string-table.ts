import { none } from '../index-file/layout.js';

/** The strings of an index, where they lie. */
export class StringTable {
  constructor(
    private readonly text: Buffer,
    private readonly strings: Uint32Array,
  ) {}

  at(place: number): string {
    return this.text.toString('utf8', this.strings[place], this.strings[place + 1]);
  }

  optional(place: number): string | undefined {
    return place === none ? undefined : this.at(place);
  }

  /** Whether the string at a place is this one, without making a string of it as long as both are ASCII. */
  spells(place: number, text: string): boolean {
    const from = this.strings[place]!;
    const length = this.strings[place + 1]! - from;
    if (length < text.length) return false;
    for (let at = 0; at < text.length; at++) {
      const unit = text.charCodeAt(at);
      if (unit > 0x7f) return this.at(place) === text;
      if (this.text[from + at] !== unit) return false;
    }
    return length === text.length;
  }
}
