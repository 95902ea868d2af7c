import type { ConceptDraft } from '../../gather/drafts.js';
import type { DisplayRank } from '../../gather/gathering.js';
import { languageTag } from '../language.js';
import type { SourceReading } from '../reading.js';
import { objectOf, objectsOf, textOf, type JsonObject } from './json-value.js';

/** Uses of a designation, the best to show first; a use that is not listed comes before synonyms. */
const synonym = '900000000000013009';
const fullySpecifiedName = '900000000000003001';

/**
 * Gives a concept the displays of a FHIR concept: `display`, which is of the resource's language, and one designation for
 * each further language. Of several in a language the preferred one is taken; a fully specified name, which no one says,
 * only where there is nothing else.
 * @param language - language of the resource, BCP 47; English where it does not say
 */
export function gatherDesignations(
  concept: ConceptDraft,
  source: JsonObject,
  { language, origin, by }: { readonly language: string; readonly origin: number; readonly by: DisplayRank },
  { gathering, notes }: SourceReading,
): void {
  const best = new Map<string, { readonly text: string; readonly use: number }>();
  const offer = (tag: string, text: string, use: number): void => {
    const held = best.get(tag);
    if (held === undefined || use < held.use) best.set(tag, { text, use });
  };
  const display = textOf(source, 'display');
  if (display !== undefined) offer(language, display, 0);
  for (const designation of objectsOf(source, 'designation')) {
    const text = textOf(designation, 'value');
    const written = textOf(designation, 'language');
    const tag = written === undefined ? language : languageTag(written);
    if (tag === undefined) notes.push(`a designation in "${written ?? ''}", which is no language tag`);
    else if (text !== undefined) offer(tag, text, rankOfUse(designation));
  }
  for (const [tag, { text }] of best) gathering.display(concept, tag, text, origin, by);
}

function rankOfUse(designation: JsonObject): number {
  const use = textOf(objectOf(designation, 'use'), 'code');
  if (use === fullySpecifiedName) return 3;
  return use === synonym ? 2 : 1;
}

/** The language of a resource, or English, in which international packages are written without saying so. */
export function resourceLanguage(resource: JsonObject): string {
  return languageTag(textOf(resource, 'language') ?? 'en') ?? 'en';
}
