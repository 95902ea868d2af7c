import { attribute, foldSpace, type XmlElement, type XmlNode } from '@passerelle/xml';
import type { Narrative, NarrativeElement, NarrativeName, NarrativeNode } from '../../model/narrative.js';
import { isInline } from '../../narrative/plain-text.js';

// CDA's narrative block and, because real documents use them although its schema does not, the same things in HTML
// (docs/dialects.md).
const names: Readonly<Record<string, NarrativeName>> = {
  paragraph: 'p',
  p: 'p',
  div: 'div',
  content: 'span',
  span: 'span',
  linkHtml: 'span',
  footnote: 'span',
  b: 'b',
  strong: 'b',
  i: 'i',
  em: 'i',
  u: 'u',
  br: 'br',
  list: 'ul',
  ul: 'ul',
  ol: 'ol',
  item: 'li',
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
};

const whiteSpace = /\s+/g;

const structural: ReadonlySet<NarrativeName> = new Set<NarrativeName>([
  'table',
  'thead',
  'tbody',
  'tfoot',
  'tr',
  'ul',
  'ol',
]);

/** The elements of all narratives of a document by their ID, of which there should be one for each. */
export type NarrativeById = Map<string, NarrativeElement[]>;

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Reads a narrative block (CDA R2 section 4.3.5, StrucDoc.Text) into the narrative of the canonical summary. Only
 * names of the list get in; of anything else the text stays and the markup goes. Links, colours and pictures go too.
 * @param text - the `text` element of a section
 * @param ids - gets every element that has an ID, for {@link CdaReading.narrativeText}; all of them where it is doubled
 */
export function readNarrative(text: XmlElement | undefined, ids: NarrativeById): Narrative {
  return text === undefined ? [] : readNodes(text.children, false, ids);
}

const nothing: readonly NarrativeNode[] = Object.freeze([]);

function readNodes(nodes: readonly XmlNode[], inStructure: boolean, ids: NarrativeById): readonly NarrativeNode[] {
  // A cell or an item is mostly one run of text.
  if (nodes.length === 1 && typeof nodes[0] === 'string') {
    const text = foldSpace(nodes[0]);
    return text === '' ? nothing : [text];
  }
  const read: NarrativeNode[] = [];
  append(nodes, read, ids);
  return trimmed(read, inStructure);
}

/** Unknown elements are opened and their children take their place, so that neighbouring texts grow together. */
function append(nodes: readonly XmlNode[], read: NarrativeNode[], ids: NarrativeById): void {
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    if (typeof node === 'string') {
      const last = read[read.length - 1];
      if (typeof last === 'string') read[read.length - 1] = last + node;
      else read.push(node);
      continue;
    }
    const name = names[node.local];
    if (name === undefined) append(node.children, read, ids);
    else read.push(readElement(node, name, ids));
  }
}

function readElement(source: XmlElement, listed: NarrativeName, ids: NarrativeById): NarrativeElement {
  const name = styled(source, listed);
  const id = attribute(source, 'ID') ?? attribute(source, 'id');
  const colspan = attribute(source, 'colspan');
  const rowspan = attribute(source, 'rowspan');
  const read = name === 'br' ? [] : readNodes(source.children, structural.has(name), ids);
  const element: Writable<NarrativeElement> = { name, children: read };
  if (id !== undefined) element.id = id;
  if (isSpan(colspan)) element.colspan = colspan;
  if (isSpan(rowspan)) element.rowspan = rowspan;
  if (id !== undefined) {
    const same = ids.get(id);
    if (same === undefined) ids.set(id, [element]);
    else same.push(element);
  }
  return element;
}

/** CDA says how a list counts and how content looks in attributes; XHTML has elements for it. */
function styled(source: XmlElement, name: NarrativeName): NarrativeName {
  if (name === 'ul') return attribute(source, 'listType') === 'ordered' ? 'ol' : 'ul';
  if (source.local !== 'content') return name;
  const style = attribute(source, 'styleCode');
  if (style === 'Bold') return 'b';
  if (style === 'Italics') return 'i';
  return style === 'Underline' ? 'u' : name;
}

function isSpan(value: string | undefined): value is string {
  return value !== undefined && /^[1-9]\d{0,3}$/.test(value) && value !== '1';
}

/** Folds white space, and drops it where it only lays out the source: in tables and lists, and beside block elements. */
function trimmed(nodes: readonly NarrativeNode[], inStructure: boolean): readonly NarrativeNode[] {
  const kept: NarrativeNode[] = [];
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    if (typeof node !== 'string') {
      kept.push(node);
      continue;
    }
    // Most strings of a narrative are the indentation between rows and cells, so those are told apart first.
    const isBlank = !/\S/.test(node);
    if (isBlank && inStructure) continue;
    const startsLine = isEdge(nodes[at - 1]);
    const endsLine = isEdge(nodes[at + 1]);
    if (isBlank) {
      if (!startsLine && !endsLine && node !== '') kept.push(' ');
      continue;
    }
    let text = node.replace(whiteSpace, ' ');
    if (startsLine) text = text.trimStart();
    if (endsLine) text = text.trimEnd();
    kept.push(text);
  }
  return kept;
}

function isEdge(neighbour: NarrativeNode | undefined): boolean {
  return neighbour === undefined || (typeof neighbour !== 'string' && !isInline(neighbour.name));
}
