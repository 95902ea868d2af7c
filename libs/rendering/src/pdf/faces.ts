import { create, type Font } from 'fontkit';
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
    font = create(readFileSync(require.resolve(`@expo-google-fonts/source-sans-3/${files[name]}`)));
    faces.set(name, font);
  }
  return font;
}
