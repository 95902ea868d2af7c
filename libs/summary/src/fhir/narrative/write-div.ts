import type { Narrative as FhirNarrative } from 'fhir/r4.js';
import { escapeAttribute, escapeText } from '@passerelle/xml';
import type { Narrative, NarrativeNode } from '../../model/narrative.js';
import { nameOf, wellNested } from './well-nested.js';

const open = '<div xmlns="http://www.w3.org/1999/xhtml"';

/**
 * Writes the narrative as XHTML (R4 section 2.4.0). Only the model's elements exist, so what comes out holds neither
 * script nor style nor any address: nothing has to be removed.
 * @param status - `additional`: written by people or another system, may say more than the entries; `generated`: made here
 * @param language - BCP 47; text made here need not be in the language of the document
 */
export function writeDiv(narrative: Narrative, status: 'additional' | 'generated', language?: string): FhirNarrative {
  const parts: string[] = [open];
  if (language !== undefined)
    parts.push(` lang="${escapeAttribute(language)}" xml:lang="${escapeAttribute(language)}"`);
  parts.push('>');
  for (const node of narrative) write(node, parts);
  parts.push('</div>');
  return { status, div: parts.join('') };
}

/** Writes one node; elements without content are closed at once. */
function write(node: NarrativeNode, parts: string[]): void {
  if (typeof node === 'string') {
    parts.push(escapeText(node));
    return;
  }
  const name = nameOf(node);
  const children = wellNested(node);
  parts.push('<', name);
  if (node.id !== undefined) parts.push(' id="', escapeAttribute(node.id), '"');
  if (node.colspan !== undefined) parts.push(' colspan="', escapeAttribute(node.colspan), '"');
  if (node.rowspan !== undefined) parts.push(' rowspan="', escapeAttribute(node.rowspan), '"');
  if (children.length === 0) {
    parts.push('/>');
    return;
  }
  parts.push('>');
  for (const child of children) write(child, parts);
  parts.push('</', name, '>');
}
