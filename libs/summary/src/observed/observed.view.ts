import type { Coded } from '../model/coded.js';
import type { Entry } from '../model/entry.js';
import type { Observed, ObservedKind, ObservedValue } from '../model/observed.js';
import {
  carriedLines,
  codedLines,
  codedListLines,
  momentLines,
  noteLines,
  peopleLines,
  periodLines,
  statusFlags,
  statusLines,
  textLines,
} from '../view/common-lines.js';
import { codedText } from '../view/coded-text.js';
import { nothingLeft, ownParts, row, type EntryColumn, type EntryView } from '../view/entry-view.js';
import { line, linesIf, mainLine } from '../view/line.js';
import { referenceText, valueText } from '../view/quantities.js';
import type { Line, RowView } from '../view/view-model.js';
import type { ViewScope } from '../view/view-scope.js';

/** The columns of observations in general: what, how much, what is normal, when, who. */
const observedColumns: readonly EntryColumn[] = [
  { key: 'observation', title: 'observation', share: 5 },
  { key: 'value', title: 'value', share: 4 },
  { key: 'reference', title: 'reference', share: 3 },
  { key: 'date', title: 'date', share: 3 },
  { key: 'performer', title: 'performer', share: 3 },
  { key: 'status', title: 'status', share: 3 },
  { key: 'notes', title: 'notes', share: 3 },
];

/**
 * Observations of one kind to people; members of a panel follow it, set in.
 * @param columns - where the kind is read in another order than observations in general
 */
export function observedView<K extends ObservedKind>(
  columns: readonly EntryColumn[] = observedColumns,
): EntryView<Extract<Entry, { readonly kind: K }>> {
  return { columns, rows: (entry, scope) => observedRows(entry as Observed, scope, 0) };
}

function observedRows(entry: Observed, scope: ViewScope, depth: number): readonly RowView[] {
  const { code, status, category, period, value, interpretations, referenceRanges, performers, members, ...more } =
    ownParts(entry);
  const { bodySite, method, notes, ...rest } = more;
  nothingLeft(rest);
  return [
    row(
      {
        observation: [
          mainLine(codedText(ownWords(code, entry), scope)),
          ...codedLines(category, scope, 'category').map((each) => ({ ...each, tone: 'quiet' as const })),
          ...codedLines(bodySite, scope, 'bodySite'),
          ...codedLines(method, scope, 'method'),
        ],
        value: [
          ...linesIf(value, (each) => observedValueLines(withOwnWords(each, entry), scope)),
          ...codedListLines(interpretations, scope, 'interpretation'),
        ],
        reference: referenceRanges.map((range) => line(referenceText(range, scope))),
        date: periodLines(period, scope),
        performer: peopleLines(performers, scope),
        status: statusLines(status, scope),
        notes: [...noteLines(notes, scope), ...(depth === 0 ? [] : carriedLines(entry, scope))],
      },
      { depth, flags: statusFlags(status, scope) },
    ),
    ...members.flatMap((member) => observedRows(member, scope, depth + 1)),
  ];
}

/** What was observed, or is aimed at, on one line. */
export function observedValueLines(value: ObservedValue, scope: ViewScope): readonly Line[] {
  switch (value.kind) {
    case 'coded':
      return codedLines(value.coded, scope);
    case 'text':
      return textLines(value.text, scope);
    case 'moment':
      return momentLines(value.at, scope);
    case 'period':
      return periodLines(value.period, scope);
    default:
      return linesIf(valueText(value, scope), (text) => mainLine(text));
  }
}

function withOwnWords(value: ObservedValue, entry: Observed): ObservedValue {
  return value.kind === 'coded' ? { ...value, coded: ownWords(value.coded, entry) } : value;
}

/** The text of the whole row is no name for one of its codes, where the code has another; the row shows it already. */
function ownWords(coded: Coded, { text }: Observed): Coded {
  if (coded.text === undefined || coded.text !== text || coded.coding?.display === undefined) return coded;
  return { coding: coded.coding, ...(coded.absence !== undefined && { absence: coded.absence }) };
}
