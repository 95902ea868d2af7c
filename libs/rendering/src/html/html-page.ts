import type { SummaryView, Words } from '@passerelle/summary/view';

/** What the writers of one page share. */
export interface HtmlPage {
  readonly view: SummaryView;
  readonly words: Words;
}
