import { conceptOfKey, concepts } from './concepts.js';
import { codingsOf } from './model/codings.js';
import type { ConceptKey, Section } from './model/summary.js';

/** Code system of section codes. */
export const loincSystem = 'http://loinc.org';

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

const ehdsi = '1.3.6.1.4.1.12559.11.10.1.3.1.2';
const ihe = '1.3.6.1.4.1.19376.1.5.3.1';

function open(loinc: string, title: string, templates: readonly string[] = []): SectionKind {
  return { loinc, title, templates, concept: 'unmodelled', basic: false, alsoRead: [] };
}

// Sections that are of no concept (fhir.md section 1.2, myhealtheu-wire.md section 13.3): anything may stand in them.
const openSections: readonly SectionKind[] = [
  open('10162-6', 'History of pregnancies', [`${ehdsi}.7`, `${ihe}.1.5.3.4`]),
  open('29762-2', 'Social history', [`${ehdsi}.13`, `${ihe}.3.16`, `${ihe}.3.16.1`]),
  open('42348-3', 'Advance directives', [`${ehdsi}.16`]),
  open('47420-5', 'Functional status', [`${ehdsi}.14`, `${ihe}.3.17`]),
  open('18776-5', 'Plan of care', [`${ihe}.3.31`, '2.16.840.1.113883.10.20.22.2.10']),
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

/** The main section of a concept. */
export function mainSectionOf(concept: ConceptKey): SectionKind {
  return byLoinc.get(conceptOfKey(concept).sections[0].loinc)!;
}

/** LOINC code of a section, wherever among its codings it stands; undefined where it has another code or none. */
export function loincOf({ code }: Pick<Section, 'code'>): string | undefined {
  return codingsOf(code).find(({ system }) => system === loincSystem)?.code;
}
