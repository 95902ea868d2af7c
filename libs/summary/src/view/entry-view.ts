import type { Entry } from '../model/entry.js';
import type { Flag, Line, RowView } from './view-model.js';
import type { ViewScope } from './view-scope.js';
import type { Words } from './words/index.js';

/** A column of the table of one kind of entry. */
export interface EntryColumn {
  readonly key: string;
  readonly title: keyof Words['labels'];
  /** Width relative to the other columns. */
  readonly share: number;
}

/** What a kind of entry looks like to people: the door of its room that no format needs. */
export interface EntryView<E extends Entry = Entry> {
  /** The first column says what a row is about. A column that no row fills is not shown. */
  readonly columns: readonly EntryColumn[];
  /** The rows of one entry: one, or more where it has members. */
  rows(entry: E, scope: ViewScope): readonly RowView[];
}

/** Makes a row; empty cells are left out. */
export function row(
  cells: Readonly<Record<string, readonly Line[]>>,
  { flags = [], notes = [], depth = 0 }: Partial<Pick<RowView, 'flags' | 'notes' | 'depth'>> = {},
): RowView {
  const filled = Object.entries(cells).filter(([, lines]) => lines.length > 0);
  return { depth, flags, cells: Object.fromEntries(filled), notes };
}

/** A flag that warns. */
export function warning(text: string): Flag {
  return { text, tone: 'warning' };
}

/** A flag that tells. */
export function remark(text: string): Flag {
  return { text, tone: 'plain' };
}

/**
 * Says that nothing of an object is left unread. Its type refuses an object that may still hold a property, so a part that
 * is added to the model cannot be absent from the view in silence: the view does not compile until it shows it.
 */
export function nothingLeft(_rest: Readonly<Record<string, never>>): void {
  // The work is done by the compiler.
}

/** What every entry carries and no table shows: places and identifiers of the statement, and what {@link row} is not asked for. */
export interface CarriedElsewhere {
  readonly kind: unknown;
  readonly path: unknown;
  readonly identifiers: unknown;
  readonly text?: unknown;
  readonly omitted?: unknown;
}

/**
 * Takes away what is shown for every entry alike (its source text, its omitted parts) or is only technical (its place, the
 * identifiers of the statement).
 */
export function ownParts<E extends CarriedElsewhere>(entry: E): Omit<E, keyof CarriedElsewhere> {
  const { kind: _kind, path: _path, identifiers: _identifiers, text: _text, omitted: _omitted, ...own } = entry;
  return own;
}
