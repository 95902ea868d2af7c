import type { Narrative as FhirNarrative } from 'fhir/r4.js';
import { escapeAttribute, escapeText } from '@passerelle/xml';
import type { Narrative, NarrativeElement, NarrativeNode } from '../../model/narrative.js';
import { nameOf, wellNested } from './well-nested.js';

const open = '<div xmlns="http://www.w3.org/1999/xhtml"';

/**
 * Writes the narrative as XHTML (R4 section 2.4.0). Only the model's elements exist, so what comes out holds neither
 * script nor style nor any address: nothing has to be removed.
 * @param status - `additional`: written by people or another system, may say more than the entries; `generated`: made here
 * @param language - BCP 47; text made here need not be in the language of the document
 */
export function writeDiv(narrative: Narrative, status: 'additional' | 'generated', language?: string): FhirNarrative {
  const tag =
    language === undefined ? '' : ` lang="${escapeAttribute(language)}" xml:lang="${escapeAttribute(language)}"`;
  return { status, div: `${open}${tag}>${writeNodes(narrative)}</div>` };
}

function writeNodes(nodes: readonly NarrativeNode[]): string {
  let text = '';
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    text += typeof node === 'string' ? escapeText(node) : writeElement(node);
  }
  return text;
}

/** Writes one element; elements without content are closed at once. */
function writeElement(node: NarrativeElement): string {
  const name = nameOf(node);
  const children = wellNested(node);
  let tag = `<${name}`;
  if (node.id !== undefined) tag += ` id="${escapeAttribute(node.id)}"`;
  if (node.colspan !== undefined) tag += ` colspan="${escapeAttribute(node.colspan)}"`;
  if (node.rowspan !== undefined) tag += ` rowspan="${escapeAttribute(node.rowspan)}"`;
  return children.length === 0 ? `${tag}/>` : `${tag}>${writeNodes(children)}</${name}>`;
}
