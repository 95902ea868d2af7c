import type { PdfWriter } from '@passerelle/summary';
import { viewLanguageOf, viewSummary, type ViewOptions } from '@passerelle/summary/view';
import { renderPdf } from './pdf/render-pdf.js';

/**
 * Makes the writer of the PDF that a level 1 pivot is written around.
 * @param options - language: of the reader; left out, the language of the document, or English where there are no words
 *   for that one. The words of the source stand beside.
 */
export function pdfWriter(options: Partial<Omit<ViewOptions, 'lookedUp'>> = {}): PdfWriter {
  return (lookedUp) => {
    const { summary } = lookedUp;
    const language = options.language ?? viewLanguageOf(summary.header.language);
    return { octets: renderPdf(viewSummary(summary, { ...options, lookedUp, language })).octets, language };
  };
}
