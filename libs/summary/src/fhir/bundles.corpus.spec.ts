import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { fixedClock, PasserelleError } from '@passerelle/kernel';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import type { PatientSummary } from '../model/summary.js';
import { readBundle } from './read-bundle.js';
import { writeEps } from './write-eps.js';

const clock = fixedClock('2026-01-01T00:00:00Z');
const bundles = [...corpusFiles('fhir/bundles', '.json'), ...corpusFiles('fhir/paired-cda-fhir', '.json')]
  .map((file) => ({ name: basename(file), folder: file, json: JSON.parse(readFileSync(file, 'utf8')) as unknown }))
  .filter(({ json }) => (json as { resourceType?: string }).resourceType === 'Bundle');

/** What must be refused: laboratory and discharge reports, and the one example whose patient has no identifier. */
function expectedRefusal(file: string): string | undefined {
  if (/synderai-(?:hdr|lab)|lab_v2-to-fhir/.test(file)) return 'PSR-1102';
  return file.includes('EPSExampleBundle01') ? 'PSR-1104' : undefined;
}

function outcome(json: unknown): { summary: PatientSummary } | { refused: string } {
  try {
    return readBundle(json);
  } catch (error) {
    if (error instanceof PasserelleError) return { refused: error.code };
    throw error;
  }
}

/**
 * Kinds of the entries that are resources in EPS. Missing information becomes an emptyReason, and unmodelled entries
 * travel as text of a section that then refers to the source document.
 */
function resourceKinds({ sections }: PatientSummary): string[] {
  const entries = sections.flatMap((section) => section.entries);
  return entries
    .filter((entry) => entry.kind !== 'unmodelled' && !(entry.kind === 'absence' && entry.meaning === 'no-information'))
    .map(({ kind }) => kind)
    .sort();
}

describe('Bundles of real producers', () => {
  it('are read or refused for a known reason', () => {
    for (const { name, folder, json } of bundles) {
      const result = outcome(json);
      expect({ name, refused: 'refused' in result ? result.refused : undefined }).toEqual({
        name,
        refused: expectedRefusal(folder),
      });
    }
    reportCorpusRun('FHIR Bundles read', bundles.length);
  });

  it('are written as EPS with a place for every entry, and read again with every modelled one', () => {
    let written = 0;
    for (const { name, json } of bundles) {
      const result = outcome(json);
      if ('refused' in result) continue;
      const { bundle, targets } = writeEps(result.summary, { clock });
      const paths = result.summary.sections.flatMap(({ entries }) => entries.map(({ path }) => path));
      expect({ name, lost: paths.filter((path) => !targets.has(path)) }).toEqual({ name, lost: [] });
      const again = readBundle(JSON.parse(JSON.stringify(bundle))).summary;
      expect({ name, kinds: resourceKinds(again) }).toEqual({ name, kinds: resourceKinds(result.summary) });
      written++;
    }
    reportCorpusRun('FHIR Bundles written', written);
  });
});
