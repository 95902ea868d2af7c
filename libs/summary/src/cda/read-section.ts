import type { XmlElement } from '@passerelle/xml';
import { attribute, child, children, textOf } from '@passerelle/xml';
import { readAbsence } from '../absence/read-absence.cda.js';
import { conceptOfKey, conceptsOfStatement } from '../concepts.js';
import type { Entry } from '../model/entry.js';
import type { Narrative } from '../model/narrative.js';
import type { ConceptKey, Section } from '../model/summary.js';
import { readUnmodelled } from '../unmodelled/unmodelled.cda.js';
import { sectionKindOf, sectionKindOfTemplates } from '../sections.js';
import { readCoded, readNullFlavor } from './datatypes/index.js';
import { readNarrative, type NarrativeById } from './narrative/read-narrative.js';
import type { DocumentReading } from './document-reading.js';
import { hasOtherSubject, isAboutOther } from './other-subject.js';
import { saysSomething } from './unread-parts.js';

/** A section with its place; its narrative has been read, its entries have not. */
export interface PlacedSection {
  readonly element: XmlElement;
  readonly path: string;
  readonly narrative: Narrative;
}

/**
 * Gathers the sections below a body or a section, nested ones after the one they stand in, and reads their narratives:
 * entries may refer to the narrative of any section, so all of it must be known before the first entry is read.
 * @param path - absolute XPath of the parent
 */
export function gatherSections(
  parent: XmlElement,
  path: string,
  ids: NarrativeById,
  gathered: PlacedSection[] = [],
): PlacedSection[] {
  for (const [at, component] of children(parent, 'component').entries()) {
    const section = child(component, 'section');
    if (section === undefined) continue;
    const place = `${path}/component[${at + 1}]/section`;
    gathered.push({ element: section, path: place, narrative: readNarrative(child(section, 'text'), ids) });
    gatherSections(section, place, ids, gathered);
  }
  return gathered;
}

/** Reads a section with one entry for each of its `entry` elements, in the order of the document. */
export function readSection({ element, path, narrative }: PlacedSection, reading: DocumentReading): Section {
  const code = readCoded(child(element, 'code'), reading) ?? { absence: 'NI' };
  const templates = children(element, 'templateId').map((template) => attribute(template, 'root') ?? '');
  // By the code first, by a template where the code is missing or not known (myhealtheu-wire.md section 13.3).
  const kind = sectionKindOf(code.coding?.code) ?? sectionKindOfTemplates(templates);
  const concept = kind?.concept ?? 'unmodelled';
  const entries = children(element, 'entry');
  const ofOther = isAboutOther(element);
  const emptyReason = emptyReasons[readNullFlavor(element) ?? ''];
  if (entries.length === 0 && narrative.length > 0 && concept !== 'unmodelled') {
    reading.warn(`The section of ${concept} has words but no entries; only people can read it.`);
  }
  return {
    concept,
    code,
    title: textOf(child(element, 'title')) ?? code.coding?.display ?? '',
    narrative,
    entries: entries.flatMap((entry, at) => {
      const place = `${path}/entry[${at + 1}]`;
      return ofOther ? [readOther(entry, place, reading)] : readEntry(entry, place, concept, reading);
    }),
    ...(emptyReason !== undefined && { emptyReason }),
  };
}

/** What the null flavour of a whole section says, as FHIR's list-empty-reason. */
const emptyReasons: Readonly<Record<string, Section['emptyReason']>> = {
  NI: 'unavailable',
  UNK: 'unavailable',
  NAV: 'unavailable',
  NASK: 'notasked',
  MSK: 'withheld',
};

/**
 * Reads what one `entry` holds. More than one statement in it is against the schema, and documents of member states have it:
 * where each of them can be read, each becomes an entry with the same path, because the source has one place for them.
 */
function readEntry(
  entry: XmlElement,
  path: string,
  concept: ConceptKey | 'unmodelled',
  reading: DocumentReading,
): readonly Entry[] {
  const statements = statementsOf(entry);
  if (statements.some(hasOtherSubject)) return [readOther(entry, path, reading)];
  const read: Entry[] = [];
  const omitted: string[] = [];
  for (const statement of statements.length <= mostStatements ? statements : []) {
    const one = readStatement(statement, path, concept, reading);
    omitted.push(...reading.takeOmitted());
    if (one === undefined) break;
    read.push(one);
  }
  const [first, ...others] = read;
  // The report has one row for the place, so what any of them left out is told of the first.
  if (first !== undefined && read.length === statements.length) return [withOmitted(first, omitted), ...others];
  return [readUnmodelled(statements, path, reasonOf(statements, concept), reading)];
}

/** What is about another person is none of the patient's problems or medicines; people read it as what it is. */
function readOther(entry: XmlElement, path: string, reading: DocumentReading): Entry {
  return readUnmodelled(statementsOf(entry), path, 'statement about another person than the patient', reading);
}

function statementsOf(entry: XmlElement): XmlElement[] {
  return children(entry).filter(({ local }) => local !== 'templateId' && local !== 'realmCode');
}

/** An entry with more statements than that is no slip. */
const mostStatements = 50;

function readStatement(
  statement: XmlElement,
  path: string,
  concept: ConceptKey | 'unmodelled',
  reading: DocumentReading,
): Entry | undefined {
  const own = concept === 'unmodelled' ? undefined : conceptOfKey(concept);
  const read = own && (readAbsence(statement, own.key, path, reading) ?? own.cda.read(statement, path, reading));
  if (read !== undefined) return read;
  // The section is of no concept, or holds something else than its own: then the statement says itself what it is.
  for (const { key, cda } of conceptsOfStatement(statement)) {
    if (key === concept) continue;
    reading.takeOmitted();
    const foreign = cda.read(statement, path, reading);
    if (foreign !== undefined) return foreign;
  }
  return undefined;
}

function reasonOf(statements: readonly XmlElement[], concept: ConceptKey | 'unmodelled'): string {
  if (statements.length > 1) return 'several statements in the entry, not all of which the model can hold';
  const [statement] = statements;
  return statement !== undefined && saysSomething(statement)
    ? `no statement${concept === 'unmodelled' ? '' : ` of ${concept}`} that the model can hold`
    : 'entry without content';
}

function withOmitted(entry: Entry, omitted: readonly string[]): Entry {
  if (omitted.length === 0) return entry;
  return { ...entry, omitted: [...new Set([...(entry.omitted ?? []), ...omitted])] };
}
