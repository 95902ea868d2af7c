import type { Coded } from '../model/coded.js';
import type { Entry } from '../model/entry.js';
import type { PatientSummary } from '../model/summary.js';

/**
 * The summary without original texts that are the text of the whole entry. CDA writers often let every code of a row
 * refer to the row; as the label of one code that would hide what the code means. The entry keeps the text, and a code
 * without any display keeps it too, because then it is all there is.
 */
export function withOwnWords(summary: PatientSummary): PatientSummary {
  const sections = summary.sections.map((section) => ({ ...section, entries: section.entries.map(ownWordsOf) }));
  return { ...summary, sections };
}

function ownWordsOf(entry: Entry): Entry {
  return entry.text === undefined ? entry : (strip(entry, entry.text, true) as Entry);
}

/** Copies only what changes. The entry's own text stands at the top and stays. */
function strip(part: object, text: string, top: boolean): object {
  if (Array.isArray(part)) return stripList(part as readonly unknown[], text);
  let copy: Record<string, unknown> | undefined;
  for (const key in part) {
    const before = (part as Readonly<Record<string, unknown>>)[key];
    if (typeof before !== 'object' || before === null) continue;
    const after = strip(before, text, false);
    if (after !== before) (copy ??= { ...part })[key] = after;
  }
  if (!top && isLabelledBy(part, text)) {
    const { text: _text, ...rest } = copy ?? (part as Record<string, unknown>);
    return rest;
  }
  return copy ?? part;
}

function stripList(list: readonly unknown[], text: string): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (let at = 0; at < list.length; at++) {
    const before = list[at];
    if (typeof before !== 'object' || before === null) continue;
    const after = strip(before, text, false);
    if (after !== before) (copy ??= [...list])[at] = after;
  }
  return copy ?? list;
}

function isLabelledBy(part: object, text: string): part is Coded {
  if (!('text' in part) || part.text !== text || !('coding' in part)) return false;
  const { coding } = part as Coded;
  return coding?.display !== undefined || (coding?.translations ?? []).some(({ display }) => display !== undefined);
}
