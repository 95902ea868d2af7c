import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PasserelleError } from '@passerelle/kernel';
import { parseXml, textOf } from '@passerelle/xml';
import { canonicalize } from '@passerelle/xml/canonical';
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';

/** What the front door answers to each hostile document of the corpus. */
const answers: Readonly<Record<string, string>> = {
  'billion-laughs.xml': 'PSR-1003',
  'deep-nesting-5000.xml': 'PSR-1005',
  'doctype-bare.xml': 'PSR-1003',
  'many-attributes-20000.xml': 'PSR-1005',
  'xxe-external-subset.xml': 'PSR-1003',
  'xxe-file.xml': 'PSR-1003',
  'xxe-http-ssrf.xml': 'PSR-1003',
  // Well-formed and within the limits: harmless, because nothing is expanded, included or cut off.
  'numeric-reference-flood.xml': 'accepted',
  'xinclude.xml': 'accepted',
  'comment-in-nameid.xml': 'accepted',
};

function answer(octets: Uint8Array): string {
  try {
    parseXml(octets);
    return 'accepted';
  } catch (error) {
    if (error instanceof PasserelleError) return error.code;
    throw error;
  }
}

describe('threat 1, threat 2, threat 4, threat 6, threat 7, threat 11: hostile XML of the corpus', () => {
  const files = corpusFiles('security/payloads', '.xml');

  it('gets its registered answer within two seconds', () => {
    for (const file of files) {
      const octets = readFileSync(file);
      const start = performance.now();
      expect([basename(file), answer(octets)]).toEqual([basename(file), answers[basename(file)]]);
      expect(performance.now() - start).toBeLessThan(2_000);
    }
    reportCorpusRun('hostile XML', files.length);
  });

  it('reads a name across a comment, so that nobody is named by half of it', () => {
    for (const file of files.filter((each) => each.endsWith('comment-in-nameid.xml'))) {
      const octets = readFileSync(file);
      const whole = octets.toString('utf8').replace(/<!--.*?-->/gs, '');
      expect(textOf(parseXml(octets))).toBe(textOf(parseXml(Buffer.from(whole))));
    }
  });

  it('is refused by the canonicaliser wherever it holds a DOCTYPE, and includes no other file', async () => {
    for (const file of files) {
      const octets = readFileSync(file);
      if (answers[basename(file)] === 'PSR-1003') {
        await expect(canonicalize(octets, { exclusive: true })).rejects.toMatchObject({ code: 'PSR-1003' });
      } else if (file.endsWith('xinclude.xml')) {
        expect((await canonicalize(octets, { exclusive: true })).toString('utf8')).toMatch(/include[^>]*href=/);
      }
    }
  });
});
