import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PasserelleError } from '@passerelle/kernel';
import { readCda, writePivot, type PatientSummary } from '@passerelle/summary';
import { children, parseXml, type XmlElement } from '@passerelle/xml';
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';
import { schemaFaults, schemaUnavailable } from '../support/xmllint.js';

/** `entry` elements of all sections, counted apart from the reader under test. */
function entriesBelow(element: XmlElement, inSection = false): number {
  return children(element).reduce(
    (sum, inner) => sum + (inSection && inner.local === 'entry' ? 1 : entriesBelow(inner, inner.local === 'section')),
    0,
  );
}

/** Entries with the places taken out, for those change with the document they stand in. */
function statements({ sections }: PatientSummary): unknown[] {
  return sections.flatMap(({ code, entries }) =>
    entries.map(({ path: _path, omitted: _omitted, ...entry }) => [code.coding?.code, entry]),
  );
}

interface Read {
  readonly file: string;
  readonly root: XmlElement;
  readonly summary: PatientSummary;
}

/** Reads every patient summary among the files; refuses to pass over one for any reason but that it is another document. */
function readAll(files: readonly string[]): Read[] {
  return files.flatMap((file) => {
    const root = parseXml(readFileSync(file));
    try {
      return [{ file, root, summary: readCda(root).summary }];
    } catch (error) {
      if (error instanceof PasserelleError && error.code === 'PSR-1102') return [];
      throw new Error(`${basename(file)} was not read`, { cause: error });
    }
  });
}

describe('the CDA documents of the corpus', () => {
  const documents = readAll(corpusFiles('myhealtheu/cda', '.xml'));
  reportCorpusRun('CDA patient summaries read', documents.length);

  it('are read with an entry for each entry element', () => {
    for (const { file, root, summary } of documents) {
      // An entry element that holds several statements is read as several, which share its place.
      const read = new Set(summary.sections.flatMap(({ entries }) => entries.map(({ path }) => path))).size;
      expect([basename(file), read]).toEqual([basename(file), entriesBelow(root)]);
    }
  });

  it('say the same after they were written as a pivot and read again', () => {
    for (const { file, summary } of documents) {
      const once = readCda(parseXml(Buffer.from(writePivot(summary).xml))).summary;
      const twice = readCda(parseXml(Buffer.from(writePivot(once).xml))).summary;
      expect([basename(file), statements(twice)]).toEqual([basename(file), statements(once)]);
      expect(once.header.patient.identifiers).toEqual(summary.header.patient.identifiers);
    }
  });

  it('become pivots that are valid against the CDA schema', () => {
    const reason = schemaUnavailable();
    if (reason !== undefined) return void process.stdout.write(`corpus pivots: schema not asked: ${reason}\n`);
    const folder = mkdtempSync(join(tmpdir(), 'passerelle-corpus-pivots-'));
    const files = documents.map(({ summary }, at) => {
      const file = join(folder, `${at}.xml`);
      writeFileSync(file, writePivot(summary).xml);
      return file;
    });
    expect(schemaFaults(files)).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
