import type { Carried } from '../model/carried.js';
import type { Coded } from '../model/coded.js';
import type { Interval, Moment } from '../model/moment.js';
import type { Participant } from '../model/party.js';
import { codedText } from './coded-text.js';
import { labelled, line, linesIf, quiet, sourceText } from './line.js';
import { intervalText, momentText } from './moments.js';
import { participantLine } from './parties.js';
import { remark, warning } from './entry-view.js';
import { statusKey } from './known-codes.js';
import { wordOf } from './timings.js';
import type { Flag, Line } from './view-model.js';
import { folded, type ViewScope } from './view-scope.js';
import type { Words } from './words/index.js';

type Label = keyof Words['labels'];

/** A coded value on a line of its own, labelled where its column does not say what it is. */
export function codedLines(coded: Coded | undefined, scope: ViewScope, label?: Label): readonly Line[] {
  return linesIf(coded, (value) => {
    const text = codedText(value, scope);
    return label === undefined ? line(text) : labelled(scope.words.labels[label], text);
  });
}

/** Several coded values, each on a line. */
export function codedListLines(list: readonly Coded[], scope: ViewScope, label?: Label): readonly Line[] {
  return list.flatMap((coded) => codedLines(coded, scope, label));
}

/** Words of the source on a line. */
export function textLines(text: string | undefined, scope: ViewScope, label?: Label): readonly Line[] {
  return linesIf(text, (value) => {
    const words = sourceText(value, scope.documentLanguage);
    return label === undefined ? line(words) : labelled(scope.words.labels[label], words);
  });
}

/** Remarks, each on a line. */
export function noteLines(notes: readonly string[] | undefined, scope: ViewScope): readonly Line[] {
  return (notes ?? []).flatMap((note) => textLines(note, scope));
}

/** A span of time on a line. */
export function periodLines(period: Interval, scope: ViewScope, label?: Label): readonly Line[] {
  return linesIf(intervalText(period, scope), (text) =>
    label === undefined ? line(text) : labelled(scope.words.labels[label], text),
  );
}

/** A moment on a line. */
export function momentLines(moment: Moment | undefined, scope: ViewScope, label?: Label): readonly Line[] {
  return linesIf(moment, (value) => {
    const text = momentText(value, scope);
    return label === undefined ? line(text) : labelled(scope.words.labels[label], text);
  });
}

/** People, each on a line. */
export function peopleLines(people: readonly Participant[], scope: ViewScope): readonly Line[] {
  return people.map((person) => participantLine(person, scope));
}

/** A status of CDA ActStatus or of FHIR, in words; one that has no words as it came. */
export function statusText(status: string, { words }: ViewScope): string {
  return wordOf(words.statuses, status) ?? status;
}

/** A status on a line. */
export function statusLines(status: string | undefined, scope: ViewScope, label?: Label): readonly Line[] {
  return linesIf(status, (value) => {
    const text = statusText(value, scope);
    return label === undefined ? line(text) : labelled(scope.words.labels[label], text);
  });
}

/** What must be said of a row by how sure its statement is. */
export function certaintyFlags(verification: Coded | undefined, { words }: ViewScope): readonly Flag[] {
  switch (statusKey(verification?.coding, words)) {
    case 'refuted':
      return [warning(words.flags.refuted)];
    case 'nullified':
    case 'entered-in-error':
      return [warning(words.flags.enteredInError)];
    case 'unconfirmed':
      return [remark(words.flags.unconfirmed)];
    case 'provisional':
      return [remark(words.statuses.provisional)];
    case 'differential':
      return [remark(words.statuses.differential)];
    default:
      return [];
  }
}

/** What must be said of a row whose act was taken back or never done. */
export function statusFlags(status: string | undefined, scope: ViewScope): readonly Flag[] {
  if (status === undefined) return [];
  const { flags } = scope.words;
  if (status === 'nullified' || status === 'entered-in-error') return [warning(flags.enteredInError)];
  const stopped = ['aborted', 'cancelled', 'suspended', 'not-done', 'stopped', 'on-hold'];
  return stopped.includes(status) ? [warning(statusText(status, scope))] : [];
}

/**
 * What the source wrote of an entry or of a part of one (a member of a panel), as far as the text of the section, which is
 * shown as it is, does not hold it; and what of it is not shown as data.
 */
export function carriedLines(
  { text, omitted = [] }: Pick<Carried, 'text' | 'omitted'>,
  scope: ViewScope,
): readonly Line[] {
  const { marks } = scope.words;
  const hidden = text === undefined || scope.sectionText.includes(folded(text)) ? undefined : text;
  const parts = omitted.length === 0 ? undefined : omitted.join(', ');
  return [
    ...linesIf(hidden, (words) => quiet(marks.sourceText, sourceText(words, scope.documentLanguage))),
    // The parts are named in the words of the formats, which are English.
    ...linesIf(parts, (words) => quiet(marks.omitted, sourceText(words, 'en'))),
  ];
}

/** The code of something that has a name already. Where its displays but repeat the name, only the code is worth a line. */
export function codeOfNamed(code: Coded, name: string, scope: ViewScope): Line {
  const { labels } = scope.words;
  const coded = codedText(code, scope);
  const repeats = [coded.shown, ...coded.beside].every(({ text }) => folded(name).includes(folded(text)));
  if (!repeats || code.absence !== undefined) return quiet(labels.product, coded);
  return quiet(labels.code, coded.codes.map(({ system, code: each }) => `${system} ${each}`).join(', '));
}
