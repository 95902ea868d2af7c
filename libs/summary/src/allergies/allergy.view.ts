import type { Allergy, Reaction } from '../model/entry.js';
import { certaintyFlags, codedLines, noteLines, periodLines } from '../view/common-lines.js';
import { nothingLeft, ownParts, row, warning, type EntryView } from '../view/entry-view.js';
import { codedText } from '../view/coded-text.js';
import { labelled, line, linesIf, mainLine } from '../view/line.js';
import { momentText } from '../view/moments.js';
import { knownWord } from '../view/known-codes.js';
import type { Line } from '../view/view-model.js';
import type { ViewScope } from '../view/view-scope.js';

/** An allergy to people: what it is to comes first, a high risk and a doubt are flagged. */
export const allergyView: EntryView<Allergy> = {
  columns: [
    { key: 'substance', title: 'substance', share: 5 },
    { key: 'reaction', title: 'reaction', share: 4 },
    { key: 'risk', title: 'severityAndRisk', share: 3 },
    { key: 'status', title: 'status', share: 3 },
    { key: 'period', title: 'period', share: 3 },
    { key: 'notes', title: 'notes', share: 3 },
  ],
  rows(entry, scope) {
    const {
      agent,
      type,
      clinicalStatus,
      verificationStatus,
      criticality,
      severity,
      period,
      reactions,
      notes,
      ...rest
    } = ownParts(entry);
    nothingLeft(rest);
    const { words } = scope;
    const high = [criticality?.coding, ...(criticality?.coding?.translations ?? [])].some(
      (coding) => coding !== undefined && knownWord(coding, words) === words.codes.criticality.high,
    );
    return [
      row(
        {
          substance: [mainLine(codedText(agent, scope)), ...codedLines(type, scope, 'type')],
          reaction: reactions.flatMap((reaction) => reactionLines(reaction, scope)),
          risk: [...codedLines(severity, scope, 'severity'), ...codedLines(criticality, scope, 'criticality')],
          status: [...codedLines(clinicalStatus, scope), ...codedLines(verificationStatus, scope)],
          period: periodLines(period, scope),
          notes: noteLines(notes, scope),
        },
        { flags: [...certaintyFlags(verificationStatus, scope), ...(high ? [warning(words.flags.highRisk)] : [])] },
      ),
    ];
  },
};

function reactionLines({ manifestation, severity, onset, ...rest }: Reaction, scope: ViewScope): readonly Line[] {
  nothingLeft(rest);
  const { labels } = scope.words;
  return [
    line(codedText(manifestation, scope)),
    ...codedLines(severity, scope, 'severity'),
    ...linesIf(onset, (moment) => labelled(labels.onset, momentText(moment, scope))),
  ];
}
