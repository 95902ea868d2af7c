import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PasserelleError } from '@passerelle/kernel';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import { parseXmlSource, placeOf, type DocumentSource, type ElementSource } from '../source/index.js';
import type { CanonicalMethod } from './canonical-form.js';
import { canonicalOctets } from './canonical-octets.js';
import { withLibxml2Document } from './libxml2.js';

const methods: readonly CanonicalMethod[] = [
  { exclusive: true },
  { exclusive: true, withComments: true },
  { exclusive: true, inclusivePrefixes: ['#default', 'p', 'xsi', 'xs', 'q'] },
  { exclusive: false },
  { exclusive: false, version11: true, withComments: true },
];

/** What libxml2 makes of the same parts, one after the other; undefined where it finds no canonical form. */
async function theirs(
  octets: Uint8Array,
  parts: readonly { readonly place: string | undefined; readonly method: CanonicalMethod }[],
): Promise<(string | undefined)[]> {
  return withLibxml2Document(octets, (document, libxml2) => {
    const modes = libxml2.XmlC14NMode;
    return parts.map(({ place, method }) => {
      const chunks: Buffer[] = [];
      const handler = {
        write: (chunk: Uint8Array) => chunks.push(Buffer.from(chunk)) && chunk.length,
        close: () => true,
      };
      const apex = place === undefined ? undefined : document.find(place)[0]!;
      try {
        document.canonicalize(handler, {
          mode: method.exclusive
            ? modes.XML_C14N_EXCLUSIVE_1_0
            : method.version11
              ? modes.XML_C14N_1_1
              : modes.XML_C14N_1_0,
          withComments: method.withComments === true,
          ...(method.inclusivePrefixes && { inclusiveNamespacePrefixes: [...method.inclusivePrefixes] }),
          ...(apex && { nodeSet: new Set([apex]) }),
        });
      } catch {
        return undefined;
      }
      return Buffer.concat(chunks).toString('utf8');
    });
  });
}

function ours(document: DocumentSource, apex: ElementSource | undefined, method: CanonicalMethod): string | undefined {
  try {
    return canonicalOctets({ document, apex }, method).toString('utf8');
  } catch (error) {
    if (error instanceof PasserelleError) return undefined;
    throw error;
  }
}

/** Compares the whole document and some of its elements, by every method. */
async function compare(octets: Uint8Array, every: number): Promise<number> {
  const document = parseXmlSource(octets);
  const chosen = document.elements.filter((_, at) => at % every === 0);
  const parts = methods.flatMap((method) => [
    { apex: undefined, place: undefined, method },
    ...chosen.map((apex) => ({ apex, place: placeOf(apex), method })),
  ]);
  const expected = await theirs(octets, parts);
  parts.forEach(({ apex, place, method }, at) => {
    const own = ours(document, apex, method);
    // A relative namespace anywhere in the document stops libxml2; it stops us where it would be written.
    if (expected[at] === undefined && apex !== undefined) return;
    // As text first: a matcher takes seconds over megabytes.
    if (own !== expected[at]) expect({ place, method, text: own }).toEqual({ place, method, text: expected[at] });
  });
  return parts.length;
}

const pieces = [
  '<a>', '</a>', '<p:a xmlns:p="urn:u">', '</p:a>', '<a xmlns="urn:d" xmlns:q="urn:q" q:x="1" b="2">', '<b xmlns=""/>', '<q:c xmlns:q="urn:r"/>',
  '<!-- c -->', '<?p?>', '<?p q  r?>', 'text &amp; &lt; &gt; &#13; "', '<![CDATA[<&>]]>', '<d p:y="&quot;&#9;&#10;&#13;&gt;" xmlns:p="urn:p" a="1" p:b="2"/>',
  '<e xml:lang="fr" xml:id="i" xml:space="preserve">', '</e>', '<p:f xmlns:p="urn:u" xmlns="urn:u"/>', '<g xmlns:xsi="urn:xsi"><xsi:h/></g>', '\r\n', 'é\u{1F600}',
  '<i xmlns="relative"/>', '<j xmlns:xml="http://www.w3.org/XML/1998/namespace" \u{10000}="1" \ufa30="2"/>',
]; // prettier-ignore

describe('threat 13: our canonical form and that of libxml2', () => {
  it('are the same octets for documents and parts of the corpus', async () => {
    const files = ['security/xmldsig', 'security/xades-dss', 'security/xsw', 'myhealtheu', 'fhir'].flatMap((folder) =>
      corpusFiles(folder, '.xml'),
    );
    let compared = 0;
    for (const file of files) {
      const octets = readFileSync(file);
      if (octets.length > 300_000) continue;
      try {
        compared += await compare(octets, octets.length > 20_000 ? 149 : 7);
      } catch (error) {
        // What the door refuses has no canonical form.
        if (!(error instanceof PasserelleError)) throw new Error(file, { cause: error });
      }
    }
    reportCorpusRun('parts of documents canonicalised as by libxml2', compared);
  }, 120_000);

  it('are the same octets for any document, from any of its elements', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(...pieces), { maxLength: 16 }), async (parts) => {
        const octets = Buffer.from(
          `<?s t?><r xmlns:p="urn:p" xmlns:o="urn:o" xml:lang="de">${closed(parts)}</r><!-- e -->`,
        );
        await compare(octets, 1);
      }),
      { numRuns: 1500 },
    );
  });
});

/** Closes what is open and drops what closes nothing, so that most documents are well-formed. */
function closed(parts: readonly string[]): string {
  const open: string[] = [];
  let text = '';
  for (const part of parts) {
    const end = /^<\/([^>]+)>$/.exec(part)?.[1];
    if (end !== undefined && open.at(-1) !== end) continue;
    if (end !== undefined) open.pop();
    else if (/^<[a-z:]+[^>]*[^/]>$/.test(part) || /^<[a-z]>$/.test(part)) open.push(/^<([a-z:]+)/.exec(part)![1]!);
    text += part;
  }
  return (
    text +
    open
      .reverse()
      .map((name) => `</${name}>`)
      .join('')
  );
}
