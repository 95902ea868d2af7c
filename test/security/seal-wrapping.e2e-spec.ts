import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { PasserelleError, systemClock } from '@passerelle/kernel';
import { readCertificate, verifyBundleSeal, verifyDetachedSeal, type Certificate } from '@passerelle/trust';
import { corpusFiles, reportCorpusRun } from '../support/corpus.js';

/** Certificates given as base64. All are pinned, as if the attacker were a known peer: the form alone must refuse. */
function certificates(base64: Iterable<string>): Certificate[] {
  const found: Certificate[] = [];
  for (const each of base64) {
    try {
      found.push(readCertificate(Buffer.from(each, 'base64')));
    } catch (error) {
      // What is no certificate cannot be pinned; the corpus holds such files on purpose.
      if (!(error instanceof PasserelleError)) throw error;
    }
  }
  return found;
}

describe('signed XML of others: wrapped, tampered, enveloped', () => {
  const files = ['security/xades-dss', 'security/xsw'].flatMap((folder) => corpusFiles(folder, '.xml'));

  it('is never taken for a seal over any document of the collection', async () => {
    const original = corpusFiles('security/xades-dss/xsw', 'original.xml').map((file) => readFileSync(file));
    for (const file of files) {
      const octets = readFileSync(file);
      const inside = [...octets.toString('utf8').matchAll(/X509Certificate>([^<]+)</g)].map(([, base64]) => base64!);
      const expected = { pinned: certificates(inside), clock: systemClock };
      for (const content of [octets, Buffer.alloc(0), ...original]) {
        const result = await verifyDetachedSeal(octets, content, expected);
        const answer = result.ok ? 'verified' : result.error.code;
        expect([basename(file), answer]).toEqual([basename(file), expect.stringMatching(/^PSR-300[1-6]$/)]);
      }
    }
    reportCorpusRun('signed XML that is no detached seal', files.length);
  });
});

describe('JAdES signatures of others: critical headers, copied time-stamps, broken serialisations', () => {
  const files = corpusFiles('security/xades-dss/jades', '.json');

  interface JsonSerialization {
    readonly protected?: unknown;
    readonly signature?: unknown;
    readonly signatures?: readonly JsonSerialization[];
  }

  /** `protected..signature` of a flattened or general JSON serialisation, as it would stand in Bundle.signature. */
  function compactForms(text: string): string[] {
    let parsed: JsonSerialization;
    try {
      parsed = JSON.parse(text) as JsonSerialization;
    } catch {
      // Not JSON: there is nothing to take out, the text itself is still tried.
      return [];
    }
    return [parsed, ...(parsed.signatures ?? [])].map((each) => `${String(each.protected)}..${String(each.signature)}`);
  }

  function chainOf(jws: string): string[] {
    try {
      const header = JSON.parse(Buffer.from(jws.split('.')[0] ?? '', 'base64url').toString()) as { x5c?: string[] };
      return header.x5c ?? [];
    } catch {
      // A header that cannot be read brings no certificate.
      return [];
    }
  }

  it('are never taken for the seal of a Bundle', () => {
    let tried = 0;
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      for (const jws of [text, ...compactForms(text)]) {
        const signature = { when: '2026-11-23T12:00:00Z', data: Buffer.from(jws).toString('base64') };
        const bundle = Buffer.from(JSON.stringify({ resourceType: 'Bundle', type: 'document', signature }));
        const result = verifyBundleSeal(bundle, { pinned: certificates(chainOf(jws)), clock: systemClock });
        const answer = result.ok ? 'verified' : result.error.code;
        expect([basename(file), answer]).toEqual([basename(file), expect.stringMatching(/^PSR-300[1-6]$/)]);
        tried++;
      }
    }
    reportCorpusRun(`JAdES signatures (${tried} ways)`, files.length);
  });
});
