import { absenceCoding } from '@passerelle/terminology';
import { element, type XmlOut, type XmlOutNode } from '@passerelle/xml';
import { writeAbsence } from '../absence/write-absence.cda.js';
import { conceptOfEntry } from '../concepts.js';
import type { Coded, Coding } from '../model/coded.js';
import type { Absence, Entry } from '../model/entry.js';
import type { ConceptKey, Section } from '../model/summary.js';
import { describe } from '../narrative/describe.js';
import { addTarget } from '../targets.js';
import { loincSystem } from '../model/codings.js';
import { sectionKindOf, type SectionKind } from '../sections.js';
import { writeCoded } from './datatypes/index.js';
import { ShownTexts, type NarrativeIds } from './narrative/narrative-ids.js';
import { referToNarrative } from './narrative/refer.js';
import { writeNarrative } from './narrative/write-narrative.js';
import type { CdaWriting } from './writing.js';

/** LOINC Annotation comment: what a section is that has no LOINC code of its own. */
const annotation = '48767-8';

/** What the writing of one document keeps. */
export interface SectionWriting {
  readonly ids: NarrativeIds;
  stableId(place: string): string;
  /** Absolute XPath of the section's place in the target. */
  readonly path: string;
  /** Gets the place of each entry in the target, by its path in the source. */
  readonly targets: Map<string, string>;
  /** Gets the parts that CDA has no place for, by the path of the entry. */
  readonly omitted: Map<string, string[]>;
}

/**
 * Writes a section of the pivot: both generations of templates, English name of its code with that of the source inside,
 * narrative, and an entry for each statement that has a structure. The others stand in the narrative, where their
 * target is.
 */
export function writeSection(section: Section, writing: SectionWriting): XmlOut {
  const kind = sectionKindOf(ownLoincOf(section));
  const shown = new ShownTexts();
  const narrative = writeNarrative(section.narrative, { ids: writing.ids, shown });
  const lines: XmlOut[] = [];
  const statements: XmlOut[] = [];
  // A section that brought no narrative gets a line for each entry, so that people see what machines do.
  const silent = narrative.length === 0;
  const turns = new Map<string, number>();
  for (const entry of statedEntries(section, kind)) {
    let narrativeId = shown.idOf(entry.text);
    const words = narrativeId === undefined && (silent || entry.kind === 'unmodelled') ? describe(entry) : '';
    if (words !== '') {
      narrativeId = writing.ids.make();
      lines.push(element('item', { ID: narrativeId }, words));
    }
    const statement = writeStatement(
      entry,
      section.concept,
      statementWriting(entry, narrativeId, turnOf(entry, turns), writing),
    );
    if (statement !== undefined) {
      const idOf = (text: string) => (text === entry.text ? narrativeId : shown.anyOf(text));
      statements.push(element('entry', { typeCode: 'DRIV' }, referToNarrative(statement, idOf)));
    }
    const place = statement === undefined ? 'text' : `entry[${statements.length}]`;
    if (!isAdded(entry)) addTarget(writing.targets, entry.path, `${writing.path}/${place}`);
  }
  const title = section.title === '' ? (kind?.title ?? 'Section') : section.title;
  return element(
    'section',
    { nullFlavor: statements.length === 0 || isEmpty(section) ? nullFlavors[section.emptyReason ?? ''] : undefined },
    (kind?.templates ?? []).map((root) => element('templateId', { root })),
    writeCoded('code', sectionCode(section.code, kind)),
    element('title', {}, title),
    element('text', {}, textOf(narrative, lines, title)),
    statements,
  );
}

// Why a section is empty, where CDA has a null flavour for it; that nothing is known needs none.
const nullFlavors: Readonly<Record<string, string>> = { notasked: 'NASK', withheld: 'MSK' };

function isEmpty({ entries }: Section): boolean {
  return entries.every(({ kind }) => kind === 'absence');
}

/** How many entries with the same path came before: the source may have had one place for several. */
function turnOf({ path }: Entry, turns: Map<string, number>): number {
  const turn = turns.get(path) ?? 0;
  turns.set(path, turn + 1);
  return turn;
}

function statementWriting(
  { path }: Entry,
  narrativeId: string | undefined,
  turn: number,
  { stableId, omitted }: SectionWriting,
): CdaWriting {
  return {
    stableId: turn === 0 ? stableId : (place) => stableId(`${place}#${turn}`),
    omit: (part) => {
      const parts = omitted.get(path);
      if (parts === undefined) omitted.set(path, [part]);
      else parts.push(part);
    },
    ...(narrativeId !== undefined && { narrativeId }),
  };
}

function writeStatement(entry: Entry, concept: Section['concept'], writing: CdaWriting): XmlOut | undefined {
  if (entry.kind === 'absence') return concept === 'unmodelled' ? undefined : writeAbsence(concept, entry, writing);
  return conceptOfEntry(entry)?.cda.write(entry, writing);
}

/**
 * A basic section must say something in code. One without statements says what its emptiness means; one whose entries
 * all stand in the narrative says that it has no information in code, and never that there is nothing.
 */
function statedEntries({ entries, concept, emptyReason }: Section, kind: SectionKind | undefined): readonly Entry[] {
  if (concept === 'unmodelled' || kind?.basic !== true) return entries;
  if (entries.some(({ kind: each }) => each !== 'unmodelled')) return entries;
  const nothing = entries.length === 0 && emptyReason === 'nilknown';
  return [...entries, emptiness(concept, nothing ? 'none-known' : 'no-information')];
}

const added = 'absence of ';

/** The statement by which a section without entries says that it is empty. It has no place in the source. */
export function emptiness(concept: ConceptKey, meaning: Absence['meaning']): Absence {
  return {
    kind: 'absence',
    path: added + concept,
    identifiers: [],
    meaning,
    ...absenceWords(concept, meaning),
  };
}

/** Whether the writer added the entry: it has no row in a loss report. */
function isAdded({ path }: Entry): boolean {
  return path.startsWith(added);
}

function absenceWords(concept: ConceptKey, meaning: Absence['meaning']): Pick<Absence, 'text'> {
  const display = absenceCoding(concept, meaning, 'ehdsi')?.display;
  return display === undefined ? {} : { text: display };
}

function textOf(narrative: readonly XmlOutNode[], lines: readonly XmlOut[], title: string): readonly XmlOutNode[] {
  if (lines.length > 0) return [...narrative, element('list', {}, lines)];
  return narrative.length > 0 ? narrative : [element('paragraph', {}, title)];
}

/** LOINC code of a section as its first coding, which is the one the pivot goes by. */
export function ownLoincOf({ code }: Section): string | undefined {
  return code.coding?.system === loincSystem ? code.coding.code : undefined;
}

/** The pivot names sections in English; the name the source gave is its translation (myhealtheu-wire.md section 13.7). */
function sectionCode(code: Coded, kind: SectionKind | undefined): Coded {
  const { coding } = code;
  if (coding?.system !== loincSystem) {
    const inside: Coding[] = coding === undefined ? [] : [coding];
    const display = kind?.title ?? 'Annotation comment';
    return { coding: { system: loincSystem, code: kind?.loinc ?? annotation, display, translations: inside } };
  }
  if (coding.translations !== undefined || kind === undefined || coding.display === kind.title) return { coding };
  if (coding.display === undefined) return { coding: { ...coding, display: kind.title } };
  return { coding: { ...coding, display: kind.title, translations: [coding] } };
}
