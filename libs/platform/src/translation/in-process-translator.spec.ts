import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { fixedClock, sha256 } from '@passerelle/kernel';
import { CodeGapCounter } from '@passerelle/summary';
import { openTerminology } from '@passerelle/terminology';
import type { SchemaFault, XmlSchema } from '@passerelle/xml/schema';
import { silentLogger } from '../logging/logger.js';
import { inProcessTranslator } from './in-process-translator.js';

// Without any map, so that something is missing.
const { catalogue } = openTerminology({ folders: [] });
const octets = readFileSync(new URL('../../../../test/fixtures/national/lu/rich.xml', import.meta.url));
const record = {
  format: 'cda-level-3',
  mediaType: 'application/xml',
  octets,
  sha256: sha256(octets),
  part: 'source',
} as const;

/** An official schema that says the same of every document. */
function schemaThatSays(faults: readonly SchemaFault[]): XmlSchema {
  return { files: [], validate: () => Promise.resolve([...faults]), dispose: () => undefined };
}

function translator(
  schema?: XmlSchema,
  codeGaps: CodeGapCounter = new CodeGapCounter(),
): ReturnType<typeof inProcessTranslator> {
  return inProcessTranslator(
    {
      catalogue,
      clock: fixedClock('2024-06-03T09:18:54Z'),
      country: 'LU',
      language: 'fr-LU',
      ...(schema !== undefined && { schema }),
    },
    { codeGaps, logger: silentLogger },
  );
}

describe('the translator of a node', () => {
  it('tells by which terminology it translated, and counts the codes that have no European one', async () => {
    const codeGaps = new CodeGapCounter();
    const translated = await translator(undefined, codeGaps).translate(record, ['eps-bundle', 'pivot-cda']);
    if (!translated.ok) throw translated.error;
    expect(translated.value.documents.map(({ format }) => format)).toEqual(['eps-bundle', 'pivot-cda']);
    expect(translated.value.facts).toMatchObject({ catalogue: catalogue.version, catalogueDigest: catalogue.digest });
    // One document, although two were written of it.
    expect(codeGaps.snapshot()).toMatchObject({ documents: 1, codings: expect.any(Number) });
    expect(codeGaps.snapshot().gaps.length).toBeGreaterThan(0);
  });
});

describe('the gate of the translator', () => {
  it('lets documents out that keep the rules', async () => {
    const result = await translator().translate(record, ['eps-bundle', 'pivot-cda']);
    expect(result).toMatchObject({
      ok: true,
      value: { documents: [{ format: 'eps-bundle' }, { format: 'pivot-cda' }] },
    });
  });

  it('asks the official schema where one is configured, and closes on its word', async () => {
    const refusing = schemaThatSays([{ place: '/*', element: 'ClinicalDocument', kind: 'element' }]);
    expect(await translator(schemaThatSays([])).translate(record, ['pivot-cda'])).toMatchObject({ ok: true });
    expect(await translator(refusing).translate(record, ['pivot-cda'])).toMatchObject({
      ok: false,
      error: { code: 'PSR-1110', facts: { count: 1, first: 'cda-schema' } },
    });
  });

  it('does not ask the schema of CDA about a Bundle', async () => {
    const refusing = schemaThatSays([{ place: '/*', element: 'ClinicalDocument', kind: 'element' }]);
    expect(await translator(refusing).translate(record, ['eps-bundle'])).toMatchObject({ ok: true });
  });
});
