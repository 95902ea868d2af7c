import { conceptOfEntry } from './concepts.js';
import type { Entry } from './model/entry.js';
import type { ConceptKey, Section } from './model/summary.js';
import { describe } from './narrative/describe.js';
import { loincSystem } from './model/codings.js';
import { loincOf, mainSectionOf } from './sections.js';

// Which statements besides its own a section may hold: EPS and IPS bind the entries of a section to types of resources
// (fhir.md section 1.2), and observations of all rooms are one type.
const observations: readonly ConceptKey[] = ['results', 'vital-signs', 'social-history', 'pregnancy', 'travel-history'];
const guests: Partial<Readonly<Record<ConceptKey, readonly ConceptKey[]>>> = {
  results: observations,
  'vital-signs': observations,
  'social-history': observations,
  pregnancy: observations,
  'travel-history': observations,
  'functional-status': ['problems'],
  'care-plan': ['vaccination-forecast'],
};

/**
 * Brings every statement into a section that may hold it: what stands among statements of another concept goes to the
 * main section of its own, with its words, so that people find it where machines do.
 * @returns the very same list where nothing has to move
 */
export function arrangeSections(sections: readonly Section[]): readonly Section[] {
  const moved: Entry[] = [];
  const kept = sections.map((section) => {
    const stray = section.entries.filter((entry) => !mayStay(entry, section));
    if (stray.length === 0) return section;
    moved.push(...stray);
    return { ...section, entries: section.entries.filter((entry) => !stray.includes(entry)) };
  });
  if (moved.length === 0) return sections;
  return moved.reduce<readonly Section[]>(place, kept);
}

function mayStay(entry: Entry, { concept }: Section): boolean {
  const own = conceptOfEntry(entry)?.key;
  if (own === undefined || concept === 'unmodelled' || own === concept) return true;
  return guests[concept]?.includes(own) === true;
}

/** The sections with one more entry in the main section of its concept, which is added where there is none yet. */
function place(sections: readonly Section[], entry: Entry): readonly Section[] {
  const { loinc, title, concept } = mainSectionOf(conceptOfEntry(entry)!.key);
  const at = sections.findIndex((section) => loincOf(section) === loinc);
  const found = sections[at];
  if (found === undefined) {
    const code = { coding: { system: loincSystem, code: loinc, display: title } };
    return [...sections, { concept, code, title, narrative: [], entries: [entry] }];
  }
  const { emptyReason: _emptyReason, ...section } = found;
  const line = { name: 'p' as const, children: [describe(entry)] };
  const narrative = section.narrative.length === 0 ? [] : [...section.narrative, line];
  return sections.with(at, { ...section, narrative, entries: [...section.entries, entry] });
}
