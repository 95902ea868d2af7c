import { conceptOfKey } from '../concepts.js';
import type { Coded, Coding } from '../model/coded.js';
import type { ConceptKey, Section } from '../model/summary.js';
import { codingsOf, loincSystem } from '../model/codings.js';
import { loincOf, mainSectionOf, sectionKindOf } from '../sections.js';

/** The concept of one code. */
function conceptOf({ system, code }: Coding): ConceptKey | 'unmodelled' | undefined {
  return system === loincSystem ? sectionKindOf(code)?.concept : undefined;
}

/** A section's code with what it means here. */
export interface SectionMeaning {
  readonly concept: ConceptKey | 'unmodelled';
  /** The code with the coding that decided first. */
  readonly code: Coded;
}

/**
 * The concept of a section by its LOINC code; sections that no room knows are `unmodelled`. Some producers give a
 * section the codes of several: then what it refers to decides.
 * @param resourceTypes - types of the resources the section refers to
 */
export function meaningOfSection(code: Coded, resourceTypes: readonly string[]): SectionMeaning {
  const codings = codingsOf(code);
  const known = codings.filter((coding) => conceptOf(coding) !== undefined);
  const fits = (coding: Coding): boolean => {
    const concept = conceptOf(coding);
    if (concept === undefined || concept === 'unmodelled') return false;
    const types = conceptOfKey(concept).fhir.resourceTypes;
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
export function sectionCode(section: Section): Coded {
  const { concept, code } = section;
  if (loincOf(section) === undefined && concept === 'unmodelled') return code;
  const codings = codingsOf(code);
  const main = mainCoding(
    codings.find(({ system }) => system === loincSystem),
    concept,
  );
  const others = codings.filter(({ system }) => system !== loincSystem);
  return { ...code, coding: others.length === 0 ? main : { ...main, translations: others } };
}

/** The LOINC coding of a section: the one of the source, set right where it is a known slip, or that of the concept. */
function mainCoding(source: Coding | undefined, concept: ConceptKey | 'unmodelled'): Coding {
  const kind = sectionKindOf(source?.code) ?? (concept === 'unmodelled' ? undefined : mainSectionOf(concept));
  if (source !== undefined && (kind === undefined || source.code === kind.loinc)) return source;
  return { system: loincSystem, code: kind!.loinc, display: kind!.title };
}
