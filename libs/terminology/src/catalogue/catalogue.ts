import type { Sha256 } from '@passerelle/kernel';
import { isSharedSystem, systemName } from '../code-systems.js';
import type { Coding } from '../coding.js';
import type { Display, MapRow, Terminology } from '../lookup/terminology.js';
import { chooseRow, membership } from './choose-row.js';
import type { CodeProvenance, GapReason } from './provenance.js';

/** What became of a code. */
export interface CodeOutcome {
  /** The coding to go on with: the very same object where nothing changed. */
  readonly coding: Coding;
  /** Why it changed; left out where it did not. */
  readonly provenance?: CodeProvenance;
  /** What it still lacks. */
  readonly gap?: GapReason;
}

/** The codes of a node and what it makes of them, at the border of country A and of country B. */
export interface Catalogue {
  /** Names and versions of what it was made from. */
  readonly version: string;
  readonly digest: Sha256;
  readonly terminology: Terminology;
  /**
   * Country A: the European coding of a national one, with its English display. The national coding, with its own
   * translations, is nested in it (myhealtheu-wire.md section 13.7); a code without a row keeps its code, and gets the
   * English display where the catalogue has one (section 13.8).
   * @param valueSets - value sets of the element, URLs or OIDs; a code of any of them will do
   */
  transcode(coding: Coding, valueSets?: readonly string[]): CodeOutcome;
  /**
   * Country B: the same coding with its display in the reader's language; the coding as received is nested in it. A
   * display is never taken away: without a designation in the language the received one stays, and without any the
   * catalogue's English one is put in.
   * @param language - BCP 47 tag of the reader's language
   */
  translate(coding: Coding, language: string): CodeOutcome;
}

/** Language of the European catalogue and of the pivot. */
const pivotLanguage = 'en';

/** The catalogue over a terminology. */
export function catalogueOf(terminology: Terminology): Catalogue {
  const { version, digest } = terminology;
  return {
    version,
    digest,
    terminology,
    transcode: (coding, valueSets = []) => transcode(coding, valueSets, terminology),
    translate: (coding, language) => translate(coding, language, terminology),
  };
}

function transcode(coding: Coding, valueSets: readonly string[], terminology: Terminology): CodeOutcome {
  const rows = terminology.map(coding.system, coding.code);
  const row = rows.length === 0 ? undefined : chooseRow(rows, valueSets, terminology);
  if (row === 'ambiguous') return { coding, gap: 'ambiguous-map' };
  if (row !== undefined) return mapped(coding, row, valueSets, terminology);
  const member = membership(valueSets, coding, terminology);
  const shared = isSharedSystem(coding.system);
  const gap = member === true || (member === undefined && shared) ? undefined : shared ? 'outside-value-set' : 'no-map';
  const english = terminology.display(coding.system, coding.code, pivotLanguage);
  const named: CodeOutcome = english === undefined ? { coding } : withDisplay(coding, english);
  return gap === undefined ? named : { ...named, gap };
}

function mapped(coding: Coding, row: MapRow, valueSets: readonly string[], terminology: Terminology): CodeOutcome {
  const { system, code, version, source, relationship } = row;
  const english = row.display ?? terminology.display(system, code, pivotLanguage)?.display;
  const display = english ?? coding.display;
  const name = systemName(system);
  const outside = membership(valueSets, row, terminology) === false;
  const national =
    coding.display === undefined && row.sourceDisplay !== undefined
      ? { ...coding, display: row.sourceDisplay }
      : coding;
  return {
    coding: {
      system,
      code,
      ...(version !== undefined && { version }),
      ...(display !== undefined && { display }),
      ...(english !== undefined && { language: pivotLanguage }),
      ...(name !== undefined && { systemName: name }),
      // Nested, not beside: a coding that was translated before keeps its history inside.
      translations: [national],
    },
    provenance: {
      kind: 'map',
      ...source,
      row: row.row,
      relationship,
      ...(english === undefined && { displayFromSource: true as const }),
    },
    ...(outside && { gap: 'outside-value-set' as const }),
  };
}

function translate(coding: Coding, language: string, terminology: Terminology): CodeOutcome {
  const { system, code } = coding;
  const found = terminology.display(system, code, language);
  if (found !== undefined) return withDisplay({ ...coding, ...languageOf(coding, terminology) }, found, coding);
  if (coding.display !== undefined) return { coding, gap: 'no-designation' };
  const [any] = terminology.concept(system, code)?.displays ?? [];
  const instead = terminology.display(system, code, pivotLanguage) ?? any;
  return instead === undefined
    ? { coding, gap: 'no-display' }
    : { ...withDisplay(coding, instead), gap: 'no-designation' };
}

/** The language of a received display, where the catalogue has the same words; the pivot's is not written anywhere. */
function languageOf({ system, code, display, language }: Coding, terminology: Terminology): { language?: string } {
  if (language !== undefined || display === undefined) return {};
  const same = terminology.concept(system, code)?.displays.find((each) => isSameText(each.display, display));
  return same === undefined ? {} : { language: same.language };
}

/**
 * A coding with a display of the catalogue. Another display that it had is nested, as the translation it now is.
 * @param unchanged - what to give back where the display is the same already
 */
function withDisplay(coding: Coding, { display, language, source }: Display, unchanged = coding): CodeOutcome {
  if (coding.display !== undefined && isSameText(coding.display, display)) return { coding: unchanged };
  const { system, code, version, systemName: name, translations } = coding;
  const nested = coding.display === undefined ? translations : [coding];
  return {
    // Written out, because copying all but some members is slow and this is done for every code of a document.
    coding: {
      system,
      code,
      ...(version !== undefined && { version }),
      display,
      language,
      ...(name !== undefined && { systemName: name }),
      ...(nested !== undefined && { translations: nested }),
    },
    provenance: {
      kind: 'designation',
      catalogue: source.catalogue,
      version: source.version,
      digest: source.digest,
      language,
    },
  };
}

/** White space that is not one space between words. */
const oddSpace = /^\s|\s\s|[^\S ]|\s$/;

/** Displays that differ in case or white space alone are one. */
function isSameText(one: string, other: string): boolean {
  if (one === other || one.toLowerCase() === other.toLowerCase()) return true;
  return (oddSpace.test(one) || oddSpace.test(other)) && folded(one) === folded(other);
}

function folded(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
