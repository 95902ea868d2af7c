import type { Coded } from '../model/coded.js';
import type { Medication } from '../model/entry.js';
import {
  codedLines,
  noteLines,
  peopleLines,
  periodLines,
  statusFlags,
  statusText,
  textLines,
} from '../view/common-lines.js';
import { codedText } from '../view/coded-text.js';
import { nothingLeft, ownParts, remark, row, warning, type EntryView } from '../view/entry-view.js';
import { labelled, line, linesIf } from '../view/line.js';
import { isUnit, rangeText } from '../view/quantities.js';
import { timingText } from '../view/timings.js';
import type { Line } from '../view/view-model.js';
import type { ViewScope } from '../view/view-scope.js';
import { productLines } from './product.view.js';

/** A medicine to people: what, how much and when, how, how long, why; one that is not taken says so before anything else. */
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
    const { notTaken, product, status, period, timings, dose, asNeeded, route, reason, instructions, ...more } =
      ownParts(entry);
    const { authors = [], notes, mood, ...rest } = more;
    nothingLeft(rest);
    return [
      row(
        {
          medicine: productLines(product, scope),
          dose: [
            ...doseLines(entry, scope),
            ...timings.map((timing) => line(timingText(timing, scope))),
            ...linesIf(asNeeded, (why) => asNeededLine(why, scope)),
          ],
          route: codedLines(route, scope),
          period: periodLines(period, scope),
          status: [
            ...(status === undefined ? [] : [line(statusText(status, scope))]),
            // Many pivots write medicines in use so; a flag on each would make them look as if not begun.
            ...(mood === 'INT' ? [line(scope.words.marks.asPrescribed)] : []),
            ...peopleLines(authors, scope).map((each) => ({ ...each, label: scope.words.labels.asserter })),
          ],
          reason: [
            ...codedLines(reason, scope, 'reason'),
            ...textLines(instructions, scope, 'instructions'),
            ...noteLines(notes, scope),
          ],
        },
        {
          flags: [
            ...(notTaken === true ? [warning(scope.words.flags.notTaken)] : []),
            ...(mood === undefined || mood === 'INT' ? [] : [remark(scope.words.moods[mood])]),
            ...statusFlags(status, scope),
          ],
        },
      ),
    ];
  },
};

/** That it is taken only when needed, and for what where that is said. */
function asNeededLine(why: Coded, scope: ViewScope): Line {
  const { asNeeded } = scope.words.labels;
  const unsaid = why.coding === undefined && why.text === undefined && why.absence === 'NI';
  return unsaid ? line(asNeeded) : labelled(asNeeded, codedText(why, scope));
}

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
