import type { RecommendedVaccination, VaccinationForecast } from '../model/entry.js';
import { codedLines, codedListLines, momentLines, textLines } from '../view/common-lines.js';
import { codedText, codingText } from '../view/coded-text.js';
import { nothingLeft, ownParts, row, type EntryView } from '../view/entry-view.js';
import { labelled, line, linesIf, mainLine } from '../view/line.js';
import { momentText } from '../view/moments.js';
import { participantLine } from '../view/parties.js';
import type { Line, RowView } from '../view/view-model.js';
import type { ViewScope } from '../view/view-scope.js';

/** A vaccination that is recommended, to people: which, whether and when it is due, why. */
export const vaccinationForecastView: EntryView<VaccinationForecast> = {
  columns: [
    { key: 'vaccine', title: 'vaccine', share: 6 },
    { key: 'against', title: 'targetDisease', share: 3 },
    { key: 'due', title: 'due', share: 4 },
    { key: 'status', title: 'status', share: 3 },
    { key: 'series', title: 'series', share: 3 },
    { key: 'authority', title: 'authority', share: 4 },
  ],
  rows(entry, scope) {
    const { date, authority, further = [], ...first } = ownParts(entry);
    const authorityLines = [
      ...linesIf(authority, (person) => participantLine(person, scope)),
      ...momentLines(date, scope, 'created'),
    ];
    return [first, ...further].map((each) => recommendedRow(each, authorityLines, scope));
  },
};

/** One vaccination; who recommends it stands beside each, since a row is read alone. */
function recommendedRow(
  recommended: RecommendedVaccination,
  authorityLines: readonly Line[],
  scope: ViewScope,
): RowView {
  const { vaccines, targetDisease, forecastStatus, reasons, dates, series, doseNumber, ...more } = recommended;
  const { seriesDoses, description, ...rest } = more;
  nothingLeft(rest);
  const { labels } = scope.words;
  return row({
    vaccine: [...vaccines.map((vaccine) => mainLine(codedText(vaccine, scope))), ...textLines(description, scope)],
    against: codedLines(targetDisease, scope),
    due: dates.map(({ meaning, at }) => line(codingText(meaning, scope), momentText(at, scope))),
    status: [...codedLines(forecastStatus, scope), ...codedListLines(reasons, scope, 'reason')],
    series: [
      ...textLines(series, scope),
      ...linesIf(doseNumber, (text) => labelled(labels.doseNumber, text)),
      ...linesIf(seriesDoses, (text) => labelled(labels.seriesDoses, text)),
    ],
    authority: authorityLines,
  });
}
