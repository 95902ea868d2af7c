import { momentText } from '../moments.js';
import { decimalText } from '../quantities.js';
import { statusText } from '../common-lines.js';
import { wordOf } from '../timings.js';
import type { ViewScope } from '../view-scope.js';
import type { Words } from '../words/index.js';

/**
 * Parts of the model that no reader is shown: where a statement stands, what it is called among machines, and the name
 * that a document gave to a code system that has one of its own.
 */
export const technical: ReadonlySet<string> = new Set(['path', 'kind', 'concept', 'systemName', 'language']);

const moments: ReadonlySet<string> = new Set([
  ...['low', 'high', 'onset', 'expires', 'date', 'at', 'time', 'created', 'birthDate', 'deceased'],
]);

/** What must be legible of a part of the model, leaf by leaf, in the words of the reader. */
export function leaves(part: unknown, key: string, scope: ViewScope): string[] {
  if (part === undefined || technical.has(key)) return [];
  if (Array.isArray(part)) return part.flatMap((each) => leaves(each, key, scope));
  if (typeof part === 'object' && part !== null) return leavesOfObject(part as Record<string, unknown>, key, scope);
  if (typeof part === 'string') return [textOf(part, key, scope)];
  return flagOf(part as boolean, key, scope.words);
}

function leavesOfObject(part: Record<string, unknown>, key: string, scope: ViewScope): string[] {
  if (key === 'asNeeded' && Object.keys(part).length === 1 && part['absence'] === 'NI') {
    return [scope.words.labels.asNeeded];
  }
  // Identifiers of statements are technical, those of people, products and devices are not.
  const { kind, identifiers, ...rest } = part;
  // A medicine that is meant to be taken says so in words of its own.
  if (kind === 'medication' && rest['mood'] === 'INT') {
    const { mood: _mood, ...others } = rest;
    return [scope.words.marks.asPrescribed, ...leavesOfObject({ ...others, identifiers: [] }, key, scope)];
  }
  const own = Object.entries(kind !== undefined && identifiers !== undefined ? rest : part);
  return own.flatMap(([name, value]) => leaves(value, name === 'value' && key !== '' ? `${key}.value` : name, scope));
}

function textOf(text: string, key: string, scope: ViewScope): string {
  const { words } = scope;
  if (moments.has(key)) return momentText(text, scope);
  if (key.endsWith('.value')) return decimalText(text.replace(/^tel:/, ''), scope);
  if (key === 'system') return text.replace(/^urn:oid:/, '');
  return word(text, key, words) ?? (key === 'status' ? statusText(text, scope) : text);
}

/** Enumerations of the model by the words the reader has for them. */
function word(text: string, key: string, words: Words): string | undefined {
  const tables: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    absence: words.nullFlavors,
    lowAbsence: words.nullFlavors,
    highAbsence: words.nullFlavors,
    dateAbsence: words.nullFlavors,
    mood: words.moods,
    class: words.planned,
    event: words.timing.events,
    gender: words.genders,
    relation: words.relations,
    use: words.uses,
    type: words.related,
    comparator: { '<': '<', '<=': '≤', '>=': '≥', '>': '>' },
    // The unit of a schedule is a word: every 8 hours.
    unit: { h: '', d: '', wk: '', mo: '' },
    meaning: { 'none-known': '', 'no-information': '' },
  };
  return wordOf(tables[key] ?? {}, text);
}

function flagOf(value: boolean, key: string, { marks, flags, labels, timing }: Words): string[] {
  if (key === 'given') return value ? [] : [flags.notGiven];
  if (key === 'notTaken') return [flags.notTaken];
  if (key === 'notDone') return [flags.notDone];
  if (key === 'active') return value ? [] : [labels.inactiveIngredient];
  if (key === 'institutionSpecified') return [timing.timesChosen];
  return [value ? marks.yes : marks.no];
}
