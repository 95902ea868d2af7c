import type { AdvanceDirective } from '../model/entry.js';
import type { LinkedDocument } from '../model/planned.js';
import {
  codedLines,
  noteLines,
  peopleLines,
  periodLines,
  statusFlags,
  statusLines,
  textLines,
} from '../view/common-lines.js';
import { codedText } from '../view/coded-text.js';
import { nothingLeft, ownParts, row, type EntryView } from '../view/entry-view.js';
import { linesIf, mainLine, quiet } from '../view/line.js';
import { identifierLine } from '../view/parties.js';
import type { Line } from '../view/view-model.js';
import type { ViewScope } from '../view/view-scope.js';

/** An advance directive to people: what it is about and what was decided stand together. */
export const advanceDirectiveView: EntryView<AdvanceDirective> = {
  columns: [
    { key: 'directive', title: 'directive', share: 6 },
    { key: 'decision', title: 'decision', share: 4 },
    { key: 'period', title: 'period', share: 3 },
    { key: 'status', title: 'status', share: 3 },
    { key: 'people', title: 'asserter', share: 4 },
    { key: 'documents', title: 'documents', share: 4 },
    { key: 'notes', title: 'notes', share: 3 },
  ],
  rows(entry, scope) {
    const { code, decision, status, period, performers, documents, notes, ...rest } = ownParts(entry);
    nothingLeft(rest);
    return [
      row(
        {
          directive: [mainLine(codedText(code, scope))],
          decision: codedLines(decision, scope),
          period: periodLines(period, scope),
          status: statusLines(status, scope),
          people: peopleLines(performers, scope),
          documents: documents.flatMap((document) => documentLines(document, scope)),
          notes: noteLines(notes, scope),
        },
        { flags: statusFlags(status, scope) },
      ),
    ];
  },
};

/** A document that lies elsewhere. Its address is shown and never followed. */
function documentLines({ identifiers, type, title, url, ...rest }: LinkedDocument, scope: ViewScope): readonly Line[] {
  nothingLeft(rest);
  return [
    ...textLines(title, scope),
    ...codedLines(type, scope, 'type'),
    ...linesIf(url, (text) => quiet(scope.words.labels.link, text)),
    ...identifiers.map((identifier) => identifierLine(identifier, scope)),
  ];
}
