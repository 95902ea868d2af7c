import type { Absence, Entry, Unmodelled } from '../model/entry.js';
import type { Coded } from '../model/coded.js';
import type { ConceptKey, Section } from '../model/summary.js';
import { plainText } from '../narrative/plain-text.js';
import { codedText, distinct } from './coded-text.js';
import { carriedLines } from './common-lines.js';
import { ownParts, nothingLeft } from './entry-view.js';
import { isStated, statedKinds, viewOf, type StatedEntry, type StatedKind } from './entry-views.js';
import { labelled, line, mainLine, sourceText } from './line.js';
import { isProminent, kindOfSection } from './section-order.js';
import { wordOf } from './timings.js';
import type { CodedText, ColumnView, Line, Phrase, RowView, SectionView, TableView } from './view-model.js';
import { folded, type ViewScope } from './view-scope.js';
import { fill } from './words/index.js';

/** Shows a section of the summary. */
export function sectionView(section: Section, id: string, onlyPdf: boolean, whole: ViewScope): SectionView {
  const { words } = whole;
  const scope = { ...whole, sectionText: folded(plainText(section.narrative) ?? '') };
  const loinc = kindOfSection(section);
  const title = wordOf(words.sections, loinc ?? '') ?? words.otherSection;
  const stated = section.entries.filter(isStated);
  const tables = statedKinds.flatMap((kind) => {
    const ofKind = stated.filter((entry) => entry.kind === kind);
    return ofKind.length === 0 ? [] : [tableView(kind, ofKind, scope)];
  });
  const texts = section.entries.filter((entry) => entry.kind === 'unmodelled');
  const absences = section.entries.filter((entry) => entry.kind === 'absence');
  const statements = [
    ...absences.flatMap((entry) => absenceLines(entry, section.concept, scope)),
    ...emptinessLines(section, scope.sectionText !== '', onlyPdf, scope),
    ...texts.flatMap((entry) => unmodelledLines(entry, scope)),
  ];
  const given = sourceTitleOf(section, title, scope);
  return {
    id,
    title,
    ...(given !== undefined && { sourceTitle: given }),
    heading: headingOf(section, title, given, scope),
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
    statements: [onlyPdf ? line(sentence) : mainLine(sentence)],
    tables: [],
  };
}

/** The title in our words, with the title and the names of the code that the source gave beside. */
function headingOf({ code }: Section, title: string, given: Phrase | undefined, scope: ViewScope): CodedText {
  return inOurWords(title, code, given === undefined ? [] : [given], scope);
}

/**
 * A coded statement whose meaning we have words for: the words, and beside them all that the source calls it. The
 * catalogue is not asked for a second translation.
 */
function inOurWords(text: string, code: Coded, given: readonly Phrase[], scope: ViewScope): CodedText {
  const { catalogue: _catalogue, ...ownWords } = scope;
  const { shown, translation, beside, codes, mark } = codedText(code, ownWords);
  const role = given.length === 0 && translation !== 'translated' ? 'original' : 'other';
  const isNamed = Object.keys(code).length > 0 && translation !== 'no-display';
  const named = isNamed ? [{ ...shown, role } as const, ...beside] : [];
  const titles = given.map((phrase) => ({ ...phrase, role: 'original' }) as const);
  const others = named.map((phrase) => (given.length === 0 ? phrase : { ...phrase, role: 'other' as const }));
  const absent = code.absence === undefined || mark === undefined ? {} : { mark };
  const ours = { text, language: scope.language };
  return {
    kind: 'coded',
    shown: ours,
    translation: 'translated',
    ...absent,
    beside: distinct([...titles, ...others], ours),
    codes,
  };
}

function sourceTitleOf({ title }: Section, shown: string, { documentLanguage }: ViewScope): Phrase | undefined {
  if (title === '' || folded(title) === folded(shown)) return undefined;
  return { text: title, ...(documentLanguage !== undefined && { language: documentLanguage }) };
}

/** The entries of one kind as a table without its empty columns. */
function tableView(kind: StatedKind, entries: readonly StatedEntry[], scope: ViewScope): TableView {
  const { words } = scope;
  const view = viewOf(kind);
  const rows = entries.flatMap((entry) => withSource(entry, view.rows(entry, scope), scope));
  const filled = view.columns.filter(({ key }, at) => at === 0 || rows.some(({ cells }) => cells[key] !== undefined));
  const columns = filled.map(({ key, title, share }): ColumnView => ({ key, title: words.labels[title], share }));
  return { caption: words.tables[kind], columns, rows };
}

/** The first row of an entry also shows what the source wrote of the whole entry, and what of it is not shown as data. */
function withSource(entry: Entry, rows: readonly RowView[], scope: ViewScope): readonly RowView[] {
  const [first, ...others] = rows;
  if (first === undefined) return rows;
  const more = carriedLines(entry, scope);
  return more.length === 0 ? rows : [{ ...first, notes: [...first.notes, ...more] }, ...others];
}

function absenceLines(entry: Absence, concept: Section['concept'], scope: ViewScope): readonly Line[] {
  const { meaning, code, ...rest } = ownParts(entry);
  nothingLeft(rest);
  const { words } = scope;
  const phrases = meaning === 'none-known' ? words.noneKnown : words.noInformation;
  const said = wordOf(phrases as Readonly<Record<string, string>>, concept as ConceptKey) ?? phrases.other;
  return [mainLine(code === undefined ? said : inOurWords(said, code, [], scope)), ...carriedLines(entry, scope)];
}

function unmodelledLines(entry: Unmodelled, scope: ViewScope): readonly Line[] {
  const { summary, reason, ...rest } = ownParts(entry);
  nothingLeft(rest);
  const { marks } = scope.words;
  return [
    labelled(marks.unmodelled, sourceText(summary, scope.documentLanguage)),
    { ...line(fill(marks.reasonOfText, { reason: '' }).trim(), sourceText(reason, 'en')), tone: 'quiet' },
    ...carriedLines(entry, scope),
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
  if (onlyPdf) return [line(words.onlyPdf.sentence)];
  return [mainLine(hasText ? words.onlyText : words.sectionEmpty)];
}
