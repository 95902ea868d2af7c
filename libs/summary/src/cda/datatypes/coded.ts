import { oidOfUri, systemName, uriOfOid } from '@passerelle/terminology';
import { attribute, element, textOf, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { Coded, Coding } from '../../model/coded.js';
import type { CdaReading } from '../reading.js';
import { readNullFlavor } from './null-flavor.js';
import { referenceOf } from './entry-text.js';

// HL7 v3 data types: `cs` holds no white space. A `uid` may also be a UUID or a registered name, but no code system that
// crosses borders has one; such names (`CNPEM`) are slips of national systems.
const oidForm = /^[0-2](?:\.(?:0|[1-9]\d*))+$/;
const cs = /^\S+$/;

/**
 * Reads a coded value (CS, CV, CE, CD) of any namespace.
 * @param source - the element, with any `translation` children nested or side by side: both are kept as a tree
 * @returns the code, the original text (resolved when it refers to the narrative) and the null flavour; undefined where
 *   the element is missing or says nothing. A null flavour beside translations keeps both: the first translation
 *   becomes the coding.
 */
export function readCoded(source: XmlElement | undefined, reading: CdaReading): Coded | undefined {
  if (source === undefined) return undefined;
  let original: string | undefined;
  const { children: nodes } = source;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    if (typeof node === 'string') continue;
    if (node.local === 'originalText') original ??= readOriginalText(node, reading);
    else if (node.local === 'qualifier') reading.omit?.(`qualifier of ${source.local}`);
  }
  const coding = readCoding(source);
  const flavor = readNullFlavor(source);
  // A display without a code is words about the value, so it stands in where nothing else was written.
  const text = original ?? (attribute(source, 'code') === undefined ? attribute(source, 'displayName') : undefined);
  // Words beside the flavour OTH are how CDA says what no code is for: the words are the value, and nothing is absent.
  const absence = flavor === 'OTH' && coding === undefined && text !== undefined ? undefined : flavor;
  if (coding === undefined && text === undefined && absence === undefined) return undefined;
  const coded: Writable<Coded> = {};
  if (coding !== undefined) coded.coding = coding;
  if (text !== undefined) coded.text = text;
  if (absence !== undefined) coded.absence = absence;
  return coded;
}

/** Reads the code of an element with its tree of translations, without original text. */
export function readCoding(source: XmlElement): Coding | undefined {
  let translations: Coding[] | undefined;
  const { children: nodes } = source;
  for (let at = 0; at < nodes.length; at++) {
    const node = nodes[at]!;
    if (typeof node === 'string' || node.local !== 'translation') continue;
    const translation = readCoding(node);
    if (translation !== undefined) (translations ??= []).push(translation);
  }
  const code = attribute(source, 'code');
  if (code === undefined) return promoted(translations);
  const system = attribute(source, 'codeSystem');
  const version = attribute(source, 'codeSystemVersion');
  const display = attribute(source, 'displayName');
  const name = attribute(source, 'codeSystemName');
  // Codings are what a document has most of, so they are made without copies of parts.
  const coding: Writable<Coding> = { system: system === undefined ? '' : uriOfOid(system.trim()), code };
  if (version !== undefined) coding.version = version;
  if (display !== undefined) coding.display = display;
  if (name !== undefined) coding.systemName = name;
  if (translations !== undefined) coding.translations = translations;
  return coding;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Where the value itself has no code, its first translation is the best code there is and carries the others. */
function promoted(translations: readonly Coding[] | undefined): Coding | undefined {
  const [first, ...others] = translations ?? [];
  if (first === undefined || others.length === 0) return first;
  return { ...first, translations: [...(first.translations ?? []), ...others] };
}

function readOriginalText(source: XmlElement, reading: CdaReading): string | undefined {
  const reference = referenceOf(source);
  return (reference === undefined ? undefined : reading.narrativeText(reference)) ?? textOf(source);
}

/** How {@link writeCoded} writes. */
export interface CodedWriting {
  /** `xsi:type` to state, where the schema says ANY: `CD`, `CE`. */
  readonly xsiType?: string;
}

/**
 * Writes a coded value (CE, CD): code, OID, name and version of the code system, display, then original text and translations
 * nested as the translation manager of OpenNCP nests them (myhealtheu-wire.md section 13.7).
 *
 * CDA names code systems by OID only. A code whose system has none is written as nullFlavor OTH with its display as
 * original text and the translations that can be written; {@link unwritable} tells a caller that this will happen.
 */
export function writeCoded(name: string, coded: Coded, { xsiType }: CodedWriting = {}): XmlOut {
  const { coding, absence, text } = coded;
  if (coding === undefined) {
    return element(
      name,
      { 'xsi:type': xsiType, nullFlavor: absence ?? (text === undefined ? 'NI' : 'OTH') },
      text === undefined ? undefined : element('originalText', {}, text),
    );
  }
  const translations = coding.translations ?? [];
  if (unwritable(coding)) {
    return element(
      name,
      { 'xsi:type': xsiType, nullFlavor: absence ?? 'OTH' },
      element('originalText', {}, text ?? wordsFor(coding)),
      translations.flatMap(writeTranslation),
    );
  }
  const original = text === undefined ? undefined : element('originalText', {}, text);
  if (absence !== undefined) {
    return element(name, { 'xsi:type': xsiType, nullFlavor: absence }, original, writeTranslation(coding));
  }
  return element(name, codingAttributes(coding, xsiType), original, translations.flatMap(writeTranslation));
}

/** A code that cannot be written as one still says which it was, beside what it means. */
function wordsFor({ code, display }: Coding): string {
  return display === undefined ? code : `${display} (${code})`;
}

/** Whether CDA has no way to write the code: its system is not named or has no OID, or the code holds white space. */
export function unwritable(coding: Coding): boolean {
  if (coding.system === '' || !cs.test(coding.code)) return true;
  const oid = oidOfUri(coding.system);
  // Systems that have a name of their own come from our table, so only what a document called an OID is looked at.
  return oid === undefined || (coding.system.startsWith('urn:oid:') && !oidForm.test(oid));
}

/** A translation that cannot be written itself still hands up those below it. */
function writeTranslation(coding: Coding): readonly XmlOut[] {
  const nested = (coding.translations ?? []).flatMap(writeTranslation);
  return unwritable(coding) ? nested : [element('translation', codingAttributes(coding), nested)];
}

function codingAttributes(coding: Coding, xsiType?: string): Record<string, string | undefined> {
  return {
    'xsi:type': xsiType,
    code: coding.code,
    codeSystem: oidOfUri(coding.system),
    codeSystemName: coding.systemName ?? systemName(coding.system),
    codeSystemVersion: coding.version,
    displayName: coding.display,
  };
}
