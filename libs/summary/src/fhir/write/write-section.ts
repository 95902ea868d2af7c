import type { CompositionSection } from 'fhir/r4.js';
import { conceptOfEntry } from '../../concepts.js';
import type { Absence, Entry } from '../../model/entry.js';
import type { Section } from '../../model/summary.js';
import { describe } from '../../narrative/describe.js';
import { plainText } from '../../narrative/plain-text.js';
import { codeableConcept } from '../datatypes/index.js';
import { legible } from '../entry/legible.js';
import { sectionCode } from '../sections.js';
import type { BundleWriter } from './bundle-writer.js';
import { writeSectionText } from './section-narrative.js';
import { unwritableParts } from './unwritable.js';
import { writeAbsence } from './write-absence.js';

type EmptyReason = NonNullable<Section['emptyReason']>;

const displays: Readonly<Record<EmptyReason, string>> = {
  nilknown: 'Nil Known',
  notasked: 'Not Asked',
  withheld: 'Information Withheld',
  unavailable: 'Unavailable',
  notstarted: 'Not Started',
  closed: 'Closed',
};

/** A section as written, with where its entries went: the fullUrl of a resource, or a part of the section itself. */
export interface SectionWritten {
  readonly section: CompositionSection;
  readonly resources: readonly (readonly [path: string, url: string])[];
  readonly inSection: ReadonlyMap<string, 'text' | 'emptyReason'>;
}

/** What the writing of a section needs of the document around it. */
export interface SectionSurroundings {
  /** Adds the DocumentReference of the source and answers its fullUrl. */
  sourceDocument(): string;
  /** What an empty section that does not say why it is empty is to say. */
  readonly whyEmpty?: { readonly text: string; readonly language: string };
}

/**
 * Writes a section with its resources. Every section has an entry or says why it has none (ips-comp-1, which EPS asks of
 * all of them), and never both (cmp-2).
 */
export function writeSection(section: Section, writer: BundleWriter, around: SectionSurroundings): SectionWritten {
  // Several entries may have one path, where the source had one place for them.
  const resources: (readonly [path: string, url: string])[] = [];
  const urls = new Set<string>();
  const inSection = new Map<string, 'text' | 'emptyReason'>();
  const inWords: string[] = [];
  const silent: Absence[] = [];
  for (const entry of section.entries) {
    if (isOnlyText(entry, section.entries)) {
      inSection.set(entry.path, 'text');
      inWords.push(describe(entry));
      continue;
    }
    const url = writeEntry(entry, section, writer);
    if (url !== undefined) {
      resources.push([entry.path, url]);
      urls.add(url);
    } else if (entry.kind === 'absence') silent.push(entry);
  }
  const shown = plainText(section.narrative);
  const reason = emptyReasonOf(section, silent, urls.size + inWords.length > 0, shown !== undefined);
  for (const { path } of silent) inSection.set(path, reason === undefined ? 'text' : 'emptyReason');
  if (urls.size === 0 && reason === undefined) urls.add(around.sourceDocument());
  const text = writeSectionText({
    narrative: section.narrative,
    shown,
    // An absence that cannot be coded beside other entries is at least legible.
    statements: [...inWords, ...(reason === undefined ? silent.map(wordsOfAbsence) : [])],
    legible: () => [...urls].map((reference) => wordsOf(reference, writer)).filter((words) => words !== ''),
    ...(reason !== undefined && { emptyReason: reason }),
    ...(around.whyEmpty !== undefined && { whyEmpty: around.whyEmpty }),
    ...(writer.language !== undefined && { language: writer.language }),
  });
  return {
    section: {
      title: section.title === '' ? (section.code.coding?.display ?? 'Section') : section.title,
      code: codeableConcept(sectionCode(section), writer.language),
      text,
      entry: [...urls].map((reference) => ({ reference })),
      emptyReason: reason === undefined ? undefined : emptyReason(reason),
    },
    resources,
    inSection,
  };
}

/** Whether an entry has no resource: an unmodelled one, or one that the profile of its section has no place for. */
function isOnlyText(entry: Entry, section: readonly Entry[]): boolean {
  return entry.kind === 'unmodelled' || conceptOfEntry(entry)?.fhir.hasPlace?.(entry, section) === false;
}

/** Adds the resource of an entry; undefined for what has no resource: missing information. */
function writeEntry(entry: Entry, section: Section, writer: BundleWriter): string | undefined {
  if (entry.kind !== 'absence') {
    for (const part of unwritableParts(entry, writer.offset)) writer.omit(entry.path, part);
    return conceptOfEntry(entry)?.fhir.write(entry, writer);
  }
  const { concept, entries } = section;
  if (concept === 'unmodelled' || (entry.meaning === 'no-information' && entries.length === 1)) return undefined;
  return writeAbsence(concept, entry, writer);
}

/**
 * Why a section has no entry. Missing information is `unavailable`; only who says that there is nothing gets `nilknown`.
 * Narrative without entries is no reason: the section says something.
 */
function emptyReasonOf(
  section: Section,
  silent: readonly Absence[],
  hasEntries: boolean,
  says: boolean,
): EmptyReason | undefined {
  if (hasEntries) return undefined;
  if (section.emptyReason !== undefined) return section.emptyReason;
  if (silent.length > 0) return silent.every(({ meaning }) => meaning === 'none-known') ? 'nilknown' : 'unavailable';
  return says ? undefined : 'unavailable';
}

/** A code of list-empty-reason (preferred binding of Composition.section.emptyReason). */
function emptyReason(code: EmptyReason): CompositionSection['emptyReason'] {
  const system = 'http://terminology.hl7.org/CodeSystem/list-empty-reason';
  return { coding: [{ system, code, display: displays[code] }] };
}

/** What the resource of an entry says in words. */
function wordsOf(reference: string, writer: BundleWriter): string {
  const resource = writer.resolve({ reference });
  return resource === undefined ? '' : legible(resource, (each) => writer.resolve(each));
}

/** An absence in the words of the source, or else in plain ones. */
function wordsOfAbsence({ code, text, meaning }: Absence): string {
  const words = text ?? code?.text ?? code?.coding?.display;
  return words ?? (meaning === 'none-known' ? 'None known' : 'No information');
}
