import fc, { type Arbitrary } from 'fast-check';

/** Markup in pieces, well-formed or not, of which any string is a document worth a parser's while. */
export const pieces = [
  '<a>', '</a>', '<a/>', '<a b="1">', '<p:a xmlns:p="urn:u">', '</p:a>', '<a xmlns="">', '<a xmlns:p="urn:u" p:b="&amp;"/>', '&lt;',
  '&#65;', '&#x1F600;', '&#0;', '&', ';', '<', '>', '"', "'", '=', ']]>', '<![CDATA[', '<!--', '-->', '--', '<?p q?>', '<?', '?>',
  '<?xml version="1.0"?>', ' ', '\n', '\r', '\t', 'é', '\u{1F600}', ':', 'xmlns:q="urn:v"', 'b=\'<\'', 'c="\t\n"', '\u0001', '\ufffe', '/',
  'xml:lang="fr"', '<é/>', '<-a/>', '<a b="1"b="2"/>', '<a\n/>', '</a\n>', '< a>', '<q:a/>', '\u0085', '\u2028', '&#13;', '&#x85;',
  'xmlns=" urn:u"', 'xmlns:p="urn:u "', 'xmlns:xml="http://www.w3.org/XML/1998/namespace"', '&amp', '&nbsp;', '<!DOCTYPE a>', '<a xml:id="1">',
  '<?xml version="1.1"?>', '<?xml version="1.0" standalone="yes"?>', 'xmlns:xmlns="urn:u"', '\u0300', '<?p:q?>', 'p:-=""', 'p:1=""', 'xmlns:1="urn:u"', 'xmlns:p:q="urn:u"', '<p:.', '<?XML x?>', '&#xD;&#xA;',
] as const; // prettier-ignore

const uris = [
  'urn:a',
  'urn:b',
  'http://www.w3.org/1999/xhtml',
  'URN:A',
  'urn:%61',
  'a/b?c:d#e',
  'http://[::1]/',
  '../a',
];
const noUris = [' urn:a', 'urn:a ', 'urn:é', 'urn:%6', '1:a', 'http://a:b/', 'http://a:/', 'http://a@b@c/'];
const namespace = fc.oneof(
  { weight: 60, arbitrary: fc.constantFrom(...uris) },
  { weight: 1, arbitrary: fc.constantFrom(...noUris) },
);
const prefixes = ['p', 'q', 'é', '_', 'xmlnsp', 'p-1', 'P'] as const;
const locals = ['a', 'b', 'é', 'a.b', '_', 'constructor', '__proto__', 'xmlns', 'A', 'a\u0300', '\u{10000}'] as const;

/** Characters of text, those that XML writes as references included. */
const character = fc.oneof(
  fc.constantFrom('a', ' ', '\n', '\r', '\t', '\r\n', '\u0085', '\u2028', 'é', 'ﬀ', '\u{1F600}', '\u{10ffff}', '\ufffd', '\ud7ff'),
  fc.constantFrom('&amp;', '&lt;', '&gt;', '&quot;', '&apos;', '&#10;', '&#13;', '&#9;', '&#32;', '&#x85;', '&#x1F600;', '&#0065;'),
); // prettier-ignore
const text = fc.array(character, { maxLength: 6 }).map((parts) => parts.join(''));
const value = fc.oneof(text, fc.constantFrom(' a  b ', '\n', '>', "&quot;'", 'a]]&gt;b'));

const comment = fc.constantFrom('<!---->', '<!-- - -->', '<!-- <a> & &#0; ]]> -->', '<!--\r\n-->');
const instruction = fc.constantFrom(
  '<?p?>',
  '<?p q="1"?>',
  '<?p <a> & ?? ?>',
  '<?xml-stylesheet href="file:///etc/passwd"?>',
);
const section = fc.constantFrom(
  '<![CDATA[]]>',
  '<![CDATA[<a>&amp;]]]>',
  '<![CDATA[\r\n]] >]]>',
  '<![CDATA[<!DOCTYPE a>]]>',
);

interface Tag {
  readonly name: string;
  readonly markup: string;
}

