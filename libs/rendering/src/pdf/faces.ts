import { create, type Font, type Glyph, type GlyphRun } from 'fontkit';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** The faces a page is set in: one family, Source Sans 3 (SIL Open Font License), which has Latin, Greek and Cyrillic. */
export type FaceName = 'regular' | 'bold' | 'italic';

const files: Readonly<Record<FaceName, string>> = {
  regular: '400Regular/SourceSans3_400Regular.ttf',
  bold: '600SemiBold/SourceSans3_600SemiBold.ttf',
  italic: '400Regular_Italic/SourceSans3_400Regular_Italic.ttf',
};

export const faceNames = Object.keys(files) as readonly FaceName[];

const faces = new Map<FaceName, Font>();

/** A face, parsed when it is first asked for and then shared by all documents. */
export function face(name: FaceName): Font {
  let font = faces.get(name);
  if (font === undefined) {
    const require = createRequire(import.meta.url);
    font = plainly(create(readFileSync(require.resolve(`@expo-google-fonts/source-sans-3/${files[name]}`))));
    faces.set(name, font);
  }
  return font;
}

/** Letters that stand one after the other as they are: of these scripts composed letters, digits and signs without marks. */
const plain = /^[\u0020-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2bff]*$/;

/**
 * The same font, which sets plain letters without the whole machinery of OpenType: each letter is its glyph, and only the
 * distance of pairs is looked up. Pairs of letters are remembered across documents, words are not: a word may be a name.
 */
function plainly(font: Font): Font {
  const glyphs = new Map<string, Glyph>();
  const kernings = new Map<string, number>();
  const glyphOf = (letter: string): Glyph => {
    let glyph = glyphs.get(letter);
    if (glyph === undefined) glyphs.set(letter, (glyph = font.glyphForCodePoint(letter.codePointAt(0)!)));
    return glyph;
  };
  const kerning = (pair: string): number => {
    let distance = kernings.get(pair);
    if (distance === undefined) {
      const { positions, glyphs: set } = font.layout(pair);
      // A pair that became one glyph is a ligature, which plain text does without.
      distance = set.length === 2 ? positions[0]!.xAdvance - set[0]!.advanceWidth : 0;
      kernings.set(pair, distance);
    }
    return distance;
  };
  const layout = (text: string): GlyphRun => {
    if (!plain.test(text)) return font.layout(text);
    const run: GlyphRun = { glyphs: [], positions: [], advanceWidth: 0 };
    for (let at = 0; at < text.length; at++) {
      const letter = text.charAt(at);
      const glyph = glyphOf(letter);
      const more = at + 1 < text.length ? kerning(letter + text.charAt(at + 1)) : 0;
      const xAdvance = glyph.advanceWidth + more;
      run.glyphs.push(glyph);
      run.positions.push({ xAdvance, yAdvance: 0, xOffset: 0, yOffset: 0 });
      run.advanceWidth += xAdvance;
    }
    return run;
  };
  return Object.assign(Object.create(font) as Font, { layout });
}
