import type { Phrase, SummaryView, Words } from '@passerelle/summary/view';
import type { Canvas } from './canvas.js';
import type { Printable } from './printable.js';
import type { Run, TextStyle } from './text-layout.js';

/** What the writers of one PDF share. */
export class PdfPage {
  constructor(
    readonly view: SummaryView,
    readonly words: Words,
    readonly canvas: Canvas,
    readonly printable: Printable,
  ) {}

  /** Words of ours, in the language of the page. */
  run(text: string, style: TextStyle): Run {
    return { text: this.printable.of(text), style };
  }

  /** Words in the language they are in. */
  phrase({ text, language }: Phrase, style: TextStyle): Run {
    const run = this.run(text, style);
    const foreign = language !== undefined && language !== this.view.language && isTag(language);
    return foreign ? { ...run, language } : run;
  }
}

/** Whether a language is named as BCP 47 does; anything else would mislead whoever reads the page aloud. */
function isTag(language: string): boolean {
  return /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(language);
}
