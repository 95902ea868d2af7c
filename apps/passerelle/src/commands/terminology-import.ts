import { systemClock } from '@passerelle/kernel';
import { prepareImport, type PreparedImport } from '@passerelle/terminology/imports';
import { resolve } from 'node:path';
import { quoted, readArguments, usage } from '../arguments.js';
import { importFolder } from '../clone-terminology.js';
import { shown } from '../columns.js';
import type { Command } from '../command.js';
import { printLine, type CommandIo } from '../io.js';
import { exit } from '../outcome.js';
import { readExport } from '../read-export.js';

const options = {
  into: { type: 'string' },
  name: { type: 'string' },
  version: { type: 'string' },
  encoding: { type: 'string' },
  'keep-going': { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
} as const;

/** How many problems and notes are printed of one source. */
const mostShown = 20;

/** `passerelle terminology import`: reads sources and puts the index made of all of them in the place of the old one. */
export const terminologyImport: Command = async (args, io) => {
  const { values, places } = readArguments(args, options, Number.MAX_SAFE_INTEGER);
  const { name, version, encoding } = values;
  if (places.length === 0) throw usage('the source is missing');
  if (places.length > 1 && (name ?? version) !== undefined) throw usage('--name and --version are for one source');
  if (encoding !== undefined) checkEncoding(encoding);
  const into = values.into === undefined ? importFolder(io) : resolve(io.cwd, values.into);
  const prepared = await prepareImport(
    places.map((place) => resolve(io.cwd, place)),
    {
      into,
      readXml: readExport,
      naming: { ...(name !== undefined && { name }), ...(version !== undefined && { version }) },
      keepGoing: values['keep-going'],
      ...(encoding !== undefined && { encoding }),
    },
  );
  await prepared.commit(systemClock.now());
  if (values.json) await printLine(io.stdout, JSON.stringify(asJson(prepared)));
  else await tell(prepared, into, io);
  return prepared.sources.some(({ problems }) => problems.length > 0) ? exit.no : exit.done;
};

/** @throws PSR-8001 when Node.js knows no such encoding */
function checkEncoding(label: string): void {
  try {
    new TextDecoder(label);
  } catch (cause) {
    throw usage(`there is no encoding ${quoted(label)}`, cause);
  }
}

async function tell({ index, sources }: PreparedImport, into: string, { stdout, stderr }: CommandIo): Promise<void> {
  for (const { name, version, replaces, problems, notes } of sources) {
    const instead = replaces === undefined ? '' : ` in the place of ${replaces}`;
    await printLine(stdout, shown(`Imported ${name} ${version}${instead}.`));
    const lines = [
      ...problems.map(({ file, line, problem }) => `${file}:${line} ${problem}`),
      ...notes.map((note) => `note: ${note}`),
    ];
    for (const line of lines.slice(0, mostShown)) await printLine(stderr, shown(line));
    if (lines.length > mostShown) await printLine(stderr, `and ${lines.length - mostShown} more; --json has all`);
  }
  const open = index.valueSets.filter((valueSet) => valueSet.open !== undefined).length;
  const systems = new Set([...index.concepts()].map(({ system }) => system)).size;
  await printLine(
    stdout,
    `${index.size} codes of ${systems} code systems, ${index.valueSets.length} value sets (${open} not fully known), ${index.languages.length} languages.`,
  );
  await printLine(
    stdout,
    `Index of ${(index.byteLength / 1e6).toFixed(1)} MB in ${shown(into)}, digest ${index.digest}.`,
  );
}

function asJson({ index, sources }: PreparedImport): object {
  const { version, digest, byteLength, size } = index;
  return { sources, index: { version, digest, bytes: byteLength, codes: size } };
}
