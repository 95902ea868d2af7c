/**
 * Writes the rules of libs/cda, which must be built (`npm test` and `npm start` do it), into docs/cda-validation.md.
 * `--check` writes nothing: exit status 1 when the page does not have what the rules say.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as cda from '@passerelle/cda';
import { pageWith, rowsOutOfStep, ruleTables } from './cda-rules-doc/tables.mjs';

const file = fileURLToPath(new URL('../docs/cda-validation.md', import.meta.url));
const page = readFileSync(file, 'utf8');
const wanted = pageWith(page, ruleTables(cda));

if (process.argv[2] !== '--check') {
  writeFileSync(file, wanted);
  console.log('docs/cda-validation.md has the rules');
} else if (page === wanted) {
  console.log('docs/cda-validation.md has the rules');
} else {
  for (const row of rowsOutOfStep(page, wanted)) console.error(`docs/cda-validation.md lacks: ${row}`);
  console.error('Run `node scripts/cda-rules-doc.mjs` and commit docs/cda-validation.md.');
  process.exitCode = 1;
}
