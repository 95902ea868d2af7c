import type { CodeOutcome } from '@passerelle/terminology';
import type { Coded, Coding } from '../model/coded.js';
import { knownWord } from './known-codes.js';
import type { BesidePhrase, CodedText, Phrase, ShownCode, Translation } from './view-model.js';
import type { ViewScope } from './view-scope.js';
import { fill, primaryOf } from './words/index.js';

/** A display that was received, with the language it is in. */
interface Received extends Phrase {
  /**
   * How the language is known: `stated` by the display itself, by its `place` among translations, or only `presumed`,
   * because a lone display is in the language of its document more often than not.
   */
  readonly known: 'stated' | 'place' | 'presumed';
  /** Whether it is the display of a code that stands for no other: what the source had first. */
  readonly first: boolean;
}

/**
 * A coded value as people read it. What is shown is, in this order: a display that says it is in the reader's language;
 * our own word for the few codes that have one; the catalogue's display; a display that by its place is in the reader's
 * language; and else what was received, or in want of it the catalogue's name in another language, marked as not
 * translated. The original text and every other display stand beside it, and every code.
 */
export function codedText(coded: Coded, scope: ViewScope): CodedText {
  const codings = flatten(coded.coding);
  const asked = codings.map((coding) => ({ coding, outcome: scope.catalogue?.translate(coding, scope.language) }));
  const received = asked.flatMap((each, at) => receivedOf(each, at > 0, scope));
  const text: Phrase | undefined = coded.text === undefined ? undefined : phrase(coded.text, scope.documentLanguage);
  const { shown, translation } = choose(asked, received, text, coded, scope);
  const beside = besideOf(text, received, shown);
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

/** A coding, with what the catalogue says of it in the reader's language. */
interface Asked {
  readonly coding: Coding;
  readonly outcome: CodeOutcome | undefined;
}

/**
 * The display of a coding. One that does not state its language is English where it has translations of its own, because
 * a pivot puts the English around the national display (myhealtheu-wire.md section 13.7), and else the document's.
 */
function receivedOf({ coding, outcome }: Asked, inner: boolean, { documentLanguage }: ViewScope): readonly Received[] {
  const { display } = coding;
  if (display === undefined || display.trim() === '') return [];
  const first = (coding.translations ?? []).length === 0;
  const language = coding.language ?? (isTranslated(outcome) ? outcome.coding.translations?.[0]?.language : undefined);
  if (language !== undefined) return [{ text: display, language, known: 'stated', first }];
  const outer = coding.translations?.some((each) => hasDisplay(each)) === true;
  if (outer) return [{ text: display, language: 'en', known: 'place', first }];
  return [{ ...phrase(display, documentLanguage), known: inner ? 'place' : 'presumed', first }];
}

function hasDisplay({ display, translations = [] }: Coding): boolean {
  return display !== undefined || translations.some(hasDisplay);
}

interface Choice {
  readonly shown: Phrase;
  readonly translation: Translation;
}

function choose(
  asked: readonly Asked[],
  received: readonly Received[],
  text: Phrase | undefined,
  coded: Coded,
  scope: ViewScope,
): Choice {
  const inReaders = ({ language }: Phrase): boolean => language !== undefined && primaryOf(language) === scope.language;
  const stated = received.find((display) => display.known === 'stated' && inReaders(display));
  if (stated !== undefined) return { shown: asPhrase(stated), translation: 'own' };
  const found = inOurWords(asked, scope) ?? inCatalogue(asked, scope);
  if (found !== undefined) return found;
  const implied = received.find(inReaders) ?? (text !== undefined && inReaders(text) ? text : undefined);
  if (implied !== undefined) return { shown: phrase(implied.text, implied.language), translation: 'own' };
  const any = received[0] ?? text;
  if (any !== undefined) return { shown: asPhrase(any), translation: 'untranslated' };
  const foreign = inOtherLanguage(asked, scope);
  if (foreign !== undefined) return foreign;
  return { shown: { text: nameless(coded, scope) }, translation: asked.length === 0 ? 'own' : 'no-display' };
}

function inOurWords(asked: readonly Asked[], { words, language }: ViewScope): Choice | undefined {
  for (const { coding } of asked) {
    const word = knownWord(coding, words);
    if (word !== undefined) return { shown: { text: word, language }, translation: 'translated' };
  }
  return undefined;
}

/** The catalogue's name for the first code that has one in the reader's language. What was received in the same words is the source's own. */
function inCatalogue(asked: readonly Asked[], scope: ViewScope): Choice | undefined {
  for (const { outcome } of asked) {
    if (outcome === undefined || outcome.gap !== undefined || outcome.coding.display === undefined) continue;
    const { display, language = scope.language } = outcome.coding;
    const shown = { text: display, language };
    if (outcome.provenance === undefined) return { shown, translation: 'own' };
    scope.catalogues.note(outcome.provenance);
    return { shown, translation: 'translated' };
  }
  return undefined;
}

/** The catalogue's name in another language, for codes that came without any words. */
function inOtherLanguage(asked: readonly Asked[], scope: ViewScope): Choice | undefined {
  for (const { outcome } of asked) {
    if (outcome?.provenance === undefined) continue;
    scope.catalogues.note(outcome.provenance);
    const { display = '', language } = outcome.coding;
    return { shown: phrase(display, language), translation: 'untranslated' };
  }
  return undefined;
}

/** Whether the catalogue has another name in the reader's language; the coding as received is then nested in it. */
function isTranslated(outcome: CodeOutcome | undefined): outcome is CodeOutcome {
  return outcome?.provenance !== undefined && outcome.gap === undefined;
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

/** Texts that say something else than the one shown, each once: the original text, or else the names the source had first, then others. */
function besideOf(text: Phrase | undefined, received: readonly Received[], shown: Phrase): readonly BesidePhrase[] {
  const all = [
    ...(text === undefined ? [] : [{ ...text, role: 'original' as const }]),
    ...received.map((each) => ({
      ...asPhrase(each),
      role: text === undefined && each.first ? ('original' as const) : ('other' as const),
    })),
  ];
  return distinct(
    [...all.filter(({ role }) => role === 'original'), ...all.filter(({ role }) => role === 'other')],
    shown,
  );
}

/** Phrases that say something else than the one shown, each once. */
export function distinct(phrases: readonly BesidePhrase[], shown: Phrase): readonly BesidePhrase[] {
  const seen = new Set([folded(shown)]);
  return phrases.filter((each) => {
    const isNew = !seen.has(folded(each));
    seen.add(folded(each));
    return isNew;
  });
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
