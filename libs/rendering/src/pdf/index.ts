export { renderPdf, renderPdfInTurns, type RenderedPdf } from './render-pdf.js';
