import type { Immunization } from '../model/entry.js';
import { productLines } from '../medications/product.view.js';
import {
  codedLines,
  codedListLines,
  momentLines,
  noteLines,
  peopleLines,
  statusFlags,
  statusLines,
  textLines,
} from '../view/common-lines.js';
import { codedText } from '../view/coded-text.js';
import { nothingLeft, ownParts, row, warning, type EntryView } from '../view/entry-view.js';
import { labelled, line, linesIf, mainLine } from '../view/line.js';
import { quantityText } from '../view/quantities.js';
import { wordOf } from '../view/timings.js';
import type { Line } from '../view/view-model.js';

/** A vaccination to people; one that was not given says so before anything else. */
export const immunizationView: EntryView<Immunization> = {
  columns: [
    { key: 'vaccine', title: 'vaccine', share: 6 },
    { key: 'against', title: 'targetDisease', share: 4 },
    { key: 'date', title: 'date', share: 3 },
    { key: 'dose', title: 'dose', share: 4 },
    { key: 'reaction', title: 'reaction', share: 3 },
    { key: 'performer', title: 'performer', share: 4 },
    { key: 'status', title: 'status', share: 3 },
    { key: 'notes', title: 'notes', share: 3 },
  ],
  rows(entry, scope) {
    const { given, status, vaccine, product, date, dateAbsence, route, site, doseNumber, dose, ...more } =
      ownParts(entry);
    const { series, seriesDoses, targetDiseases, reactions, performers, notes, ...rest } = more;
    nothingLeft(rest);
    const { labels, flags, nullFlavors } = scope.words;
    // The vaccine is what the row is about; the product's name is not set as another heading.
    const about = productLines(product, scope).map(({ tone, ...each }): Line =>
      tone === 'main' ? each : { ...each, ...(tone && { tone }) },
    );
    return [
      row(
        {
          vaccine: [mainLine(codedText(vaccine, scope)), ...about],
          against: codedListLines(targetDiseases, scope),
          date: [
            ...momentLines(date, scope),
            ...linesIf(dateAbsence, (reason) => line(wordOf(nullFlavors, reason) ?? reason)),
          ],
          dose: [
            ...linesIf(doseNumber, (text) => labelled(labels.doseNumber, text)),
            ...linesIf(seriesDoses, (text) => labelled(labels.seriesDoses, text)),
            ...textLines(series, scope, 'series'),
            ...linesIf(dose, (quantity) => labelled(labels.dose, quantityText(quantity, scope))),
            ...codedLines(route, scope, 'route'),
            ...codedLines(site, scope, 'bodySite'),
          ],
          reaction: codedListLines(reactions, scope),
          performer: peopleLines(performers, scope),
          status: statusLines(status, scope),
          notes: noteLines(notes, scope),
        },
        { flags: [...(given ? [] : [warning(flags.notGiven)]), ...statusFlags(status, scope)] },
      ),
    ];
  },
};
