import type { Narrative as FhirNarrative } from 'fhir/r4.js';
import type { Unmodelled } from '../../model/entry.js';
import type { Narrative, NarrativeNode } from '../../model/narrative.js';
import type { Section } from '../../model/summary.js';
import { plainText } from '../../narrative/plain-text.js';
import { writeDiv } from '../narrative/write-div.js';

/** What stands in a section that says nothing itself. English, and marked as such, because no reader wrote it. */
const sentences: Readonly<Record<NonNullable<Section['emptyReason']>, string>> = {
  unavailable: 'No information available.',
  notasked: 'Not asked.',
  nilknown: 'None known.',
  withheld: 'Information withheld.',
  notstarted: 'Not started.',
  closed: 'Closed.',
};

/** What a narrative is made of. */
export interface SectionContent {
  readonly narrative: Narrative;
  readonly unmodelled: readonly Unmodelled[];
  /** The resources of the section in words, for a section that came without narrative. */
  readonly legible: readonly string[];
  readonly emptyReason?: Section['emptyReason'];
  /** Language of the document. */
  readonly language?: string;
}

/**
 * Writes the text of a section: the narrative of the source, and after it what its unmodelled entries say as far as the
 * narrative does not show it. A section without any gets a list of its entries, or a sentence why there are none.
 */
export function writeSectionText({ narrative, unmodelled, legible, emptyReason, language }: SectionContent): FhirNarrative {
  const shown = plainText(narrative);
  if (shown === undefined && unmodelled.length === 0) {
    if (legible.length > 0) return writeDiv([list(legible)], 'generated', language);
    return writeDiv([sentences[emptyReason ?? 'unavailable']], 'generated', 'en');
  }
  const hidden = unmodelled.map(({ summary }) => summary).filter((summary) => !isShown(summary, shown ?? ''));
  const words = shown === undefined ? [...legible, ...hidden] : hidden;
  const added = words.length === 0 ? [] : [list(words)];
  const nodes: Narrative = shown === undefined ? added : [...narrative, ...added];
  return nodes.length === 0
    ? writeDiv([sentences[emptyReason ?? 'unavailable']], 'generated', 'en')
    : writeDiv(nodes, 'additional', language);
}

function list(items: readonly string[]): NarrativeNode {
  return { name: 'ul', children: items.map((item) => ({ name: 'li', children: [item] })) };
}

/** Whether every piece of a summary can be read in the narrative. */
function isShown(summary: string, narrative: string): boolean {
  const text = narrative.toLowerCase();
  return summary.split('; ').every((piece) => text.includes(piece.trim().toLowerCase()));
}
