import type { Medication } from '../model/entry.js';
import { codedLines, noteLines, periodLines, statusFlags, statusText, textLines } from '../view/common-lines.js';
import { codedText } from '../view/coded-text.js';
import { nothingLeft, ownParts, remark, row, type EntryView } from '../view/entry-view.js';
import { line } from '../view/line.js';
import { isUnit, rangeText } from '../view/quantities.js';
import { timingText } from '../view/timings.js';
import type { Line } from '../view/view-model.js';
import type { ViewScope } from '../view/view-scope.js';
import { productLines } from './product.view.js';

/** A medicine to people: what, how much and when, how, how long, why. */
export const medicationView: EntryView<Medication> = {
  columns: [
    { key: 'medicine', title: 'medicine', share: 6 },
    { key: 'dose', title: 'doseAndSchedule', share: 4 },
    { key: 'route', title: 'route', share: 3 },
    { key: 'period', title: 'period', share: 3 },
    { key: 'status', title: 'status', share: 3 },
    { key: 'reason', title: 'reasonAndInstructions', share: 4 },
  ],
  rows(entry, scope) {
    const { product, status, period, timings, dose, route, reason, instructions, notes, mood, ...rest } =
      ownParts(entry);
    nothingLeft(rest);
    return [
      row(
        {
          medicine: productLines(product, scope),
          dose: [...doseLines(entry, scope), ...timings.map((timing) => line(timingText(timing, scope)))],
          route: codedLines(route, scope),
          period: periodLines(period, scope),
          status: status === undefined ? [] : [line(statusText(status, scope))],
          reason: [
            ...codedLines(reason, scope, 'reason'),
            ...textLines(instructions, scope, 'instructions'),
            ...noteLines(notes, scope),
          ],
        },
        { flags: [...(mood === undefined ? [] : [remark(scope.words.moods[mood])]), ...statusFlags(status, scope)] },
      ),
    ];
  },
};

/**
 * The dose. One without a unit counts dose forms (CDA R2 doseQuantity), so the form stands beside the number: a bare
 * `1 unit` could be read as an international unit.
 */
function doseLines({ dose, product: { form } }: Medication, scope: ViewScope): readonly Line[] {
  if (dose === undefined) return [];
  const text = rangeText(dose, scope);
  if (text === undefined) return [];
  if (isUnit(dose.low?.unit) || isUnit(dose.high?.unit)) return [line(text)];
  if (form === undefined) return [line(`${text} ×`)];
  const { shown } = codedText(form, scope);
  return [line(`${text} ×`, { kind: 'source', ...shown })];
}
