import type { DeviceUse } from '../model/entry.js';
import { codedLines, codeOfNamed, momentLines, periodLines } from '../view/common-lines.js';
import { codedText, codingText } from '../view/coded-text.js';
import { nothingLeft, ownParts, row, type EntryView } from '../view/entry-view.js';
import { labelled, line, linesIf, mainLine } from '../view/line.js';
import { identifierLine } from '../view/parties.js';

/** A device or implant to people. */
export const deviceView: EntryView<DeviceUse> = {
  columns: [
    { key: 'device', title: 'device', share: 6 },
    { key: 'model', title: 'model', share: 4 },
    { key: 'number', title: 'deviceIdentifier', share: 4 },
    { key: 'site', title: 'bodySite', share: 3 },
    { key: 'period', title: 'period', share: 3 },
    { key: 'expires', title: 'expires', share: 2 },
  ],
  rows(entry, scope) {
    const { code, deviceIdentifiers, modelName, modelCode, manufacturer, period, expires, bodySite, ...rest } =
      ownParts(entry);
    nothingLeft(rest);
    const { labels } = scope.words;
    return [
      row({
        device: [mainLine(codedText(code, scope))],
        model: [
          ...linesIf(modelName, (text) => line(text)),
          ...linesIf(modelCode, (coding) =>
            modelName === undefined ? line(codingText(coding, scope)) : codeOfNamed({ coding }, modelName, scope),
          ),
          ...linesIf(manufacturer, (text) => labelled(labels.manufacturer, text)),
        ],
        number: deviceIdentifiers.map((identifier) => identifierLine(identifier, scope, labels.identifier)),
        site: codedLines(bodySite, scope),
        period: periodLines(period, scope),
        expires: momentLines(expires, scope),
      }),
    ];
  },
};
