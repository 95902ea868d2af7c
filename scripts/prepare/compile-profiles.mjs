/**
 * The build step `profiles`: node compile-profiles.mjs OUTPUT, in the folder of the repository. Compiles the packages of
 * node_modules and our table of EPS into one file.
 * Exit status 1: something cannot be compiled, and stderr says what.
 */
import { join } from 'node:path';
import { compileDefinitions } from '@passerelle/fhir/profile-compiler';
import { writeIfChanged } from './outputs.mjs';

const [output] = process.argv.slice(2);
try {
  writeIfChanged(output, JSON.stringify(compileDefinitions(join(process.cwd(), 'node_modules'))));
} catch (cause) {
  // What the compiler itself finds wrong needs no stack; anything else is a mistake of ours.
  if (cause.name !== 'FhirPathFault' && cause.name !== 'TypeError') throw cause;
  console.error(cause.message);
  process.exitCode = 1;
}
