import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PasserelleError } from '@passerelle/kernel';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import { guardXml } from '../guard/decode.js';
import { arbitraryDocument, arbitraryEdits, damaged, pieces, writings } from '../testing/arbitrary-xml.js';
import {
  libxml2Outcome,
  libxml2OutcomeBehindDoor,
  ourOutcome,
  saxesOutcome,
  type Outcome,
} from '../testing/outcomes.js';
import { libxml2Differences, saxesDifferences, type ParserDifference } from '../testing/parser-differences.js';

/** Refusals that are rules of our door and not of XML: DOCTYPE, limits, encodings. The oracles have others or none. */
const ownRules = ['PSR-1001', 'PSR-1003', 'PSR-1004', 'PSR-1005'];

type Own = Outcome | { readonly rule: string };

function own(octets: Uint8Array): Own {
  const outcome = ourOutcome(octets);
  if ('tree' in outcome) return outcome;
  return ownRules.includes(outcome.code) ? { rule: outcome.code } : 'refused';
}

const isRule = (outcome: Own): outcome is { readonly rule: string } => typeof outcome === 'object' && 'rule' in outcome;

function expectSame(theirs: Outcome, ours: Outcome, text: string, known: readonly ParserDifference[]): void {
  // A difference excuses a refusal of ours, never a document that only we accept.
  if (ours === 'refused' && known.some(({ concerns }) => concerns(text))) return;
  expect(theirs).toEqual(ours);
}

/** The text that the parsers are given; nothing where the door refuses it. */
function decodedText(octets: Uint8Array): string {
  try {
    return guardXml(octets);
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
    return '';
  }
}

/** Our scanner, libxml2 and saxes on the same text, which is what the door decoded. */
async function expectAgreement(octets: Uint8Array): Promise<void> {
  const ours = own(octets);
  if (isRule(ours)) return;
  const text = decodedText(octets);
  expectSame(await libxml2OutcomeBehindDoor(octets), ours, text, libxml2Differences);
  expectSame(saxesOutcome(octets), ours, text, saxesDifferences);
}

describe('threat 12: our scanner and two parsers not written here read the same document, or none of them does', () => {
  it('any string of markup', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 14 }), (parts) =>
        expectAgreement(Buffer.from(parts.join(''))),
      ),
      { numRuns: 4000 },
    );
  });

  it('documents with everything that XML has, in encodings that libxml2 decodes itself', async () => {
    let accepted = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, fc.constantFrom(...writings), async (document, { write }) => {
        const octets = write(document);
        await expectAgreement(octets);
        const ours = own(octets);
        if (isRule(ours)) return;
        if (ours !== 'refused') accepted++;
        expectSame(await libxml2Outcome(octets), ours, decodedText(octets), libxml2Differences);
      }),
      { numRuns: 3000 },
    );
    // A generator that makes nothing but what is refused compares nothing.
    expect(accepted).toBeGreaterThan(1000);
  });

  it('documents with any few characters of them changed', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryDocument, arbitraryEdits, (document, edits) =>
        expectAgreement(Buffer.from(damaged(document, edits))),
      ),
      { numRuns: 5000 },
    );
  });

  it('every octet of every encoding with one octet for a character', async () => {
    const labels = [2, 3, 4, 5, 7, 9, 10, 13, 14, 15].map((part) => `iso-8859-${part}`);
    const pages = [1250, 1251, 1252, 1253, 1254, 1257].map((page) => `windows-${page}`);
    for (const label of ['iso-8859-1', ...labels, ...pages]) {
      // ISO-8859-1 and ISO-8859-9 are read as the page of Windows that has characters where they have controls.
      const first = label === 'iso-8859-1' || label === 'iso-8859-9' ? 0xa0 : 0x80;
      for (let octet = first; octet < 0x100; octet++) {
        const octets = Buffer.from(`<?xml version="1.0" encoding="${label}"?><a b="X">X</a>`);
        for (const at of [octets.indexOf('X'), octets.lastIndexOf('X')]) octets[at] = octet;
        const ours = own(octets);
        const libxml2 = await libxml2Outcome(octets);
        // libxml2 reads the five octets that have no character in Windows-1252 as controls.
        if (isRule(ours)) expect([label, octet]).toEqual([libxml2 === 'refused' ? label : 'windows-1252', octet]);
        else expect([label, octet, libxml2]).toEqual([label, octet, ours]);
      }
    }
  });

  it('every XML document of the corpus, decoded by each of them', async () => {
    const files = ['myhealtheu', 'fhir', 'security'].flatMap((folder) => corpusFiles(folder, '.xml'));
    for (const file of files) {
      const octets = readFileSync(file);
      const ours = own(octets);
      if (isRule(ours)) continue;
      const written = JSON.stringify(ours);
      // As text first: to walk two trees of ten thousand nodes takes a matcher seconds.
      const libxml2 = await libxml2Outcome(octets);
      if (JSON.stringify(libxml2) !== written) expect({ file, libxml2 }).toEqual({ file, libxml2: ours });
      const saxes = saxesOutcome(octets);
      if (JSON.stringify(saxes) !== written) expect({ file, saxes }).toEqual({ file, saxes: ours });
    }
    reportCorpusRun('XML documents read as saxes and libxml2 read them', files.length);
  }, 120_000);
});

describe('the known differences of the oracles', () => {
  it.each([
    ['an instruction whose target is followed by a question mark', '<?x?y ?><a/>'],
    ['a local name that begins with a point', '<a xmlns:p="urn:a"><p:.b/></a>'],
    ['a namespace with a space', '<a xmlns=" urn:a"/>'],
    ['a namespace that is no URI', '<a xmlns="urn:é"/>'],
  ])('are there: saxes takes %s, libxml2 and we do not', async (_what, text) => {
    const octets = Buffer.from(text);
    expect(ourOutcome(octets)).toEqual({ code: 'PSR-1002' });
    expect(await libxml2Outcome(octets)).toBe('refused');
    expect(saxesOutcome(octets)).not.toBe('refused');
    expect(saxesDifferences.some(({ concerns }) => concerns(text))).toBe(true);
  });

  it('are there: libxml2 takes any host in brackets', async () => {
    const text = '<a xmlns="http://[x]/"/>';
    expect(ourOutcome(Buffer.from(text))).toEqual({ code: 'PSR-1002' });
    expect(await libxml2Outcome(Buffer.from(text))).not.toBe('refused');
    expect(libxml2Differences.some(({ concerns }) => concerns(text))).toBe(true);
  });
});
