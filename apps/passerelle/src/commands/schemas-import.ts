import { needed, readArguments } from '../arguments.js';
import { schemaFolder } from '../clone.js';
import type { Command } from '../command.js';
import { printLine } from '../io.js';
import { exit } from '../outcome.js';
import { readSchemaSource, rootOf } from '../schema-source.js';

const options = { root: { type: 'string', default: 'CDA_Pharma.xsd' } } as const;

/** `passerelle schemas import`: keeps the official schemas of CDA, from who has them, for a second opinion. */
export const schemasImport: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const source = needed(place, 'folder or zip file');
  const files = await readSchemaSource(source, io);
  const root = rootOf(files, values.root, source);
  const { storeSchema } = await import('@passerelle/xml/schema');
  const kept = await storeSchema(schemaFolder(io.root), files, root);
  await printLine(io.stdout, `Imported ${root} with ${kept - 1} files that it needs, of ${files.size}.`);
  return exit.done;
};
