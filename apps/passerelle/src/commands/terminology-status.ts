import { readManifest, type ImportedSource } from '@passerelle/terminology/imports';
import { takeCensus, type Census } from '@passerelle/terminology/inspect';
import type { Terminology, TerminologyIndex } from '@passerelle/terminology';
import { systemClock } from '@passerelle/kernel';
import type { CodeGapSnapshot } from '@passerelle/summary';
import { resolve } from 'node:path';
import { readArguments } from '../arguments.js';
import { cloneTerminology, importFolder } from '../clone-terminology.js';
import { readCounts } from '../code-counts.js';
import { columns, type Cell } from '../columns.js';
import type { Command } from '../command.js';
import { printLine, type CommandIo } from '../io.js';
import { exit } from '../outcome.js';

const options = {
  from: { type: 'string' },
  counts: { type: 'string', multiple: true },
  all: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** Rows of a list, unless all are asked for: a package of HL7 has a thousand code systems, most of a few codes. */
const mostRows = 20;

/** `passerelle terminology status`: what terminology a node of this clone would use, layer by layer. */
export const terminologyStatus: Command = async (args, io) => {
  const { values } = readArguments(args, options, 0);
  const from = values.from === undefined ? importFolder(io) : resolve(io.cwd, values.from);
  const { layers, catalogue } = cloneTerminology(io, from);
  const manifest = await readManifest(from);
  const counts = values.counts === undefined ? undefined : await readCounts(values.counts, io);
  const taken = layers.map((index) => ({ index, census: takeCensus(index, catalogue.terminology) }));
  if (values.json) {
    const json = taken.map(({ index, census }) => asJson(index, census, manifest));
    await printLine(io.stdout, JSON.stringify({ layers: json, ...(counts !== undefined && { counts }) }));
    return exit.done;
  }
  for (const line of taken.flatMap(({ index, census }) => layerLines(index, census, manifest, values.all))) {
    await printLine(io.stdout, line);
  }
  if (counts !== undefined) {
    const most = values.all ? Number.MAX_SAFE_INTEGER : mostRows;
    await tellCounts(counts, { terminology: catalogue.terminology, most, io });
  }
  return exit.done;
};

function asJson(index: TerminologyIndex, census: Census, manifest: readonly ImportedSource[]): object {
  const { version, digest, byteLength, size, sources } = index;
  return {
    version,
    digest,
    bytes: byteLength,
    codes: size,
    sources: sources.map((each) => ({ ...each, ...importOf(each, manifest) })),
    ...census,
  };
}

function importOf({ digest }: { readonly digest: string }, manifest: readonly ImportedSource[]) {
  const found = manifest.find((each) => each.digest === digest);
  return found === undefined ? {} : { imported: found.imported, problems: found.problems };
}

function layerLines(
  index: TerminologyIndex,
  { systems, languages, valueSets, maps }: Census,
  manifest: readonly ImportedSource[],
  all: boolean,
): string[] {
  const most = all ? Number.MAX_SAFE_INTEGER : mostRows;
  const open = valueSets.filter((valueSet) => valueSet.open !== undefined);
  const sources = index.sources.map((source): (string | number)[] => {
    const { imported } = importOf(source, manifest);
    return [
      source.name,
      source.version,
      source.kind,
      source.digest.slice(0, 12),
      imported === undefined ? 'at each start' : ageOf(imported),
    ];
  });
  return [
    `${index.size} codes, ${valueSets.length} value sets, ${(index.byteLength / 1e6).toFixed(1)} MB, digest ${index.digest}`,
    '',
    ...columns(sources, ['source', 'version', 'form', 'digest', 'imported']),
    ...table(
      [...systems]
        .sort((a, b) => b.concepts - a.concepts)
        .map(({ uri, name = '', versions, concepts, inactive, complete }) => [
          name,
          uri,
          versions.join(', '),
          concepts,
          inactive,
          complete ? 'all' : 'some',
        ]),
      ['code system', 'URI', 'version', 'codes', 'inactive', 'of its codes'],
      most,
    ),
    ...table(
      languages.map(({ language, displays }) => [language, displays]),
      ['language', 'displays'],
      most,
    ),
    ...table(
      (all ? valueSets : open).map(({ url, name = '', version = '', count, open: ends }) => [
        name,
        url,
        version,
        count,
        ends?.reasons[0] ?? '',
      ]),
      ['value set', 'URL', 'version', 'codes', `not fully known (${open.length} of ${valueSets.length}) because`],
      most,
    ),
    ...table(
      maps.map(({ catalogue, version, rows, stale }) => [catalogue, version, rows, stale]),
      ['map', 'version', 'rows', 'whose target is no code here'],
      most,
    ),
    '',
  ];
}

function table(rows: readonly (readonly Cell[])[], heading: readonly string[], most: number): string[] {
  if (rows.length === 0) return [];
  const rest = rows.length > most ? [`and ${rows.length - most} more; --all lists them`] : [];
  return ['', ...columns(rows.slice(0, most), heading), ...rest];
}

function ageOf(imported: string): string {
  const days = Math.floor((systemClock.now().getTime() - new Date(imported).getTime()) / 86_400_000);
  return `${imported.slice(0, 10)}, ${days} ${days === 1 ? 'day' : 'days'} ago`;
}

async function tellCounts(
  { documents, codings, others, gaps }: CodeGapSnapshot,
  { terminology, most, io }: { readonly terminology: Terminology; readonly most: number; readonly io: CommandIo },
): Promise<void> {
  const missing = gaps.reduce((sum, { count }) => sum + count, others);
  const share = codings === 0 ? 0 : (missing / codings) * 100;
  const rows = gaps.map(({ count, reason, element, system, code }) => [
    count,
    reason,
    element,
    system,
    code === '' ? '(no code)' : code,
    // What has been added since it was counted is wanting no longer.
    terminology.map(system, code).length > 0 ? 'has a map now' : '',
  ]);
  const lines = [
    `${documents} documents with ${codings} codes, ${missing} of them wanting something (${share.toFixed(1)} %)`,
    ...table(rows, ['count', 'what is wanting', 'element', 'code system', 'code', ''], most),
  ];
  for (const line of lines) await printLine(io.stdout, line);
}
