import type { Absence, Entry, Unmodelled } from '../model/entry.js';
import type { ConceptKey, Section } from '../model/summary.js';
import { plainText } from '../narrative/plain-text.js';
import { codedText } from './coded-text.js';
import { partTextLines } from './common-lines.js';
import { ownParts, nothingLeft } from './entry-view.js';
import { isStated, statedKinds, viewOf, type StatedEntry, type StatedKind } from './entry-views.js';
import { labelled, line, linesIf, mainLine, quiet, sourceText } from './line.js';
import { isProminent, kindOfSection } from './section-order.js';
import { wordOf } from './timings.js';
import type { ColumnView, Line, Phrase, RowView, SectionView, TableView } from './view-model.js';
import type { ViewScope } from './view-scope.js';
import { fill } from './words/index.js';

/** Shows a section of the summary. */
export function sectionView(section: Section, id: string, onlyPdf: boolean, scope: ViewScope): SectionView {
  const { words } = scope;
  const loinc = kindOfSection(section);
  const title = wordOf(words.sections, loinc ?? '') ?? words.otherSection;
  const stated = section.entries.filter(isStated);
  const source = folded(plainText(section.narrative) ?? '');
  const tables = statedKinds.flatMap((kind) => {
    const ofKind = stated.filter((entry) => entry.kind === kind);
    return ofKind.length === 0 ? [] : [tableView(kind, ofKind, source, scope)];
  });
  const texts = section.entries.filter((entry) => entry.kind === 'unmodelled');
  const absences = section.entries.filter((entry) => entry.kind === 'absence');
  const statements = [
    ...absences.flatMap((entry) => absenceLines(entry, section.concept, source, scope)),
    ...emptinessLines(section, source !== '', onlyPdf, scope),
    ...texts.flatMap((entry) => unmodelledLines(entry, source, scope)),
  ];
  const given = sourceTitleOf(section, title, scope);
  return {
    id,
    title,
    ...(given !== undefined && { sourceTitle: given }),
    ...(Object.keys(section.code).length > 0 && { code: codedText(section.code, scope) }),
    prominent: isProminent(loinc),
    count: stated.length + texts.length,
    statements,
    tables,
    ...(section.narrative.length > 0 && { narrative: section.narrative }),
  };
}

/** A section that every summary must have and this one lacks. */
export function missingSectionView(loinc: string, id: string, onlyPdf: boolean, { words }: ViewScope): SectionView {
  const sentence = onlyPdf ? words.onlyPdf.sentence : words.sectionMissing;
  return {
    id,
    title: wordOf(words.sections, loinc) ?? words.otherSection,
    prominent: isProminent(loinc),
    count: 0,
    statements: [mainLine(sentence)],
    tables: [],
  };
}

function sourceTitleOf({ title }: Section, shown: string, { documentLanguage }: ViewScope): Phrase | undefined {
  if (title === '' || folded(title) === folded(shown)) return undefined;
  return { text: title, ...(documentLanguage !== undefined && { language: documentLanguage }) };
}

/** The entries of one kind as a table without its empty columns. */
function tableView(kind: StatedKind, entries: readonly StatedEntry[], source: string, scope: ViewScope): TableView {
  const { words } = scope;
  const view = viewOf(kind);
  const rows = entries.flatMap((entry) => withSource(entry, view.rows(entry, scope), source, scope));
  const filled = view.columns.filter(({ key }, at) => at === 0 || rows.some(({ cells }) => cells[key] !== undefined));
  const columns = filled.map(({ key, title, share }): ColumnView => ({ key, title: words.labels[title], share }));
  return { caption: words.tables[kind], columns, rows };
}

/** The first row of an entry also shows what the source wrote of the whole entry, and what of it is not shown as data. */
function withSource(entry: Entry, rows: readonly RowView[], source: string, scope: ViewScope): readonly RowView[] {
  const [first, ...others] = rows;
  if (first === undefined) return rows;
  const more = carriedLines(entry, source, scope);
  return more.length === 0 ? rows : [{ ...first, notes: [...first.notes, ...more] }, ...others];
}

/** What stands in the narrative, which is shown as it is, need not stand in the row as well. */
function carriedLines({ text, omitted }: Entry, source: string, scope: ViewScope): readonly Line[] {
  const hidden = text === undefined || source.includes(folded(text)) ? undefined : text;
  return partTextLines(
    { ...(hidden !== undefined && { text: hidden }), ...(omitted !== undefined && { omitted }) },
    scope,
  );
}

function absenceLines(entry: Absence, concept: Section['concept'], source: string, scope: ViewScope): readonly Line[] {
  const { meaning, code, ...rest } = ownParts(entry);
  nothingLeft(rest);
  const { words } = scope;
  const phrases = meaning === 'none-known' ? words.noneKnown : words.noInformation;
  const said = wordOf(phrases as Readonly<Record<string, string>>, concept as ConceptKey) ?? phrases.other;
  return [
    mainLine(said),
    ...linesIf(code, (coded) => quiet(words.marks.original, codedText(coded, scope))),
    ...carriedLines(entry, source, scope),
  ];
}

function unmodelledLines(entry: Unmodelled, source: string, scope: ViewScope): readonly Line[] {
  const { summary, reason, ...rest } = ownParts(entry);
  nothingLeft(rest);
  const { marks } = scope.words;
  return [
    labelled(marks.unmodelled, sourceText(summary, scope.documentLanguage)),
    { ...line(fill(marks.reasonOfText, { reason: '' }).trim(), sourceText(reason, 'en')), tone: 'quiet' },
    ...carriedLines(entry, source, scope),
  ];
}

/** What a section without statements says of itself, and never silence. */
function emptinessLines(
  { entries, emptyReason }: Section,
  hasText: boolean,
  onlyPdf: boolean,
  { words }: ViewScope,
): readonly Line[] {
  const reason = emptyReason === undefined ? [] : [mainLine(words.emptyReasons[emptyReason])];
  if (entries.length > 0 || reason.length > 0) return reason;
  if (onlyPdf) return [mainLine(words.onlyPdf.sentence)];
  return [mainLine(hasText ? words.onlyText : words.sectionEmpty)];
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim().toLowerCase();
}
