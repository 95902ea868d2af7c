import { element, type XmlOut, type XmlOutNode } from '@passerelle/xml';
import type { Narrative, NarrativeElement, NarrativeName, NarrativeNode } from '../../model/narrative.js';
import { isInline, plainText } from '../../narrative/plain-text.js';
import { claim, type NarrativeWriting, type Place } from './narrative-writing.js';
import { writeTable } from './write-table.js';

const styles: Partial<Readonly<Record<NarrativeName, string>>> = { b: 'Bold', i: 'Italics', u: 'Underline' };

/** Writes a narrative as the children of a section's `text` (StrucDoc.Text), valid wherever it came from. */
export function writeNarrative(narrative: Narrative, writing: NarrativeWriting): XmlOutNode[] {
  return writeNodes(narrative, 'block', writing);
}

/** Writes nodes for a place; what may not stand there is opened and its content written in its stead. */
function writeNodes(nodes: readonly NarrativeNode[], place: Place, writing: NarrativeWriting): XmlOutNode[] {
  const out: XmlOutNode[] = [];
  for (const node of nodes) {
    if (typeof node === 'string') out.push(node);
    else if (place === 'plain') out.push(plainText(node));
    else if (node.name === 'br') out.push(element('br'));
    else if (isInline(node.name)) out.push(writeInline(node, writing));
    else if (place === 'inline') out.push(' ', ...writeNodes(node.children, place, writing), ' ');
    else out.push(...writeBlock(node, place, writing));
  }
  return out;
}

function writeInline(node: NarrativeElement, writing: NarrativeWriting): XmlOut {
  if (node.name === 'sub' || node.name === 'sup') return element(node.name, {}, plainText(node));
  const ID = claim(node, writing);
  return element('content', { ID, styleCode: styles[node.name] }, writeNodes(node.children, 'inline', writing));
}

function writeBlock(node: NarrativeElement, place: 'block' | 'cell', writing: NarrativeWriting): XmlOutNode[] {
  switch (node.name) {
    case 'table':
      return place === 'block' ? [writeTable(node, writing, writeNodes)] : writeRows(node, writing);
    case 'ul':
    case 'ol':
      return writeList(node, writing);
    case 'p':
    case 'caption':
      return [element('paragraph', { ID: claim(node, writing) }, writeNodes(node.children, 'inline', writing))];
    case 'div':
      return writeDivision(node, place, writing);
    default:
      // A row or a cell outside a table, an item outside a list: what is in it counts.
      return writeNodes(node.children, place, writing);
  }
}

/** CDA has no div. One of text alone is a paragraph; one that holds blocks is opened, or an item where entries refer to it. */
function writeDivision(node: NarrativeElement, place: 'block' | 'cell', writing: NarrativeWriting): XmlOutNode[] {
  const flat = node.children.every((each) => typeof each === 'string' || isInline(each.name) || each.name === 'br');
  const ID = claim(node, writing);
  if (flat) return [element('paragraph', { ID }, writeNodes(node.children, 'inline', writing))];
  if (ID === undefined) return writeNodes(node.children, place, writing);
  return [element('list', {}, element('item', { ID }, writeNodes(node.children, 'block', writing)))];
}

function writeList(node: NarrativeElement, writing: NarrativeWriting): XmlOutNode[] {
  const ID = claim(node, writing);
  const items = node.children.map((each) =>
    typeof each === 'string'
      ? element('item', {}, each)
      : each.name === 'li'
        ? element('item', { ID: claim(each, writing) }, writeNodes(each.children, 'block', writing))
        : element('item', {}, writeNodes([each], 'block', writing)),
  );
  if (items.length === 0) return [];
  return [element('list', { ID, listType: node.name === 'ol' ? 'ordered' : undefined }, items)];
}

/** A table inside a cell, which CDA does not know, becomes a paragraph for each row. */
function writeRows(table: NarrativeElement, writing: NarrativeWriting): XmlOutNode[] {
  return table.children.flatMap((node) => {
    if (typeof node === 'string') return [];
    if (node.name !== 'tr' && node.name !== 'caption') return writeRows(node, writing);
    return [element('paragraph', { ID: claim(node, writing) }, writeNodes(node.children, 'inline', writing))];
  });
}
