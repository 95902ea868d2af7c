import type { PdfWriter } from '@passerelle/summary';
import { viewLanguageOf, viewSummary, type ViewOptions } from '@passerelle/summary/view';
import { renderPdf } from './pdf/render-pdf.js';

/**
 * Makes the writer of the PDF that a level 1 pivot is written around: the summary in the language of its document, or in
 * English where there are no words for that one, with the words of the source beside.
 */
export function pdfWriter(options: Omit<ViewOptions, 'language'> = {}): PdfWriter {
  return (summary) => {
    const language = viewLanguageOf(summary.header.language);
    return { octets: renderPdf(viewSummary(summary, { ...options, language })).octets, language };
  };
}
