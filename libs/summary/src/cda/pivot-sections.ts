import { arrangeSections } from '../arrange-sections.js';
import type { Section } from '../model/summary.js';
import { loincSystem } from '../model/codings.js';
import { mainSectionOf, sectionKindOf, sectionKinds, type SectionKind } from '../sections.js';
import { emptiness, ownLoincOf } from './write-section.js';

/**
 * The sections of a summary as the pivot has them: in its order, each once (sections of a source with the same code grow
 * together), the five basic ones always there. A basic section that the source does not have says that there is no
 * information; it never says that there is nothing.
 */
export function pivotSections(sections: readonly Section[]): Section[] {
  const merged = new Map<string, Section>();
  const loose: Section[] = [];
  for (const section of arrangeSections(sections)) {
    const key = placeOf(section);
    if (key === undefined) {
      loose.push(section);
      continue;
    }
    const earlier = merged.get(key);
    merged.set(key, earlier === undefined ? coded(section, key) : together(earlier, section));
  }
  const ordered: Section[] = [];
  for (const kind of sectionKinds) {
    const section = merged.get(kind.loinc) ?? (kind.basic ? missing(kind) : undefined);
    if (section !== undefined) ordered.push(section);
    merged.delete(kind.loinc);
  }
  return [...ordered, ...merged.values(), ...loose];
}

/** LOINC code of the place of a section: that of its kind, or else of the concept it was recognised as. */
function placeOf(section: Section): string | undefined {
  const own = ownLoincOf(section);
  const kind = sectionKindOf(own);
  if (kind !== undefined) return kind.loinc;
  return section.concept === 'unmodelled' ? own : mainSectionOf(section.concept).loinc;
}

function coded(section: Section, loinc: string): Section {
  if (ownLoincOf(section) === loinc) return section;
  const { coding } = section.code;
  const title = sectionKindOf(loinc)?.title;
  return {
    ...section,
    code: {
      coding: {
        system: loincSystem,
        code: loinc,
        ...(title !== undefined && { display: title }),
        ...(coding !== undefined && { translations: [coding] }),
      },
    },
  };
}

function together(first: Section, second: Section): Section {
  return {
    ...first,
    narrative: [
      ...first.narrative,
      { name: 'p', children: [{ name: 'b', children: [second.title] }] },
      ...second.narrative,
    ],
    entries: [...first.entries, ...second.entries],
  };
}

function missing({ concept, loinc, title }: SectionKind): Section {
  const entries = concept === 'unmodelled' ? [] : [emptiness(concept, 'no-information')];
  const [entry] = entries;
  return {
    concept,
    code: { coding: { system: loincSystem, code: loinc, display: title } },
    title,
    narrative: [{ name: 'p', children: [`${entry?.text ?? 'No information'}.`] }],
    entries,
  };
}
