import type { Procedure } from '../model/entry.js';
import {
  codedLines,
  codedListLines,
  noteLines,
  peopleLines,
  periodLines,
  statusFlags,
  statusLines,
} from '../view/common-lines.js';
import { codedText } from '../view/coded-text.js';
import { nothingLeft, ownParts, row, warning, type EntryView } from '../view/entry-view.js';
import { mainLine } from '../view/line.js';

/** A procedure to people; one that was not done says so before anything else. */
export const procedureView: EntryView<Procedure> = {
  columns: [
    { key: 'procedure', title: 'procedure', share: 6 },
    { key: 'date', title: 'date', share: 3 },
    { key: 'site', title: 'bodySite', share: 3 },
    { key: 'reason', title: 'reason', share: 3 },
    { key: 'performer', title: 'performer', share: 4 },
    { key: 'status', title: 'status', share: 3 },
    { key: 'notes', title: 'notes', share: 3 },
  ],
  rows(entry, scope) {
    const { notDone, code, status, period, bodySites, reason, performers, notes, ...rest } = ownParts(entry);
    nothingLeft(rest);
    const flags = notDone === true ? [warning(scope.words.flags.notDone)] : statusFlags(status, scope);
    return [
      row(
        {
          procedure: [mainLine(codedText(code, scope))],
          date: periodLines(period, scope),
          site: codedListLines(bodySites, scope),
          reason: codedLines(reason, scope),
          performer: peopleLines(performers, scope),
          status: statusLines(status, scope),
          notes: noteLines(notes, scope),
        },
        { flags },
      ),
    ];
  },
};
