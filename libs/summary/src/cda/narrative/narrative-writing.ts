import type { XmlOutNode } from '@passerelle/xml';
import type { NarrativeElement, NarrativeNode } from '../../model/narrative.js';
import type { NarrativeIds, ShownTexts } from './narrative-ids.js';

/**
 * What may stand where, by the schema's StrucDoc types: `block` (text, item) takes everything, `cell` no table,
 * `inline` (paragraph, content) only runs of text, `plain` (sub, sup, caption) only characters.
 */
export type Place = 'block' | 'cell' | 'inline' | 'plain';

/** What the writer of a narrative keeps track of. */
export interface NarrativeWriting {
  readonly ids: NarrativeIds;
  readonly shown: ShownTexts;
}

/** Writes nodes for a place; what may not stand there is opened and its content written in its stead. */
export type WriteNodes = (nodes: readonly NarrativeNode[], place: Place, writing: NarrativeWriting) => XmlOutNode[];

/** The ID under which an element is written, noted for the entries that refer to it. */
export function claim(node: NarrativeElement, writing: NarrativeWriting): string | undefined {
  if (node.id === undefined) return undefined;
  const id = writing.ids.claim(node.id);
  writing.shown.add(id, node);
  return id;
}
