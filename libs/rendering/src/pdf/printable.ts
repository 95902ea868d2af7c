import { face } from './faces.js';

// Characters that shape or order text and have no glyph of their own: a soft hyphen, joiners, marks and overrides of
// direction, variation selectors. Overrides could make a line read as another than it is, so none of them is set.
const invisible = /\u00ad|\u061c|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u206f]|[\ufe00-\ufe0f]|\ufeff/gu;
const space = /[\s\u0085]+/gu;

/** Takes the text that goes onto pages, and keeps count of what the font has no glyph for. */
export class Printable {
  private readonly lacking = new Set<number>();

  /**
   * The text as it can be set: composed (NFC), white space folded, no-break spaces kept. A character without a glyph is
   * shown by its number, `[U+1F493]`: nobody may take a gap for nothing.
   */
  of(text: string): string {
    const composed = text.normalize('NFC').replace(invisible, '');
    const folded = composed.replace(space, (run) => (run.includes('\u00a0') ? '\u00a0' : ' '));
    return /^[\u0020-\u017f]*$/.test(folded) && !/[\u007f-\u009f]/.test(folded) ? folded : this.withNumbers(folded);
  }

  /** The characters that had no glyph, as their numbers: `U+1F493`. */
  replaced(): readonly string[] {
    return [...this.lacking].sort((a, b) => a - b).map(numberOf);
  }

  private withNumbers(text: string): string {
    let written = '';
    for (const character of text) {
      const codePoint = character.codePointAt(0)!;
      if (isPrintable(codePoint)) written += character;
      else {
        this.lacking.add(codePoint);
        written += `[${numberOf(codePoint)}]`;
      }
    }
    return written;
  }
}

/** All faces of the family have the same characters, so the first decides for all. */
function isPrintable(codePoint: number): boolean {
  return face('regular').hasGlyphForCodePoint(codePoint);
}

function numberOf(codePoint: number): string {
  return `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`;
}
