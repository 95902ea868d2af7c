import type { NarrativeElement, NarrativeName, NarrativeNode } from '../../model/narrative.js';

const groups: ReadonlySet<NarrativeName> = new Set<NarrativeName>(['thead', 'tbody', 'tfoot']);
const blocks: ReadonlySet<NarrativeName> = new Set<NarrativeName>(['div', 'p', 'ul', 'ol', 'table']);

/** What may stand directly in an element that XHTML lets hold certain others only. */
const structure: Readonly<Partial<Record<NarrativeName, ReadonlySet<NarrativeName>>>> = {
  table: new Set<NarrativeName>(['caption', 'thead', 'tbody', 'tfoot', 'tr']),
  thead: new Set<NarrativeName>(['tr']),
  tbody: new Set<NarrativeName>(['tr']),
  tfoot: new Set<NarrativeName>(['tr']),
  tr: new Set<NarrativeName>(['th', 'td']),
  ul: new Set<NarrativeName>(['li']),
  ol: new Set<NarrativeName>(['li']),
};

/**
 * The children of an element as XHTML lets them stand in it, since validators check the nesting of tables and lists: a
 * table in a table stands in a cell, text in a list is an item. Nothing is left out but white space between rows.
 */
export function wellNested(parent: NarrativeElement): readonly NarrativeNode[] {
  const allowed = structure[parent.name];
  if (allowed === undefined) return parent.children;
  if (parent.children.every((child) => typeof child !== 'string' && allowed.has(child.name))) return parent.children;
  const nested: NarrativeNode[] = [];
  for (const child of parent.children) {
    if (typeof child === 'string' && child.trim() === '') continue;
    nested.push(typeof child !== 'string' && allowed.has(child.name) ? child : wrapped(parent.name, child));
  }
  return nested;
}

/** Puts what may not stand in a table or list into the row, cell or item that it needs. */
function wrapped(parent: NarrativeName, child: NarrativeNode): NarrativeElement {
  if (parent === 'ul' || parent === 'ol') return { name: 'li', children: [child] };
  const cell: NarrativeElement =
    typeof child !== 'string' && (child.name === 'td' || child.name === 'th')
      ? child
      : { name: 'td', children: [child] };
  return parent === 'table' || groups.has(parent) ? { name: 'tr', children: [cell] } : cell;
}

/** The name to write: a paragraph that holds blocks is a division. */
export function nameOf({ name, children }: NarrativeElement): NarrativeName {
  if (name !== 'p') return name;
  return children.some((child) => typeof child !== 'string' && blocks.has(child.name)) ? 'div' : 'p';
}
