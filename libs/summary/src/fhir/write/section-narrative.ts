import type { Narrative as FhirNarrative } from 'fhir/r4.js';
import type { Narrative, NarrativeNode } from '../../model/narrative.js';
import type { Section } from '../../model/summary.js';
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
  /** The narrative as plain text; undefined where it shows nothing. */
  readonly shown: string | undefined;
  /** What entries without a resource say. */
  readonly statements: readonly string[];
  /** Gives the resources of the section in words, for a section that came without narrative. */
  legible(): readonly string[];
  readonly emptyReason?: Section['emptyReason'];
  /** What is said of a section of which nothing is available. */
  readonly whyEmpty?: { readonly text: string; readonly language: string };
  /** Language of the document. */
  readonly language?: string;
}

/**
 * Writes the text of a section: the narrative of the source, and after it what entries without a resource say as far as the
 * narrative does not show it. A section without any gets a list of its entries, or a sentence why there are none.
 */
export function writeSectionText(content: SectionContent): FhirNarrative {
  const { narrative, shown, statements, language } = content;
  const hidden = statements.filter((statement) => !isShown(statement, shown));
  if (shown !== undefined) {
    return writeDiv(hidden.length === 0 ? narrative : [...narrative, list(hidden)], 'additional', language);
  }
  const words = [...content.legible(), ...hidden];
  if (words.length > 0) return writeDiv([list(words)], hidden.length > 0 ? 'additional' : 'generated', language);
  const reason = content.emptyReason ?? 'unavailable';
  const { text, language: of } = reason === 'unavailable' && content.whyEmpty ? content.whyEmpty : said(reason);
  return writeDiv([text], 'generated', of);
}

function said(reason: NonNullable<Section['emptyReason']>): { readonly text: string; readonly language: string } {
  return { text: sentences[reason], language: 'en' };
}

/** Statements as a list. */
function list(items: readonly string[]): NarrativeNode {
  return { name: 'ul', children: items.map((item) => ({ name: 'li', children: [item] })) };
}

/** Whether every piece of a statement can be read in the narrative. */
function isShown(statement: string, narrative: string | undefined): boolean {
  if (narrative === undefined) return false;
  const pieces = statement.split('; ');
  // A statement of very many pieces is added rather than looked for.
  if (pieces.length > 200) return false;
  const text = narrative.toLowerCase();
  return pieces.every((piece) => text.includes(piece.trim().toLowerCase()));
}
