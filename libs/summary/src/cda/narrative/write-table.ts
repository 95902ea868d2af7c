import { element, type XmlOut } from '@passerelle/xml';
import type { NarrativeElement, NarrativeNode } from '../../model/narrative.js';
import { plainText } from '../../narrative/plain-text.js';
import { claim, type NarrativeWriting, type WriteNodes } from './narrative-writing.js';

/**
 * Writes a table in the order the schema demands (StrucDoc.Table): caption, thead, tfoot, then one tbody at least. Rows
 * that stand in the table itself get a tbody; an empty body gets a row, because there must be one.
 * @param writeNodes - writes what is in a cell
 */
export function writeTable(table: NarrativeElement, writing: NarrativeWriting, writeNodes: WriteNodes): XmlOut {
  const ID = claim(table, writing);
  const captions: XmlOut[] = [];
  const heads: XmlOut[] = [];
  const feet: XmlOut[] = [];
  const bodies: XmlOut[] = [];
  let loose: NarrativeNode[] = [];
  const close = (): void => {
    if (loose.length > 0) bodies.push(element('tbody', {}, writeTableRows(loose, writing, writeNodes)));
    loose = [];
  };
  for (const node of table.children) {
    if (typeof node === 'string' || !isGroup(node)) {
      loose.push(node);
      continue;
    }
    close();
    if (node.name === 'caption') captions.push(element('caption', { ID: claim(node, writing) }, plainText(node)));
    else if (node.name === 'thead' && heads.length === 0) heads.push(...writeGroup('thead', node, writing, writeNodes));
    else if (node.name === 'tfoot' && feet.length === 0) feet.push(...writeGroup('tfoot', node, writing, writeNodes));
    else bodies.push(...writeGroup('tbody', node, writing, writeNodes));
  }
  close();
  if (bodies.length === 0) bodies.push(element('tbody', {}, element('tr', {}, element('td'))));
  return element('table', { ID }, captions.slice(0, 1), heads, feet, bodies);
}

function isGroup(node: NarrativeElement): boolean {
  return node.name === 'caption' || node.name === 'thead' || node.name === 'tbody' || node.name === 'tfoot';
}

/** A group without rows cannot be written, nor does it show anything. */
function writeGroup(
  name: string,
  group: NarrativeElement,
  writing: NarrativeWriting,
  writeNodes: WriteNodes,
): XmlOut[] {
  const ID = claim(group, writing);
  const rows = writeTableRows(group.children, writing, writeNodes);
  return rows.length === 0 ? [] : [element(name, { ID }, rows)];
}

function writeTableRows(nodes: readonly NarrativeNode[], writing: NarrativeWriting, writeNodes: WriteNodes): XmlOut[] {
  return nodes.map((node) => {
    if (typeof node === 'string') return element('tr', {}, element('td', {}, node));
    if (node.name !== 'tr') return element('tr', {}, writeCell(node, writing, writeNodes));
    const ID = claim(node, writing);
    const cells = node.children.map((cell) => writeCell(cell, writing, writeNodes));
    return element('tr', { ID }, cells.length === 0 ? element('td') : cells);
  });
}

function writeCell(node: NarrativeNode, writing: NarrativeWriting, writeNodes: WriteNodes): XmlOut {
  if (typeof node === 'string') return element('td', {}, node);
  if (node.name !== 'th' && node.name !== 'td') return element('td', {}, writeNodes([node], 'cell', writing));
  const ID = claim(node, writing);
  const attributes = { ID, colspan: node.colspan, rowspan: node.rowspan };
  return element(node.name, attributes, writeNodes(node.children, node.name === 'th' ? 'inline' : 'cell', writing));
}
