import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { fixedClock, sha256 } from '@passerelle/kernel';
import { CodeGapCounter } from '@passerelle/summary';
import { openTerminology } from '@passerelle/terminology';
import { silentLogger } from '../logging/logger.js';
import { inProcessTranslator } from './translator-port.js';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
// Without any map, so that something is missing.
const { catalogue } = openTerminology({ folders: [] });
const octets = readFileSync(`${root}test/fixtures/national/lu/rich.xml`);
const source = {
  format: 'cda-level-3' as const,
  mediaType: 'application/xml',
  octets,
  sha256: sha256(octets),
  part: 'source' as const,
};

describe('the translator of a node', () => {
  it('tells by which terminology it translated, and counts the codes that have no European one', async () => {
    const codeGaps = new CodeGapCounter();
    const translator = inProcessTranslator({
      catalogue,
      codeGaps,
      clock: fixedClock('2026-11-28T12:00:00Z'),
      logger: silentLogger,
      country: 'LU',
      language: 'fr-LU',
    });
    const translated = await translator.translate(source, ['eps-bundle', 'pivot-cda']);
    if (!translated.ok) throw translated.error;
    expect(translated.value.documents.map(({ format }) => format)).toEqual(['eps-bundle', 'pivot-cda']);
    expect(translated.value.facts).toMatchObject({ catalogue: catalogue.version, catalogueDigest: catalogue.digest });
    // One document, although two were written of it.
    expect(codeGaps.snapshot()).toMatchObject({ documents: 1, codings: expect.any(Number) });
    expect(codeGaps.snapshot().gaps.length).toBeGreaterThan(0);
  });
});
