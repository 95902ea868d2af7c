import { conceptOfKey, conceptOfLoinc } from '../concepts.js';
import type { Coded, Coding } from '../model/coded.js';
import type { ConceptKey, Section } from '../model/summary.js';

const loinc = 'http://loinc.org';
/** Past illness: a section of its own in IPS, with the resources of the problem list. */
const pastIllness = '11348-0';

/** The LOINC code of a section, wherever among its codings it stands. */
export function loincOf({ coding }: Coded): string | undefined {
  return coding === undefined ? undefined : codingsOf(coding).find(({ system }) => system === loinc)?.code;
}

/** A coding and its translations, side by side. */
function codingsOf(coding: Coding): readonly Coding[] {
  const { translations = [], ...primary } = coding;
  return [primary, ...translations];
}

/** The concept of one code. */
function conceptOf({ system, code }: Coding): ConceptKey | undefined {
  if (system !== loinc) return undefined;
  return code === pastIllness ? 'problems' : conceptOfLoinc(code)?.key;
}

/** A section's code with what it means here. */
export interface SectionKind {
  readonly concept: ConceptKey | 'unmodelled';
  /** The code with the coding that decided first. */
  readonly code: Coded;
}

/**
 * The concept of a section by its LOINC code; sections that no room knows are `unmodelled`. Some producers give a
 * section the codes of several: then what it refers to decides.
 * @param resourceTypes - types of the resources the section refers to
 */
export function kindOfSection(code: Coded, resourceTypes: readonly string[]): SectionKind {
  const codings = code.coding === undefined ? [] : codingsOf(code.coding);
  const known = codings.filter((coding) => conceptOf(coding) !== undefined);
  const fits = (coding: Coding): boolean => {
    const types = conceptOfKey(conceptOf(coding)!).fhir.resourceTypes;
    return resourceTypes.some((type) => types.includes(type));
  };
  const deciding = known.length > 1 ? (known.find(fits) ?? known[0]) : known[0];
  if (deciding === undefined) return { concept: 'unmodelled', code };
  const others = codings.filter((coding) => coding !== deciding);
  const coding = others.length === 0 ? deciding : { ...deciding, translations: others };
  return { concept: conceptOf(deciding) ?? 'unmodelled', code: { ...code, coding } };
}

/**
 * The code to write for a section: that of its concept where the source gave it none of LOINC, and one of LOINC only,
 * because each of them is a slice of the Composition.
 */
export function sectionCode({ concept, code }: Section): Coded {
  const stands = loincOf(code);
  const codings = code.coding === undefined ? [] : codingsOf(code.coding);
  if (stands === undefined && concept === 'unmodelled') return code;
  const own = concept === 'unmodelled' ? undefined : conceptOfKey(concept);
  const main = codings.find(({ system }) => system === loinc) ?? {
    system: loinc,
    code: own?.loinc ?? '',
    display: own?.title ?? '',
  };
  const others = codings.filter(({ system }) => system !== loinc);
  return { ...code, coding: others.length === 0 ? main : { ...main, translations: others } };
}
