export { contentSecurityPolicy, renderHtml, type HtmlOptions } from './html/render-html.js';
export { renderPdf, renderPdfInTurns, type RenderedPdf } from './pdf/render-pdf.js';
export { pdfWriter } from './pdf-writer.js';