/** A start tag whose prefixes are all declared by it, with everything that a tag may hold. */
const tag: Arbitrary<Tag> = fc
  .record({
    prefix: fc.option(fc.constantFrom(...prefixes), { nil: undefined }),
    local: fc.constantFrom(...locals),
    uri: namespace,
    byDefault: fc.option(fc.oneof(fc.constant(''), namespace), { nil: undefined }),
    attributes: fc.uniqueArray(fc.tuple(fc.constantFrom(...locals, 'xml:space', 'xml:lang'), value), {
      selector: ([name]) => name,
      maxLength: 3,
    }),
    inNamespace: fc.option(fc.tuple(fc.constantFrom(...locals), value), { nil: undefined }),
    mark: fc.constantFrom('"', "'"),
    gap: fc.constantFrom(' ', '\n', '\t', ' \r\n '),
  })
  .map(({ prefix, local, uri, byDefault, attributes, inNamespace, mark, gap }) => {
    const name = prefix === undefined ? local : `${prefix}:${local}`;
    const written = attributes.filter(([key]) => key !== 'xmlns');
    const parts = written.map(([key, held]) => `${key}=${quoted(held, mark)}`);
    if (prefix !== undefined) parts.push(`xmlns:${prefix}=${quoted(uri, mark)}`);
    if (byDefault !== undefined) parts.push(`xmlns${gap}=${gap}${quoted(byDefault, mark)}`);
    if (prefix !== undefined && inNamespace !== undefined)
      parts.push(`${prefix}:${inNamespace[0]}=${quoted(inNamespace[1], mark)}`);
    return { name, markup: [name, ...parts].join(gap) };
  });

function quoted(held: string, mark: string): string {
  return `${mark}${held.replaceAll(mark, mark === '"' ? '&quot;' : '&apos;').replaceAll('<', '&lt;')}${mark}`;
}

const { element } = fc.letrec<{ element: string; content: string }>((tie) => ({
  element: fc
    .tuple(tag, fc.option(fc.array(tie('content'), { maxLength: 4 }), { nil: undefined }), fc.constantFrom('', ' ', '\n'))
    .map(([{ name, markup }, inner, gap]) =>
      inner === undefined ? `<${markup}${gap}/>` : `<${markup}${gap}>${inner.join('')}</${name}${gap}>`,
    ),
  content: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    text,
    comment,
    instruction,
    section,
    tie('element'),
  ),
})); // prettier-ignore

const misc = fc
  .array(fc.oneof(comment, instruction, fc.constantFrom(' ', '\n', '\r\n')), { maxLength: 2 })
  .map((parts) => parts.join(''));

/** A well-formed document without its declaration. */
export const arbitraryDocument: Arbitrary<string> = fc.tuple(misc, element, misc).map((parts) => parts.join(''));

/** A way of writing a document down: the declaration that says so, and the octets. */
export interface Writing {
  readonly name: string;
  write(document: string): Uint8Array;
}

const utf16 = (document: string): Buffer => Buffer.from(`\ufeff${document}`, 'utf16le');

/** Encodings that both our door and libxml2 read. */
export const writings: readonly Writing[] = [
  { name: 'UTF-8', write: (document) => Buffer.from(document) },
  { name: 'UTF-8 with a mark', write: (document) => Buffer.from(`\ufeff${document}`) },
  { name: 'UTF-8 as declared', write: (document) => Buffer.from(`<?xml version="1.0" encoding="utf-8"?>${document}`) },
  {
    name: 'UTF-16, little-endian',
    write: (document) => utf16(`<?xml version='1.0' encoding='UTF-16'?>${document}`),
  },
  { name: 'UTF-16, big-endian', write: (document) => utf16(document).swap16() },
  {
    name: 'ISO-8859-1, without its controls',
    write: (document) =>
      Buffer.from(
        // What Latin-1 does not have is left out; in a name the dot then makes another one on both sides of the comparison.
        `<?xml version="1.0" encoding="ISO-8859-1"?>${document.replace(/[^\0-\u007f\u00a0-\u00ff]/gu, '.')}`,
        'latin1',
      ),
  },
];

/** A document with a few characters of it replaced by markup. */
export function damaged(
  document: string,
  edits: readonly (readonly [at: number, length: number, put: string])[],
): string {
  return edits.reduce((whole, [at, length, put]) => {
    const from = at % (whole.length + 1);
    return whole.slice(0, from) + put + whole.slice(from + length);
  }, document); // prettier-ignore
}

/** Places, lengths and replacements for {@link damaged}. */
export const arbitraryEdits = fc.array(
  fc.tuple(fc.nat(4_000), fc.nat(3), fc.constantFrom(...pieces, '', 'x')),
  { minLength: 1, maxLength: 3 },
); // prettier-ignore
