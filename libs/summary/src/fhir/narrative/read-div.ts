import { PasserelleError } from '@passerelle/kernel';
import { attribute, parseXmlText, type XmlElement, type XmlNode } from '@passerelle/xml';
import type { Narrative, NarrativeElement, NarrativeName, NarrativeNode } from '../../model/narrative.js';
import { objectOf, stringOf } from '../narrowing.js';
import type { FhirReading } from '../reading.js';
import { resolveHtmlEntities } from './html-entities.js';

// XHTML that has a counterpart among the model's names. A name that is missing here loses its markup and keeps its text.
const names: Readonly<Record<string, NarrativeName>> = {
  div: 'div',
  p: 'p',
  span: 'span',
  b: 'b',
  i: 'i',
  u: 'u',
  br: 'br',
  ul: 'ul',
  ol: 'ol',
  li: 'li',
  table: 'table',
  caption: 'caption',
  thead: 'thead',
  tbody: 'tbody',
  tfoot: 'tfoot',
  tr: 'tr',
  th: 'th',
  td: 'td',
  sub: 'sub',
  sup: 'sup',
  strong: 'b',
  em: 'i',
  h1: 'p',
  h2: 'p',
  h3: 'p',
  h4: 'p',
  h5: 'p',
  h6: 'p',
  pre: 'p',
  blockquote: 'p',
  hr: 'br',
  dl: 'ul',
  dt: 'li',
  dd: 'li',
};
/** Elements whose content is no text for readers. */
const hidden = new Set(['script', 'style', 'head', 'template', 'object', 'iframe', 'colgroup']);
const structure = new Set<NarrativeName>(['table', 'thead', 'tbody', 'tfoot', 'tr', 'ul', 'ol']);

/** Reads `Narrative.div` of a section or resource; empty where there is none. */
export function readNarrative(text: unknown, reading: FhirReading): Narrative {
  const div = stringOf(objectOf(text)?.['div']);
  return div === undefined ? [] : readDiv(div, reading);
}

/**
 * Reads XHTML into the model's narrative: names of the white list only, no attribute but `id` and spans, so neither
 * script nor style nor address gets in. XHTML that is not well formed is kept as its plain text, and a warning says so.
 */
export function readDiv(div: string, reading: FhirReading): Narrative {
  const plain = onePart.exec(div);
  if (plain !== null) return plainNarrative(plain[1], plain[2] ?? '');
  try {
    const root = parseXmlText(resolveHtmlEntities(div));
    const nodes: NarrativeNode[] = [];
    gather(root.children, nodes, undefined);
    return nodes;
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
    reading.warn('A narrative is not well-formed XHTML; its text is kept without its markup.');
    const text = withoutMarkup(div);
    return text === '' ? [] : [{ name: 'p', children: [text] }];
  }
}

/**
 * A division of one run of text, or of one paragraph with it, which is what most resources have; no parser is needed to
 * see that nothing else is in it. Entities and control characters are left to the parser.
 */
const onePart =
  // eslint-disable-next-line no-control-regex -- these are left to the parser
  /^<div xmlns="http:\/\/www\.w3\.org\/1999\/xhtml"(?: (?:xml:)?lang="[A-Za-z0-9-]+")*>(?:<p>([^<>&\u0000-\u001f\ud800-\udfff\ufffe\uffff]*)<\/p>|([^<>&\u0000-\u001f\ud800-\udfff\ufffe\uffff]*))<\/div>$/;

function plainNarrative(paragraph: string | undefined, text: string): Narrative {
  if (paragraph !== undefined) return [{ name: 'p', children: paragraph === '' ? [] : [paragraph] }];
  return text.trim() === '' ? [] : [text];
}

/** The text of markup that no parser takes. */
function withoutMarkup(div: string): string {
  return div
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1\s*>|$)/gi, ' ')
    .replace(/<[^>]*>?/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Adds the nodes of a part; elements without a counterpart give up their place to their children. */
function gather(from: readonly XmlNode[], into: NarrativeNode[], parent: NarrativeName | undefined): void {
  for (const node of from) {
    if (typeof node === 'string') {
      pushText(node, into, parent);
      continue;
    }
    const local = node.local.toLowerCase();
    if (hidden.has(local)) continue;
    const name = names[local];
    if (name !== undefined) into.push(readElement(node, name));
    else if (local === 'img') pushText(attribute(node, 'alt') ?? '', into, parent);
    else gather(node.children, into, parent);
  }
}

/** White space between rows and cells is layout of the source text, not content. */
function pushText(text: string, into: NarrativeNode[], parent: NarrativeName | undefined): void {
  if (text === '' || ((parent === undefined || structure.has(parent)) && text.trim() === '')) return;
  into.push(text);
}

/** Takes over the name and what the model knows of attributes; spans must be numbers. */
function readElement(source: XmlElement, name: NarrativeName): NarrativeElement {
  const children: NarrativeNode[] = [];
  gather(source.children, children, name);
  const id = attribute(source, 'id');
  const colspan = attribute(source, 'colspan');
  const rowspan = attribute(source, 'rowspan');
  return {
    name,
    ...(id !== undefined && { id }),
    ...(colspan !== undefined && /^\d+$/.test(colspan) && { colspan }),
    ...(rowspan !== undefined && /^\d+$/.test(rowspan) && { rowspan }),
    children,
  };
}
