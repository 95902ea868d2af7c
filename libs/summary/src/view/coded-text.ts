import type { Coded, Coding } from '../model/coded.js';
import { knownWord } from './known-codes.js';
import type { CodedText, Phrase, ShownCode, Translation } from './view-model.js';
import type { ViewScope } from './view-scope.js';
import { fill, primaryOf } from './words/index.js';

/** A display that was received, with the language it is in. */
interface Received extends Phrase {
  /**
   * How the language is known: `stated` by the display itself, by its `place` among translations, or only `presumed`,
   * because a lone display is in the language of its document more often than not.
   */
  readonly known: 'stated' | 'place' | 'presumed';
}

/**
 * A coded value as people read it. What is shown is, in this order: a display that says it is in the reader's language;
 * our own word for the few codes that have one; the translator's display; a display that by its place is in the reader's
 * language; and else what was received, marked as not translated. The original text and every other display stand beside
 * it, and every code.
 */
export function codedText(coded: Coded, scope: ViewScope): CodedText {
  const codings = flatten(coded.coding);
  const received = codings.flatMap((coding, at) => receivedOf(coding, at > 0, scope));
  const text: Phrase | undefined = coded.text === undefined ? undefined : phrase(coded.text, scope.documentLanguage);
  const { shown, translation } = choose(codings, received, text, coded, scope);
  const beside = distinct([...(text === undefined ? [] : [text]), ...received], shown);
  const mark = markOf(coded, shown, translation, scope);
  return {
    kind: 'coded',
    shown,
    translation,
    ...(mark !== undefined && { mark }),
    beside,
    codes: codesOf(codings, scope),
  };
}

/** As {@link codedText}, for a code without more about it. */
export function codingText(coding: Coding, scope: ViewScope): CodedText {
  return codedText({ coding }, scope);
}

/** A coding and all its translations, from the outside in. */
function flatten(coding: Coding | undefined): readonly Coding[] {
  return coding === undefined ? [] : [coding, ...(coding.translations ?? []).flatMap(flatten)];
}

/**
 * The display of a coding. One that does not state its language is English where it has translations of its own, because
 * a pivot puts the English around the national display (myhealtheu-wire.md section 13.7), and else the document's.
 */
function receivedOf(coding: Coding, inner: boolean, { documentLanguage }: ViewScope): readonly Received[] {
  const { display, language } = coding;
  if (display === undefined || display.trim() === '') return [];
  if (language !== undefined) return [{ text: display, language, known: 'stated' }];
  const outer = coding.translations?.some((each) => hasDisplay(each)) === true;
  if (outer) return [{ text: display, language: 'en', known: 'place' }];
  return [{ ...phrase(display, documentLanguage), known: inner ? 'place' : 'presumed' }];
}

function hasDisplay({ display, translations = [] }: Coding): boolean {
  return display !== undefined || translations.some(hasDisplay);
}

interface Choice {
  readonly shown: Phrase;
  readonly translation: Translation;
}

function choose(
  codings: readonly Coding[],
  received: readonly Received[],
  text: Phrase | undefined,
  coded: Coded,
  scope: ViewScope,
): Choice {
  const inReaders = ({ language }: Phrase): boolean => language !== undefined && primaryOf(language) === scope.language;
  const stated = received.find((display) => display.known === 'stated' && inReaders(display));
  if (stated !== undefined) return { shown: asPhrase(stated), translation: 'own' };
  const translated = translate(codings, scope);
  if (translated !== undefined) return { shown: translated, translation: 'translated' };
  const implied = received.find(inReaders) ?? (text !== undefined && inReaders(text) ? text : undefined);
  if (implied !== undefined) return { shown: phrase(implied.text, implied.language), translation: 'own' };
  const any = received[0] ?? text;
  if (any !== undefined) return { shown: asPhrase(any), translation: 'untranslated' };
  return { shown: { text: nameless(coded, scope) }, translation: codings.length === 0 ? 'own' : 'no-display' };
}

function translate(codings: readonly Coding[], { words, language, translator }: ViewScope): Phrase | undefined {
  for (const coding of codings) {
    const word = knownWord(coding, words);
    if (word !== undefined) return { text: word, language };
  }
  for (const { system, code } of translator === undefined ? [] : codings) {
    const display = translator?.display(system, code, language);
    if (display !== undefined && primaryOf(display.language) === language) return display;
  }
  return undefined;
}

/** A value without any words is its code; one without a code either says why it is missing. */
function nameless({ coding, absence }: Coded, { words }: ViewScope): string {
  return coding?.code ?? words.nullFlavors[absence ?? 'NI'];
}

function markOf({ coding, text, absence }: Coded, shown: Phrase, translation: Translation, scope: ViewScope) {
  const { marks, nullFlavors, languages } = scope.words;
  const said: string[] = [];
  if (translation === 'no-display') said.push(marks.noDisplay);
  if (translation === 'untranslated') {
    const primary = shown.language === undefined ? undefined : primaryOf(shown.language);
    const named = primary === undefined ? undefined : ((languages as Record<string, string>)[primary] ?? primary);
    said.push(named === undefined ? marks.untranslated : fill(marks.untranslatedFrom, { language: named }));
  }
  if (absence !== undefined && (coding !== undefined || text !== undefined)) {
    said.push(fill(marks.noCode, { absence: nullFlavors[absence] }));
  }
  return said.length === 0 ? undefined : said.join('; ');
}

/** All codes, each once; the history of a code repeats it often. */
function codesOf(codings: readonly Coding[], scope: ViewScope): readonly ShownCode[] {
  const codes = codings.map((coding) => scope.systems.show(coding));
  return codes.filter(
    ({ system, code }, at) => codes.findIndex((each) => each.system === system && each.code === code) === at,
  );
}

/** Texts that say something else than the one shown, each once. */
function distinct(phrases: readonly (Phrase | Received)[], shown: Phrase): readonly Phrase[] {
  const seen = new Set([folded(shown)]);
  const found: Phrase[] = [];
  for (const each of phrases) {
    const key = folded(each);
    if (seen.has(key)) continue;
    seen.add(key);
    found.push(asPhrase(each));
  }
  return found;
}

function folded({ text }: Phrase): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}

/** A display as it is shown. A language that is only presumed is not named: it is no more than likely. */
function asPhrase(received: Phrase | Received): Phrase {
  return phrase(received.text, 'known' in received && received.known === 'presumed' ? undefined : received.language);
}

function phrase(text: string, language: string | undefined): Phrase {
  return { text, ...(language !== undefined && { language }) };
}
