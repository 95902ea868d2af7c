// What this lib uses of pdfkit 0.20 and fontkit 2, neither of which brings types. Members with a leading underscore are not
// public: docs/adr tells why they are used, and the conformance tests fail where a new version changes them.

declare module 'fontkit' {
  export interface Glyph {
    readonly id: number;
    readonly advanceWidth: number;
  }

  /** Glyphs of a text with their places, in units of the font. */
  export interface GlyphRun {
    glyphs: Glyph[];
    positions: { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number }[];
    advanceWidth: number;
  }

  /** A parsed font file. It keeps no state of a document, so all documents share it. */
  export interface Font {
    readonly unitsPerEm: number;
    readonly ascent: number;
    readonly descent: number;
    hasGlyphForCodePoint(codePoint: number): boolean;
    getGlyph(id: number): Glyph;
    glyphForCodePoint(codePoint: number): Glyph;
    layout(text: string): GlyphRun;
  }

  export function create(octets: Uint8Array): Font;
}

declare module 'pdfkit' {
  import type { Readable } from 'node:stream';
  import type { Font } from 'fontkit';

  /** A font as one document embeds it. */
  export interface EmbeddedFont {
    readonly font: Font;
    readonly subset: { readonly glyphs: readonly number[]; encode(): Uint8Array };
    /** Advances by glyph of the subset, in thousandths of an em. */
    readonly widths: (number | undefined)[];
    readonly scale: number;
    widthOfString(text: string, size: number): number;
  }

  export interface Reference {
    readonly data: Record<string, unknown>;
  }

  /** An element of the logical structure. */
  export interface StructureElement {
    readonly dictionary: Reference;
    /** Adds a child, or content that the function draws. */
    add(child: StructureElement | (() => void)): this;
    end(): void;
  }

  export interface PdfOptions {
    readonly subset: 'PDF/A-1a';
    readonly pdfVersion: '1.4';
    readonly tagged: true;
    readonly lang: string;
    readonly displayTitle: true;
    readonly size: 'A4';
    readonly margin: 0;
    readonly autoFirstPage: false;
    readonly bufferPages: true;
    readonly info: Readonly<Record<string, string | Date>>;
  }

  export default class PDFDocument extends Readable {
    constructor(options: PdfOptions);
    readonly outline: {
      readonly dictionary: Reference;
      addItem(title: string, options: { top: number; left: number }): unknown;
    };
    _font: EmbeddedFont;
    _addInfo: () => void;
    registerFont(name: string, font: Font): this;
    font(name: string): this;
    fontSize(size: number): this;
    fillColor(colour: string): this;
    text(text: string, x: number, y: number, options: { lineBreak: false }): this;
    addPage(): this;
    bufferedPageRange(): { readonly start: number; readonly count: number };
    switchToPage(page: number): unknown;
    struct(type: string, options?: { readonly lang?: string; readonly scope?: 'Row' | 'Column' }): StructureElement;
    addStructure(element: StructureElement): this;
    markContent(tag: 'Artifact', options: { readonly type: 'Layout' | 'Pagination' }): this;
    endMarkedContent(): this;
    rect(x: number, y: number, width: number, height: number): this;
    roundedRect(x: number, y: number, width: number, height: number, radius: number): this;
    dash(length: number, options: { readonly space: number }): this;
    undash(): this;
    lineWidth(width: number): this;
    fill(colour: string): this;
    stroke(colour: string): this;
    appendXML(xml: string): void;
    end(): void;
  }
}
