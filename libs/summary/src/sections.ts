import { conceptOfKey, concepts } from './concepts.js';
import { codingsOf, loincSystem } from './model/codings.js';
import type { ConceptKey, Section } from './model/summary.js';

/** A section of the European patient summary. */
export interface SectionKind {
  readonly loinc: string;
  /** English title, as the display of the section's code. */
  readonly title: string;
  /** CDA templates to write: eHDSI's of today and the older ones peers still check. */
  readonly templates: readonly string[];
  /** `unmodelled`: the section is of no concept, so what stands in it decides for itself. */
  readonly concept: ConceptKey | 'unmodelled';
  /** Whether EPS and the pivot must have it. */
  readonly basic: boolean;
  readonly alsoRead: readonly string[];
}

function open(loinc: string, title: string): SectionKind {
  return { loinc, title, templates: [], concept: 'unmodelled', basic: false, alsoRead: [] };
}

// Sections that are of no concept (fhir.md section 1.2): anything may stand in them.
const openSections: readonly SectionKind[] = [
  open('11329-0', 'History general'),
  open('81338-6', 'Patient goals, preferences, and priorities for care experience'),
];

/** All sections the house knows, in the order of the pivot: those of the concepts, then those that are open to anything. */
export const sectionKinds: readonly SectionKind[] = [
  ...concepts.flatMap(({ key, sections }) =>
    sections.map(({ loinc, title, required, templates, alsoRead = [] }) => ({
      loinc,
      title,
      templates,
      concept: key,
      basic: required,
      alsoRead,
    })),
  ),
  ...openSections,
];

const byLoinc = new Map(sectionKinds.flatMap((kind) => [kind.loinc, ...kind.alsoRead].map((code) => [code, kind])));
const byTemplate = new Map<string, SectionKind>();
// Of a template that two sections have, the first keeps it.
for (const kind of sectionKinds)
  for (const root of kind.templates) if (!byTemplate.has(root)) byTemplate.set(root, kind);

/** The kind of a section by its LOINC code. */
export function sectionKindOf(loinc: string | undefined): SectionKind | undefined {
  return loinc === undefined ? undefined : byLoinc.get(loinc);
}

/** The kind of a section of a CDA by one of its templateIds, for sections whose code is missing or not known. */
export function sectionKindOfTemplates(templates: readonly string[]): SectionKind | undefined {
  for (const root of templates) {
    const kind = byTemplate.get(root);
    if (kind !== undefined) return kind;
  }
  return undefined;
}

/** The main section of a concept, or that of the concept it stands with. */
export function mainSectionOf(key: ConceptKey): SectionKind {
  const { sections, standsWith } = conceptOfKey(key);
  const [main] = sections;
  return main === undefined ? mainSectionOf(standsWith!) : byLoinc.get(main.loinc)!;
}

/** LOINC code of a section, wherever among its codings it stands; undefined where it has another code or none. */
export function loincOf({ code }: Pick<Section, 'code'>): string | undefined {
  return codingsOf(code).find(({ system }) => system === loincSystem)?.code;
}
