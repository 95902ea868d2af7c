import { describe, expect, it } from '@jest/globals';
import { PasserelleError } from '@passerelle/kernel';
import { parseXml } from '@passerelle/xml';
import { canonicalize } from '@passerelle/xml/canonical';

/** Octets of each document: just below the limit of the door. */
const size = 19_900_000;

/** As much of a markup as fits into the limit. */
const filled = (head: string, piece: string, tail: string): string =>
  head + piece.repeat(Math.floor((size - head.length - tail.length) / Buffer.byteLength(piece))) + tail;

const numbered = (count: number, piece: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => piece(at)).join('');

/** Two thousand prefixes declared all the way down, then one more in each of very many elements. */
function nestedDeclarations(): string {
  const levels = numbered(
    120,
    (depth) => `<a ${numbered(120, (at) => ` xmlns:p${at}${depth % 8 === 0 ? `x${depth}` : ''}="u"`)}>`,
  );
  return filled(levels, '<b xmlns:c="d" c:e=""/>', '</a>'.repeat(120));
}

/** Documents of the largest size that is taken, each the worst case of some part of a parser. */
const documents: Readonly<Record<string, () => string>> = {
  'character references': () => filled('<a>', '&#65;', '</a>'),
  'entity references in an attribute': () => filled('<a b="', '&amp;', '"/>'),
  'short elements': () => filled('<a>', '<b/>', '</a>'),
  'elements with attributes': () => filled('<a>', '<b c="" d="" e="" f="" g=""/>', '</a>'),
  'attributes that are one by their namespace': () => filled('<a xmlns:p="u">', `<b ${numbered(24, (at) => `p:c${at}="" `)}/>`, '</a>'),
  'elements with 256 attributes': () => filled('<a>', `<b ${numbered(256, (at) => `c${at}="" `)}/>`, '</a>'),
  'different names': () => `<a>${numbered(1_500_000, (at) => `<n${at}/>`)}</a>`,
  'different namespaces': () => `<a>${numbered(900_000, (at) => `<n xmlns="${at}"/>`)}</a>`,
  'different prefixes': () => `<a>${numbered(600_000, (at) => `<p${at}:n xmlns:p${at}="u"/>`)}</a>`,
  'declarations in a scope of many': nestedDeclarations,
  'one long text': () => filled('<a>', 'x', '</a>'),
  'one long text of brackets': () => filled('<a>', ']]', '</a>'),
  'text between comments': () => filled('<a>', 'x<!---->', '</a>'),
  'text between instructions': () => filled('<a>', 'x<?p?>', '</a>'),
  'text between sections': () => filled('<a>', 'x<![CDATA[]]>', '</a>'),
  'comments before the root': () => filled('', '<!---->', '<a/>'),
  'white space before the root': () => filled('', '\r\n', '<a/>'),
  'white space in a tag': () => filled('<a', '\n', '/>'),
  'line ends': () => filled('<a>', '\r', '</a>'),
  'tabs in an attribute': () => filled('<a b="', '\t', '"/>'),
  'a tag that never ends': () => filled('<a', ' b=""', ''),
  'quotes that never end': () => filled('<a b="', "'", ''),
  'comments that never end': () => filled('<a>', '<!-- ', ''),
  'less-than signs': () => filled('<a>', '<', ''),
  'ampersands': () => filled('<a>', '&', '</a>'),
  'end tags': () => filled('<a>', '</b>', ''),
  'depth': () => filled('', '<a>', ''),
  'characters of three octets': () => filled('<a>', '\u20ac', '</a>'),
  'a name': () => filled('<', 'a', '/>'),
}; // prettier-ignore

/** Octets of other encodings at the same size. */
const encoded: Readonly<Record<string, () => Buffer>> = {
  'Windows-1252 of characters that Latin-1 has not': () =>
    Buffer.concat([Buffer.from('<?xml version="1.0" encoding="windows-1252"?><a>'), Buffer.alloc(size - 100, 0x80), Buffer.from('</a>')]),
  'ISO-8859-2': () =>
    Buffer.concat([Buffer.from('<?xml version="1.0" encoding="iso-8859-2"?><a>'), Buffer.alloc(size - 100, 0xb1), Buffer.from('</a>')]),
  'UTF-16': () => Buffer.from(`\ufeff<a>${'€'.repeat(size / 2 - 100)}</a>`, 'utf16le'),
  'UTF-16 of line ends': () => Buffer.from(`\ufeff<a>€${'\r'.repeat(size / 2 - 100)}</a>`, 'utf16le'),
  'a declaration without end': () => Buffer.from(filled('<?xml version="1.0"', ' ', '')),
}; // prettier-ignore

async function answer(act: () => unknown): Promise<string> {
  try {
    await act();
    return 'accepted';
  } catch (error) {
    if (error instanceof PasserelleError) return error.code;
    throw error;
  }
}

/** Processor time of an action in seconds: the machine may be busy with other things. */
async function seconds(act: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

/** A cost that grows with the square of the octets passes this by far: 800 kB of it once took half a minute. */
const most = 10;

describe('threat 3, threat 4, threat 6, threat 7: the largest documents that the door takes cost no more than their octets', () => {
  it.each(Object.keys({ ...documents, ...encoded }))(
    '%s, read and canonicalised',
    async (name) => {
      const octets = documents[name] === undefined ? encoded[name]!() : Buffer.from(documents[name]());
      expect(octets.length).toBeLessThanOrEqual(20_000_000);
      for (const use of [() => parseXml(octets), () => canonicalize(octets, { exclusive: true })]) {
        let answered = '';
        const cost = await seconds(async () => {
          answered = await answer(use);
        });
        expect(answered).toMatch(/^(?:accepted|PSR-100[245])$/);
        expect(cost).toBeLessThan(most);
      }
    },
    60_000,
  );
});
