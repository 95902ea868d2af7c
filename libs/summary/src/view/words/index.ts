import { de } from './de.js';
import { en } from './en.js';
import { fr } from './fr.js';
import { pt } from './pt.js';
import type { Words } from './words.js';

export type { Words } from './words.js';

/** The languages a summary can be shown in. Another one is another file of words and a row here. */
export const viewLanguages = ['fr', 'de', 'en', 'pt'] as const;

/** A language a summary can be shown in, BCP 47. */
export type ViewLanguage = (typeof viewLanguages)[number];

const tables: Readonly<Record<ViewLanguage, Words>> = { fr, de, en, pt };

/** The words of a language. */
export function wordsOf(language: ViewLanguage): Words {
  return tables[language];
}

/** Whether a summary can be shown in the language: the tag must be one of {@link viewLanguages}. */
export function isViewLanguage(tag: string): tag is ViewLanguage {
  return viewLanguages.some((language) => language === tag);
}

/** The language to show a document in whose reader is not known: its own where there are words for it, or else English. */
export function viewLanguageOf(documentLanguage: string | undefined): ViewLanguage {
  const primary = primaryOf(documentLanguage ?? '');
  return isViewLanguage(primary) ? primary : 'en';
}

/** The primary subtag of a BCP 47 tag, in lower case: `fr` of `fr-LU`. */
export function primaryOf(tag: string): string {
  return tag.split('-', 1)[0]!.toLowerCase();
}

/** Puts values into the places of a phrase: `{low} to {high}`. A place without value stays as it is. */
export function fill(phrase: string, values: Readonly<Record<string, string>>): string {
  return phrase.replace(/\{(\w+)\}/g, (place, name: string) => (Object.hasOwn(values, name) ? values[name]! : place));
}
