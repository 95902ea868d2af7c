import type { CodeableConcept, Coding as FhirCoding, Extension } from 'fhir/r4.js';
import { canonicalUri } from '@passerelle/terminology';
import type { Coded, Coding, NullFlavor } from '../../model/coded.js';
import { listOf, objectOf, objectsOf, stated, stringOf, stringsOf, type JsonObject } from '../narrowing.js';
import {
  dataAbsentReason,
  dataAbsentReasonSystem,
  flavorOf,
  nullFlavorOf,
  readDataAbsentReason,
} from './data-absent-reason.js';
import { isAbsoluteUri } from './identifier.js';

/** Extension that gives a display in another language (R4 extension translation). */
const translationUrl = 'http://hl7.org/fhir/StructureDefinition/translation';
const nullFlavorSystem = 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor';

/**
 * A coded value. The primary coding comes first, its translations after it, side by side; the same code with another
 * display is a translation of the display. The text is what a person wrote, or else the display. A value that is absent
 * says why in a data-absent-reason extension.
 * @param language - language of displays that do not say theirs: that of the document
 */
export function codeableConcept(coded: Coded, language?: string): CodeableConcept {
  const codings: FhirCoding[] = [];
  if (coded.coding !== undefined) collect(coded.coding, undefined, codings, language);
  return {
    extension: coded.absence === undefined ? undefined : [dataAbsentReason(coded.absence)],
    coding: codings.length === 0 ? undefined : codings,
    text: coded.text ?? firstDisplay(codings) ?? coded.coding?.display,
  };
}

/** As {@link codeableConcept}, for a value that may be missing. */
export function codeableConceptOf(coded: Coded | undefined, language?: string): CodeableConcept | undefined {
  return coded === undefined ? undefined : codeableConcept(coded, language);
}

/** As {@link codeableConcept}, for an element of which there may be many. */
export function codeableConcepts(coded: readonly Coded[], language?: string): CodeableConcept[] | undefined {
  return coded.length === 0 ? undefined : coded.map((each) => codeableConcept(each, language));
}

/** The display to show where nobody wrote a text. */
function firstDisplay(codings: readonly FhirCoding[]): string | undefined {
  return codings.find(({ display }) => display !== undefined)?.display;
}

/** Adds a coding and, depth first, what it translates to. */
function collect(coding: Coding, parent: FhirCoding | undefined, into: FhirCoding[], language?: string): void {
  const system = isAbsoluteUri(coding.system) ? coding.system : undefined;
  const code = /\s/.test(coding.code) ? coding.code.trim().replace(/\s+/g, ' ') : coding.code;
  const display = coding.display?.trim();
  let written = parent?.code === code && parent.system === system ? parent : undefined;
  written ??= into.find((each) => each.code === code && each.system === system);
  if (written === undefined) {
    // `...` and `-` fill the place of a code in some documents; validators look them up all the same.
    if (!/[A-Za-z0-9]/.test(code)) return;
    written = { system, version: coding.version, code, display: display === '' ? undefined : display };
    into.push(written);
  } else {
    translateDisplay(written, display, coding.language ?? language);
  }
  for (const translation of coding.translations ?? []) collect(translation, written, into, language);
}

/** A second display of the same code stands beside the first, where its language is known; FHIR demands to name it. */
function translateDisplay(coding: FhirCoding, display: string | undefined, language: string | undefined): void {
  if (display === undefined || display === '' || display === coding.display) return;
  if (coding.display === undefined) coding.display = display;
  else if (language !== undefined) {
    const lang = { url: 'lang', valueCode: language };
    const translation: Extension = {
      url: translationUrl,
      extension: [lang, { url: 'content', valueString: display }],
    };
    coding._display = { extension: [...(coding._display?.extension ?? []), translation] };
  }
}

/**
 * Reads a CodeableConcept: the first coding is primary, the others are its translations, and so are displays in other
 * languages. Text that only repeats the display is not kept.
 * @returns undefined where it says nothing at all
 */
export function readCodeableConcept(value: unknown): Coded | undefined {
  const first = listOf(value)[0];
  if (typeof first === 'string') return first.trim() === '' ? undefined : { text: first.trim() };
  const source = objectOf(first);
  if (source === undefined) return undefined;
  const codings: Coding[] = [];
  let absence: NullFlavor | undefined = readDataAbsentReason(source);
  const wordsOnly: string[] = [];
  let display: string | undefined;
  for (const each of objectsOf(source['coding'])) {
    const system = stringOf(each['system']);
    const code = stringOf(each['code']);
    if (system === dataAbsentReasonSystem) absence ??= flavorOf(code ?? '');
    else if (system === nullFlavorSystem) absence ??= nullFlavorOf(code);
    else {
      display ??= stringOf(each['display']);
      if (code !== undefined) codings.push(coding(each, code));
      else wordsOnly.push(...stringsOf(each['display']));
    }
  }
  const [primary, ...others] = codings;
  // Displays without any code are words about the value.
  const said = stringOf(source['text']) ?? (primary === undefined ? display : undefined);
  const words = allWords(said, wordsOnly);
  const repeats = primary !== undefined && words === (primary.display ?? display);
  const text = repeats ? undefined : words;
  if (primary === undefined && text === undefined && absence === undefined) return undefined;
  return stated({ coding: primary && withTranslations(primary, others), text, absence });
}

/** What was said, and after it the words that it does not hold. */
function allWords(said: string | undefined, more: readonly string[]): string | undefined {
  return more.reduce<string | undefined>((words, each) => {
    if (words === undefined) return each;
    return words.includes(each) ? words : `${words}; ${each}`;
  }, said);
}

/** Reads every CodeableConcept of an element that may repeat. */
export function readCodeableConcepts(value: unknown): Coded[] {
  return listOf(value).flatMap((each) => readCodeableConcept(each) ?? []);
}

/** Reads a single Coding. */
export function readCoding(value: unknown): Coding | undefined {
  const source = objectOf(value);
  const code = stringOf(source?.['code']);
  return source === undefined || code === undefined ? undefined : coding(source, code);
}

/** A Coding with the canonical URI of its system, so that aliases and OIDs compare equal from here on. */
function coding(source: JsonObject, code: string): Coding {
  const system = stringOf(source['system']);
  const translations = readDisplayTranslations(source, system === undefined ? '' : canonicalUri(system), code);
  return stated({
    system: system === undefined ? '' : canonicalUri(system),
    code,
    version: stringOf(source['version']),
    display: stringOf(source['display']),
    translations: translations.length === 0 ? undefined : translations,
  });
}

/** Displays in other languages, as translations of the same code. */
function readDisplayTranslations(source: JsonObject, system: string, code: string): Coding[] {
  const found: Coding[] = [];
  for (const extension of objectsOf(objectOf(source['_display'])?.['extension'])) {
    if (extension['url'] !== translationUrl) continue;
    const parts = objectsOf(extension['extension']);
    const content = parts.find((part) => part['url'] === 'content');
    const display = stringOf(content?.['valueString'] ?? content?.['valueMarkdown']);
    const language = stringOf(parts.find((part) => part['url'] === 'lang')?.['valueCode']);
    if (display !== undefined) found.push(stated({ system, code, display, language }));
  }
  return found;
}

/** FHIR gives the other codings no order of rank; all are translations of the first. */
function withTranslations(primary: Coding, others: readonly Coding[]): Coding {
  if (others.length === 0) return primary;
  return { ...primary, translations: [...(primary.translations ?? []), ...others] };
}
