import { join, resolve } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { needed, readArguments } from '../arguments.js';
import type { Command } from '../command.js';
import { printLine } from '../io.js';
import { exit } from '../outcome.js';
import { writeOutput } from '../output.js';

const options = { out: { type: 'string' } } as const;

/** `passerelle profiles import`: compiles a FHIR package into a file that `validate` and the nodes of this clone load. */
export const profilesImport: Command = async (args, io) => {
  const { values, place } = readArguments(args, options, 1);
  const source = resolve(io.cwd, needed(place, 'package'));
  const { importPackage } = await import('@passerelle/fhir/profile-compiler');
  const { builtInDefinitions, importedFolder } = await import('@passerelle/fhir/validator');
  const { identity, definitions } = importPackage(source, builtInDefinitions());
  const file = values.out ?? join(importedFolder, `${identity.name.replace(/[^\w.-]/g, '_')}.json`);
  if (values.out === undefined) await mkdir(importedFolder, { recursive: true });
  await writeOutput(file, [JSON.stringify(definitions)], io);
  const { profiles, extensions, valueSets, unchecked } = definitions;
  const counts = [
    `${Object.keys(profiles).length} profiles`,
    `${Object.keys(extensions).length} extensions`,
    `${Object.keys(valueSets).length} value sets`,
  ];
  await printLine(io.stdout, `${identity.name} ${identity.version}: ${counts.join(', ')} in ${file}`);
  for (const { key, reason } of unchecked)
    await printLine(io.stderr, `The invariant ${key} is not checked: ${reason}.`);
  return exit.done;
};
