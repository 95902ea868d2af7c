import { arrangeSections } from '../../arrange-sections.js';
import type { Section } from '../../model/summary.js';
import { loincSystem } from '../../model/codings.js';
import { loincOf, sectionKinds } from '../../sections.js';
import { sectionCode } from '../sections.js';

/**
 * The sections of a summary as EPS has them: each LOINC code once, because the slices of Composition are single
 * (sections of the source with the same code grow together), and the required ones always there.
 */
export function epsSections(sections: readonly Section[]): Section[] {
  const merged = new Map<string, Section>();
  for (const [place, section] of arrangeSections(sections).entries()) {
    const code = sectionCode(section);
    const key = loincOf({ code }) ?? `section ${place}`;
    const earlier = merged.get(key);
    merged.set(key, earlier === undefined ? { ...section, code } : together(earlier, section));
  }
  for (const { concept, loinc, title, basic } of sectionKinds) {
    if (!basic || merged.has(loinc)) continue;
    const code = { coding: { system: loincSystem, code: loinc, display: title } };
    merged.set(loinc, { concept, code, title, narrative: [], entries: [], emptyReason: 'unavailable' });
  }
  return [...merged.values()];
}

/** The second section follows the first, under its own title. */
function together(first: Section, second: Section): Section {
  const { emptyReason, ...rest } = first;
  const heading = { name: 'p' as const, children: [{ name: 'b' as const, children: [second.title] }] };
  const entries = [...first.entries, ...second.entries];
  return {
    ...rest,
    narrative: second.narrative.length === 0 ? first.narrative : [...first.narrative, heading, ...second.narrative],
    entries,
    // One of the two being empty does not make the whole empty.
    ...(emptyReason !== undefined && emptyReason === second.emptyReason && { emptyReason }),
  };
}
