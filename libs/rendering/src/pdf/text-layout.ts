import type { FaceName } from './faces.js';

/** How a run of text looks. */
export interface TextStyle {
  readonly face: FaceName;
  /** Points. */
  readonly size: number;
  readonly colour: string;
  /** A frame around the words: what warns is filled, what is not translated has a dashed line. */
  readonly frame?: 'filled' | 'solid' | 'dashed';
}

/** Words of one style and one language. */
export interface Run {
  readonly text: string;
  readonly style: TextStyle;
  /** BCP 47, where it is another than the page's. */
  readonly language?: string;
}

/** Runs that follow each other, broken into lines. */
export interface Paragraph {
  readonly runs: readonly Run[];
  /** Points from the left edge of the column. */
  readonly indent?: number;
  /** Points below the paragraph. */
  readonly after?: number;
}

/** A run, or a part of it, at its place in a line. */
export interface PlacedRun extends Run {
  /** Points from the left edge of the column. */
  readonly x: number;
  readonly width: number;
}

/** A line of a column. */
export interface TextLine {
  readonly runs: readonly PlacedRun[];
  /** Points from the top of this line to the top of the next one. */
  readonly height: number;
  /** Largest size in the line, which its base line goes by. */
  readonly size: number;
}

/** Tells how wide a text is in a style, in points. */
export type Measure = (text: string, style: TextStyle) => number;

/** Keeps words on one line as long as the column is wide enough. */
const noBreak = '\u00a0';

/** Height of a line by the size of its largest letters. */
const leading = 1.25;

/** Points that a frame keeps from its neighbours. */
const air = 2.5;

/** Breaks paragraphs into the lines of a column. A word that is wider than the column is broken where it must be. */
export function layOut(paragraphs: readonly Paragraph[], width: number, measure: Measure): TextLine[] {
  const lines: TextLine[] = [];
  for (const { runs, indent = 0, after = 0 } of paragraphs) {
    const column = new Column(width, indent, measure);
    for (const run of runs) column.set(run);
    const set = column.lines();
    const last = set.at(-1);
    if (last !== undefined && after > 0) set[set.length - 1] = { ...last, height: last.height + after };
    lines.push(...set);
  }
  return lines;
}

/** A paragraph while it is set. Words keep the space after them, so that text which is copied keeps its words apart. */
class Column {
  private readonly done: TextLine[] = [];
  private current: PlacedRun[] = [];
  private x: number;

  constructor(
    private readonly width: number,
    private readonly indent: number,
    private readonly measure: Measure,
  ) {
    this.x = indent;
  }

  set(run: Run): void {
    for (const word of run.text.split(' ')) {
      if (word !== '') this.place(`${word} `, run);
    }
  }

  lines(): TextLine[] {
    this.breakLine();
    return this.done;
  }

  private place(word: string, run: Run): void {
    const space = this.measure(' ', run.style);
    const width = this.measure(word, run.style);
    const room = this.width - this.x;
    // A point between two things stays with the first of them.
    if (width - space <= room || (word === '· ' && room > 0)) return this.append(word, width, run);
    if (this.x > this.indent) {
      this.breakLine();
      return this.place(word, run);
    }
    if (word.includes(noBreak)) {
      // Words that were to stay together and cannot are broken between them before any of them is.
      for (const part of word.trimEnd().split(noBreak)) this.place(`${part} `, run);
      return;
    }
    const [fits, rest] = this.split(word.trimEnd(), run, room);
    this.append(fits, this.measure(fits, run.style), run);
    this.breakLine();
    this.place(`${rest} `, run);
  }

  /** As many letters as fit, at least one, so that a column narrower than a letter comes to an end too. */
  private split(word: string, { style }: Run, room: number): [string, string] {
    const letters = [...word];
    let low = 1;
    let high = Math.max(1, letters.length - 1);
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (this.measure(letters.slice(0, middle).join(''), style) <= room) low = middle;
      else high = middle - 1;
    }
    return [letters.slice(0, low).join(''), letters.slice(low).join('')];
  }

  private append(text: string, width: number, run: Run): void {
    const last = this.current.at(-1);
    if (last?.style === run.style && last.language === run.language) {
      this.current[this.current.length - 1] = { ...last, text: last.text + text, width: last.width + width };
    } else {
      // A frame needs air to what stands before and after it.
      if (run.style.frame !== undefined || last?.style.frame !== undefined) this.x += air;
      this.current.push({ ...run, text, x: this.x, width });
    }
    this.x += width;
  }

  private breakLine(): void {
    if (this.current.length > 0) {
      const size = Math.max(...this.current.map(({ style }) => style.size));
      const framed = this.current.some(({ style }) => style.frame !== undefined && style.size === size);
      this.done.push({ runs: this.current, height: size * leading + (framed ? air : 0), size });
    }
    this.current = [];
    this.x = this.indent;
  }
}
