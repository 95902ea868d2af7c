import type { Alert } from '../model/entry.js';
import { codedLines, noteLines, peopleLines, periodLines, statusFlags, statusLines } from '../view/common-lines.js';
import { codedText } from '../view/coded-text.js';
import { nothingLeft, ownParts, row, type EntryView } from '../view/entry-view.js';
import { mainLine } from '../view/line.js';

/** An alert to people. */
export const alertView: EntryView<Alert> = {
  columns: [
    { key: 'alert', title: 'alert', share: 7 },
    { key: 'period', title: 'period', share: 3 },
    { key: 'status', title: 'status', share: 3 },
    { key: 'author', title: 'author', share: 4 },
    { key: 'notes', title: 'notes', share: 4 },
  ],
  rows(entry, scope) {
    const { code, category, status, period, authors, notes, ...rest } = ownParts(entry);
    nothingLeft(rest);
    return [
      row(
        {
          alert: [mainLine(codedText(code, scope)), ...codedLines(category, scope, 'category')],
          period: periodLines(period, scope),
          status: statusLines(status, scope),
          author: peopleLines(authors, scope),
          notes: noteLines(notes, scope),
        },
        { flags: statusFlags(status, scope) },
      ),
    ];
  },
};
