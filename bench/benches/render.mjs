import { renderHtml } from '@passerelle/rendering/html';
import { renderPdf } from '@passerelle/rendering/pdf';
import { readSummary, transcodeSummary } from '@passerelle/summary';
import { viewSummary } from '@passerelle/summary/view';
import { catalogue } from '../documents/catalogue.mjs';
import { measuredDocuments } from '../documents/fixtures.mjs';
import { pdfkitTables } from '../harness/pdfkit-peer.mjs';
import { rowsAgainst, rowsOf } from '../harness/rows.mjs';
import { race } from '../measure.mjs';

const maps = catalogue();
const peer = 'pdfkit 0.20 tables, untagged';

/** Pages each second for people: the view alone, the HTML of it, and the PDF/A of it beside what pdfkit's own tables cost. */
export async function run({ quick, corpus }) {
  const timing = quick ? { rounds: 3, roundMs: 150, warmUpMs: 300 } : {};
  const rows = [];
  for (const source of measuredDocuments(corpus)) {
    rows.push(...(await rowsOfDocument(source, timing)));
  }
  return rows;
}

async function rowsOfDocument({ name, octets }, timing) {
  const { summary } = transcodeSummary(readSummary(octets).summary, maps);
  const view = viewSummary(summary, { language: 'de' });
  const { pages, octets: pdf } = renderPdf(view);
  console.log(`  ${name}: ${pages} pages, ${Math.round(pdf.length / 1000)} kB`);
  const raced = await race(
    [
      { name: `view, ${name}`, run: () => viewSummary(summary, { language: 'de' }) },
      { name: `HTML from the view, ${name}`, run: () => renderHtml(view) },
      { name: 'pdf', run: () => renderPdf(view) },
      { name: peer, run: () => pdfkitTables(view) },
    ],
    timing,
  );
  return [
    ...rowsOf(raced, [`view, ${name}`, `HTML from the view, ${name}`], 'pages/CPU-s'),
    ...rowsAgainst(raced, {
      name: `PDF/A from the view, ${name}`,
      unit: 'documents/CPU-s',
      ours: 'pdf',
      peers: [peer],
      target: { value: 6.7 },
    }),
  ];
}
