import { PasserelleError } from '@passerelle/kernel';
import PDFDocument, { type EmbeddedFont, type StructureElement } from 'pdfkit';
import { face, faceNames, type FaceName } from './faces.js';
import { colours } from './styles.js';
import type { PlacedRun, TextLine, TextStyle } from './text-layout.js';
import { metadata, producer, type PdfIdentity } from './xmp.js';

/** Points of an A4 page and of the room that text may take on it. */
export const sheet = { width: 595.28, height: 841.89, left: 40, right: 555.28, top: 54, bottom: 800 };

/** Pages a summary may have; the longest real one of the corpus has some thirty. */
export const mostPages = 400;

/**
 * A tagged PDF/A-1a document that is drawn from the top down. It knows how far down the page is written, begins pages,
 * and keeps what is text in the logical structure and what is ornament out of it.
 */
export class Canvas {
  /** Points from the top of the page to where the next thing is drawn. */
  y = sheet.top;
  /** Draws a bar at the left edge beside everything, as long as it is set. */
  prominent = false;
  readonly root: StructureElement;
  private readonly document: PDFDocument;
  private readonly fonts: Readonly<Record<FaceName, EmbeddedFont>>;
  private outlined = 0;

  constructor(identity: PdfIdentity) {
    const { title, author, language, created } = identity;
    this.document = new PDFDocument({
      subset: 'PDF/A-1a',
      pdfVersion: '1.4',
      tagged: true,
      lang: language,
      displayTitle: true,
      size: 'A4',
      margin: 0,
      autoFirstPage: false,
      bufferPages: true,
      info: {
        Title: title,
        ...(author !== '' && { Author: author }),
        Creator: producer,
        Producer: producer,
        CreationDate: created,
      },
    });
    // pdfkit writes the texts of the information into the XML of the metadata as they are; a name may hold an ampersand.
    this.document._addInfo = () => this.document.appendXML(metadata(identity));
    for (const name of faceNames) this.document.registerFont(name, face(name));
    this.document.addPage();
    const embedded = (name: FaceName): EmbeddedFont => this.document.font(name)._font;
    this.fonts = { regular: embedded('regular'), bold: embedded('bold'), italic: embedded('italic') };
    this.root = this.document.struct('Document');
    this.document.addStructure(this.root);
  }

  /** How wide a text is. */
  readonly measure = (text: string, { face: name, size }: TextStyle): number =>
    this.fonts[name].widthOfString(text, size);

  /** Points left on the page. */
  get room(): number {
    return sheet.bottom - this.y;
  }

  /** Begins a new page. @throws PSR-1121 where the document has too many */
  breakPage(): void {
    if (this.document.bufferedPageRange().count >= mostPages)
      throw new PasserelleError('PSR-1121', { limit: mostPages });
    this.document.addPage();
    this.y = sheet.top;
  }

  /** An element of the structure inside another one. */
  structure(type: string, parent: StructureElement, options: { scope?: 'Row' | 'Column'; columns?: number } = {}) {
    const { scope, columns } = options;
    const element = this.document.struct(type, scope === undefined ? {} : { scope });
    if (columns !== undefined && columns > 1) element.dictionary.data['A'] = { O: 'Table', ColSpan: columns };
    parent.add(element);
    return element;
  }

  /** An entry of the outline that leads to here. */
  outline(title: string): void {
    this.document.outline.addItem(title, { top: this.y - 4, left: sheet.width });
    this.outlined++;
  }

  /** Draws what is no content: lines, backgrounds. */
  ornament(draw: (document: PDFDocument) => void): void {
    this.document.markContent('Artifact', { type: 'Layout' });
    draw(this.document);
    this.document.endMarkedContent();
  }

