import { isLanguageTag, noLanguageTag } from '../../model/language-tag.js';
import { objectOf, objectsOf, stringOf } from '../narrowing.js';
import type { FhirReading } from '../reading.js';

/**
 * The languages of R4's value set `languages`. Resource.language is bound to it as preferred only, yet validators in wide
 * use refuse any other tag, and it has few regions: `fr-BE` but not `fr-LU`, `pt-BR` but not `pt-PT`.
 */
const preferred: ReadonlySet<string> = new Set(
  (
    'ar bn cs da de de-AT de-CH de-DE el en en-AU en-CA en-GB en-IN en-NZ en-SG en-US es es-AR es-ES es-UY fi fr fr-BE ' +
    'fr-CH fr-FR fy fy-NL hi hr it it-CH it-IT ja ko nl nl-BE nl-NL no no-NO pa pl pt pt-BR ru ru-RU sr sr-RS sv sv-SE ' +
    'te zh zh-CN zh-HK zh-SG zh-TW'
  ).split(' '),
);

/**
 * The tag to write where FHIR has a `language`: without its region where only that makes it preferred, else as it is,
 * because a tag of BCP 47 is what the base specification asks for. {@link readLanguage} finds the whole tag again in
 * the narrative, whose `lang` is bound to nothing.
 */
export function languageCode(tag: string | undefined): string | undefined {
  if (tag === undefined || preferred.has(tag)) return tag;
  const [primary = tag] = tag.split('-');
  return preferred.has(primary) ? primary : tag;
}

/** The language of a document: `Composition.language`, with the region that its narratives state. */
export function readLanguage(composition: object, bundle: object, reading: FhirReading): string | undefined {
  const source = composition as Readonly<Record<string, unknown>>;
  const said = [stringOf(source['language']), stringOf(objectOf(bundle)?.['language'])];
  if (said.some((each) => each !== undefined && !isLanguageTag(each))) reading.omit?.(noLanguageTag);
  const stands = said.find(isLanguageTag);
  if (stands === undefined || stands.includes('-')) return stands;
  for (const section of objectsOf(source['section'])) {
    const div = stringOf(objectOf(section['text'])?.['div']) ?? '';
    const lang = /^<div\b[^>]*?\sxml:lang=["']([A-Za-z0-9-]+)["']/.exec(div)?.[1];
    if (lang?.startsWith(`${stands}-`) === true) return lang;
  }
  return stands;
}
