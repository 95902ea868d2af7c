import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { renderPdf } from '@passerelle/rendering';
import { readSummary } from '@passerelle/summary';
import { viewLanguages, viewSummary, type SummaryView } from '@passerelle/summary/view';
import { PasserelleError } from '@passerelle/kernel';
import fc from 'fast-check';
import { entryOfKind, header, summaryAround } from '../../libs/summary/src/view/testing/arbitrary-summary.js';
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';
import { records } from '../support/fixtures.js';
import { reportJudge } from '../support/outside-judge.js';
import { canJudgePdf, judgePdf, type PdfVerdict } from '../support/pdf-judge.js';
import { summaryOf, viewOf } from '../support/rendered.js';

const judged = canJudgePdf() ? describe : describe.skip;
const folder = mkdtempSync(join(tmpdir(), 'passerelle-pdf-'));
/** The validators are Java programs; the first run fetches them. */
const patience = 600_000;
const standards = ['veraPDF 1a', 'veraPDF 1b', 'veraPDF ua1', 'preflight 1b'];

function write(name: string, octets: Uint8Array): string {
  const file = join(folder, name);
  writeFileSync(file, octets);
  return file;
}

/** Everything broken, by file; and that each file was judged by every standard, with some hundred checks at least. */
function faults(verdicts: readonly PdfVerdict[], files: readonly string[]): string[] {
  for (const file of files) {
    const own = verdicts.filter((verdict) => verdict.file === file);
    expect(own.map(({ standard }) => standard)).toEqual(standards);
    expect(Math.min(...own.slice(0, 3).map(({ checks }) => checks))).toBeGreaterThan(500);
  }
  return verdicts.flatMap(({ file, standard, valid, broken }) =>
    valid ? [] : [`${basename(file)} ${standard}: ${broken.join('; ')}`],
  );
}

/** A summary whose names and words are in the scripts of Europe, and in some that the font does not have. */
function manyScripts(): SummaryView {
  const names = [
    'Παπαδοπούλου-Γεωργίου Ιωάννα',
    'Щърбанова Цветелина',
    'Żółć Łukasz',
    'Kovačević & Sõne <Ğü>',
    'שלום 💓 漢字',
  ];
  const { header: head, ...rest } = summaryOf('lu/rich.xml');
  const patient = { ...head.patient, names: names.map((text) => ({ family: [], given: [], text })) };
  return viewSummary({ ...rest, header: { ...head, title: 'Résumé & <b>', patient } }, { language: 'en' });
}

/** An entry of every kind, every part of it set at random. */
function everyKind(): SummaryView {
  const sections = Object.values(entryOfKind).flatMap((one) =>
    fc.sample(summaryAround(one), { numRuns: 3, seed: 11 }).flatMap((summary) => summary.sections),
  );
  const [head] = fc.sample(header, { numRuns: 1, seed: 11 });
  return viewSummary({ header: head!, sections }, { language: 'pt' });
}

it('is judged by veraPDF and by PDFBox preflight', () => {
  reportJudge('veraPDF and preflight', canJudgePdf() ? { command: 'java', leading: [] } : undefined, true);
});

judged('the PDF of a summary', () => {
  afterAll(() => rmSync(folder, { recursive: true }));

  it(
    'is PDF/A-1a and PDF/UA-1, whatever is in it and in whatever language',
    () => {
      const views: [string, SummaryView][] = [
        ...viewLanguages.map((language): [string, SummaryView] => [
          `rich-${language}`,
          viewOf('lu/rich.xml', language),
        ]),
        ...records
          .filter(({ name }) => !name.endsWith('lu/rich.xml'))
          .map(({ name }): [string, SummaryView] => [
            name.replaceAll('/', '-'),
            viewOf(name.replace('national/', ''), 'fr'),
          ]),
        ['scripts', manyScripts()],
        ['every-kind', everyKind()],
      ];
      const files = views.map(([name, view]) => write(`${name}.pdf`, renderPdf(view).octets));
      expect(faults(judgePdf(files), files)).toEqual([]);
    },
    patience,
  );

  it(
    'is judged by validators that can say no',
    () => {
      const { octets } = renderPdf(viewOf('lu/sparse.xml', 'fr'));
      const text = Buffer.from(octets).toString('latin1');
      const broken = {
        'no-intent.pdf': text.replace('/OutputIntents', '/OutputNothing'),
        'no-language.pdf': text.replace('/Lang (fr)', '/Lxng (fr)'),
        'no-claim.pdf': text.replace('<pdfuaid:part>1<', '<pdfuaid:part>9<'),
      };
      const files = Object.entries(broken).map(([name, changed]) => {
        expect(changed).not.toBe(text);
        return write(name, Buffer.from(changed, 'latin1'));
      });
      const verdicts = judgePdf(files);
      const refused = files.map((file) => verdicts.filter((each) => each.file === file && !each.valid).length);
      expect(refused.every((count) => count > 0)).toBe(true);
    },
    patience,
  );

  it(
    'is PDF/A-1a and PDF/UA-1 for the real documents of the corpus',
    () => {
      const found = [...corpusFiles('myhealtheu/cda', '.xml'), ...corpusFiles('fhir/bundles', '.json')];
      const files: string[] = [];
      for (const [at, file] of found.entries()) {
        // Every third is enough to meet all producers, and the validators take half a second each.
        if (at % 3 !== 0) continue;
        const summary = summaryIn(file);
        if (summary === undefined) continue;
        const language = viewLanguages[at % viewLanguages.length]!;
        files.push(write(`corpus-${at}.pdf`, renderPdf(viewSummary(summary, { language })).octets));
      }
      reportCorpusRun('PDF/A', files.length);
      if (files.length > 0) expect(faults(judgePdf(files), files)).toEqual([]);
    },
    patience,
  );
});

function summaryIn(file: string): ReturnType<typeof readSummary>['summary'] | undefined {
  try {
    return readSummary(readFileSync(file)).summary;
  } catch (error) {
    // The corpus also holds prescriptions and broken documents.
    if (error instanceof PasserelleError) return undefined;
    throw error;
  }
}