  /**
   * Draws lines of text below each other as content of an element. Words in another language become a span of their own,
   * so that a voice reads them as what they are.
   */
  text(lines: readonly TextLine[], x: number, y: number, element: StructureElement): void {
    this.frames(lines, x, y);
    let top = y;
    let group: { draw: (() => void)[]; language: string | undefined } | undefined;
    const flush = (): void => {
      if (group === undefined) return;
      const { draw, language } = group;
      const all = (): void => draw.forEach((each) => each());
      if (language === undefined) element.add(all);
      else {
        const span = this.document.struct('Span', { lang: language });
        element.add(span);
        span.add(all);
        span.end();
      }
    };
    for (const line of lines) {
      for (const run of line.runs) {
        const at = top;
        if (group === undefined || group.language !== run.language) {
          flush();
          group = { draw: [], language: run.language };
        }
        group.draw.push(() => this.letters(run, x, at, line.size));
      }
      top += line.height;
    }
    flush();
  }

  /** Draws text that stands on every page and belongs to none. */
  running(runs: readonly { readonly text: string; readonly style: TextStyle; readonly x: number }[], y: number): void {
    this.document.markContent('Artifact', { type: 'Pagination' });
    for (const run of runs) this.letters({ ...run, width: 0 }, 0, y, run.style.size);
    this.document.endMarkedContent();
  }

  /** Lets something be drawn on every page, once all of them are there. */
  onEveryPage(draw: (page: number, pages: number) => void): void {
    const { count } = this.document.bufferedPageRange();
    for (let at = 0; at < count; at++) {
      this.document.switchToPage(at);
      draw(at + 1, count);
    }
  }

  /** Moves down, and draws the bar beside what was passed over where it is wanted. */
  advance(height: number): void {
    if (this.prominent) {
      const from = this.y;
      this.ornament((document) => document.rect(sheet.left - 10, from, 4, height).fill(colours.alarm));
    }
    this.y += height;
  }

  /** Ends the document. @returns its octets */
  end(): Uint8Array {
    this.root.end();
    for (const font of Object.values(this.fonts)) completeGlyphs(font);
    // An outline without the number of its open entries is none (PDF 1.4 section 8.2.2).
    if (this.outlined > 0) this.document.outline.dictionary.data['Count'] = this.outlined;
    this.document.end();
    return this.document.read() as Uint8Array;
  }

  private letters({ text, style, x }: PlacedRun, left: number, top: number, size: number): void {
    const { ascent, unitsPerEm } = face(style.face);
    // pdfkit wants the top of the letters' box, from which the font's ascent leads to the base line.
    const box = top + baseLine(size, style) - (style.size * ascent) / unitsPerEm;
    this.document.font(style.face).fontSize(style.size).fillColor(style.colour);
    this.document.text(text, left + x, box, { lineBreak: false });
  }

  /** Frames lie under the words and are ornament; the words say what they mean. */
  private frames(lines: readonly TextLine[], x: number, y: number): void {
    let top = y;
    for (const line of lines) {
      for (const { style, width, x: at } of line.runs) {
        if (style.frame === undefined) continue;
        const space = this.measure(' ', style);
        const above = baseLine(line.size, style) + top - style.size * 0.9;
        const box = [x + at - 1.5, above, width - space + 3, style.size * 1.22] as const;
        this.ornament((document) => {
          document.roundedRect(...box, 1.5);
          if (style.frame === 'filled') return document.fill(colours.alarm);
          document.lineWidth(0.5);
          if (style.frame === 'dashed') document.dash(1.5, { space: 1.2 });
          document.stroke(colours.soft);
          return style.frame === 'dashed' ? document.undash() : document;
        });
      }
      top += line.height;
    }
  }
}

/** Points from the top of a line to the base line that letters of all sizes in it stand on. */
function baseLine(size: number, { face: name }: TextStyle): number {
  const { ascent, unitsPerEm } = face(name);
  return size * (ascent / unitsPerEm - 0.12);
}

/**
 * Makes the widths of an embedded font name every glyph that is in it. Letters with accents are made of other glyphs, which
 * pdfkit adds to the file but not to the list of what the file holds (CIDSet), and PDF/UA-1 section 7.21.4.2 wants all.
 */
function completeGlyphs({ subset, widths, font, scale }: EmbeddedFont): void {
  subset.encode();
  for (const [place, glyph] of subset.glyphs.entries()) widths[place] ??= font.getGlyph(glyph).advanceWidth * scale;
}
