/**
 * The build step `profiles`: node compile.js OUTPUT. Compiles the packages of node_modules and our table into one file.
 * Exit status 1: something cannot be compiled, and stderr says what.
 */
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FhirPathFault } from '../fhirpath/index.js';
import { compileDefinitions } from './compile-definitions.js';

const [output] = process.argv.slice(2);
if (output === undefined) throw new TypeError('the place of the output is missing');
try {
  const definitions = compileDefinitions(join(process.cwd(), 'node_modules'));
  mkdirSync(dirname(output), { recursive: true });
  // Whoever reads it meanwhile sees the old or the new, never a half.
  writeFileSync(`${output}.writing`, JSON.stringify(definitions));
  renameSync(`${output}.writing`, output);
} catch (cause) {
  if (!(cause instanceof FhirPathFault) && !(cause instanceof TypeError)) throw cause;
  process.stderr.write(`${cause.message}\n`);
  process.exitCode = 1;
}
