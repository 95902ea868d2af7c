import type { Problem } from '../model/entry.js';
import {
  certaintyFlags,
  codedLines,
  codedListLines,
  noteLines,
  peopleLines,
  periodLines,
} from '../view/common-lines.js';
import { codedText } from '../view/coded-text.js';
import { nothingLeft, ownParts, row, type EntryView } from '../view/entry-view.js';
import { mainLine } from '../view/line.js';

/** A problem to people. */
export const problemView: EntryView<Problem> = {
  columns: [
    { key: 'problem', title: 'problem', share: 6 },
    { key: 'status', title: 'status', share: 3 },
    { key: 'severity', title: 'severity', share: 3 },
    { key: 'period', title: 'period', share: 4 },
    { key: 'asserter', title: 'asserter', share: 3 },
    { key: 'notes', title: 'notes', share: 3 },
  ],
  rows(entry, scope) {
    const { code, clinicalStatus, verificationStatus, category, severity, outcome, period, ...more } = ownParts(entry);
    const { bodySites = [], asserters, notes, ...rest } = more;
    nothingLeft(rest);
    return [
      row(
        {
          problem: [
            mainLine(codedText(code, scope)),
            ...codedListLines(bodySites, scope, 'bodySite'),
            ...codedLines(category, scope, 'category'),
          ],
          status: [...codedLines(clinicalStatus, scope), ...codedLines(verificationStatus, scope)],
          severity: [...codedLines(severity, scope), ...codedLines(outcome, scope, 'outcome')],
          period: periodLines(period, scope),
          asserter: peopleLines(asserters, scope),
          notes: noteLines(notes, scope),
        },
        { flags: certaintyFlags(verificationStatus, scope) },
      ),
    ];
  },
};
