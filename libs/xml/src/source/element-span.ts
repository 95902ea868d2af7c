import type { DocumentSource, ElementSource } from './document-source.js';

/** Where an element stands in the octets of its document. */
export interface ElementSpan {
  /** Offset of its `<`. */
  readonly start: number;
  /** Offset behind its start tag. */
  readonly contentStart: number;
  /** Offset of its end tag; that behind the tag when it is an empty-element tag. */
  readonly contentEnd: number;
  /** Offset behind it. */
  readonly end: number;
}

/** Comments, sections, instructions, and tags with their quoted values: everything that begins with `<`. */
const markup = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<\/[^>]*>|<[^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*>/g;

/**
 * Finds an element in the octets of a document, so that something can be put into it without writing the rest anew. The
 * document has been read already: in well-formed XML the tags are where `<` stands, and elements come in the same order.
 * @param octets - the document in UTF-8 or another encoding in which octets below 128 are ASCII
 * @param document - what {@link parseXmlSource} made of the same octets
 * @throws Error for an element of another document
 */
export function spanOf(octets: Uint8Array, document: DocumentSource, element: ElementSource): ElementSpan {
  const number = document.elements.indexOf(element);
  // As one character an octet: the delimiters are ASCII, and offsets are those of the octets.
  const text = Buffer.from(octets.buffer, octets.byteOffset, octets.length).toString('latin1');
  let started = -1;
  let depth = 0;
  let span: { start: number; contentStart: number } | undefined;
  for (const match of text.matchAll(markup)) {
    const [tag] = match;
    const [start, end] = [match.index, match.index + tag.length];
    if (tag.startsWith('</')) {
      if (span !== undefined && --depth === 0) return { ...span, contentEnd: start, end };
    } else if (!tag.startsWith('<!') && !tag.startsWith('<?')) {
      started++;
      const isEmpty = tag.endsWith('/>');
      if (started === number) {
        if (isEmpty) return { start, contentStart: end, contentEnd: end, end };
        span = { start, contentStart: end };
      }
      if (span !== undefined && !isEmpty) depth++;
    }
  }
  throw new Error('an element of another document');
}
