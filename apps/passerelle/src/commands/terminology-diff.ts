import { openIndex, indexFile, type TerminologyIndex } from '@passerelle/terminology';
import { prepareImport } from '@passerelle/terminology/imports';
import {
  compareIndexes,
  type CodeDifferences,
  type Differences,
  type NamedCode,
  type RemappedCode,
  type RenamedCode,
} from '@passerelle/terminology/inspect';
import { join, resolve } from 'node:path';
import { needed, readArguments } from '../arguments.js';
import { importFolder } from '../clone-terminology.js';
import { columns, shown } from '../columns.js';
import type { Command } from '../command.js';
import { printLine } from '../io.js';
import { exit } from '../outcome.js';
import { readExport } from '../read-export.js';

const options = {
  from: { type: 'string' },
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** Lines of one list, unless all are asked for. */
const mostShown = 10;

/**
 * `passerelle terminology diff`: what changed from another index to the imported one, or what would change if a source
 * were imported.
 */
export const terminologyDiff: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const other = resolve(io.cwd, needed(place, 'index or source'));
  const from = values.from === undefined ? importFolder(io) : resolve(io.cwd, values.from);
  const current = openIndex(join(from, indexFile));
  const differences = other.endsWith('.index')
    ? compareIndexes(openIndex(other), current)
    : compareIndexes(current, await once(other, from));
  if (values.json) await printLine(io.stdout, JSON.stringify(differences));
  else {
    for (const line of lines(differences, values.all ? Number.MAX_SAFE_INTEGER : mostShown))
      await printLine(io.stdout, shown(line));
  }
  return isSame(differences) ? exit.done : exit.no;
};

/** The index as it would be once the source is imported. */
async function once(source: string, into: string): Promise<TerminologyIndex> {
  const { index } = await prepareImport([source], { into, readXml: readExport, keepGoing: true });
  return index;
}

function isSame({ added, removed, renamed, remapped, valueSets }: Differences): boolean {
  return added.length + removed.length + renamed.length + remapped.length + valueSets.length === 0;
}

function lines(differences: Differences, most: number): string[] {
  if (isSame(differences)) return ['No difference.'];
  const { added, removed, renamed, remapped, valueSets } = differences;
  const rows = valueSets.map(({ url, name = '', state, ...each }) => [
    name,
    url,
    state,
    each.added.length,
    each.removed.length,
    each.renamed.length,
    each.remapped.length,
  ]);
  const counted = [['all codes', '', '', added.length, removed.length, renamed.length, remapped.length], ...rows];
  return [
    ...columns(counted, ['value set', 'URL', '', 'added', 'removed', 'renamed', 'remapped']),
    ...valueSets.flatMap((each) => [
      '',
      `${each.name ?? ''} ${each.url}`.trim(),
      ...(each.state === 'changed' ? [...codeLines(each, most), ...listed(each.remapped, most, remappedLine)] : []),
    ]),
    ...(remapped.length === 0 ? [] : ['', 'maps to codes of no value set', ...listed(remapped, most, remappedLine)]),
  ];
}

function codeLines({ added, removed, renamed }: CodeDifferences, most: number): string[] {
  return [
    ...listed(added, most, (code) => `  + ${codeWords(code)}`),
    ...listed(removed, most, (code) => `  - ${codeWords(code)}`),
    ...listed(renamed, most, renamedLine),
  ];
}

function listed<T>(items: readonly T[], most: number, line: (item: T) => string): string[] {
  const shownItems = items.slice(0, most).map(line);
  return items.length > most ? [...shownItems, `  and ${items.length - most} more; --all lists them`] : shownItems;
}

function codeWords({ system, code, display }: NamedCode): string {
  return `${system}|${code}${display === undefined ? '' : ` ${display}`}`;
}

function renamedLine({ system, code, language, from, to }: RenamedCode): string {
  return `  ~ ${system}|${code} [${language}] ${from ?? '(none)'} -> ${to ?? '(none)'}`;
}

function remappedLine({ system, code, from, to }: RemappedCode): string {
  return `  > ${system}|${code}: ${from.join(', ') || '(none)'} -> ${to.join(', ') || '(none)'}`;
}
