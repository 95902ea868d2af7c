/**
 * Writes docs/errors.md from the error registry of libs/kernel, which must be built (`npm test` and `npm start` do it).
 * `--check` writes nothing: exit status 1 when the page is not what the registry says.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { registry } from '@passerelle/kernel';
import { differences, errorsPage } from './errors-doc/page.mjs';

const file = fileURLToPath(new URL('../docs/errors.md', import.meta.url));
const wanted = errorsPage(registry);
const codes = Object.keys(registry).length;

if (process.argv[2] === '--check') {
  const found = differences(existsSync(file) ? readFileSync(file, 'utf8') : '', wanted);
  for (const sentence of found) console.error(sentence);
  if (found.length > 0) console.error('Run `node scripts/errors-doc.mjs` and commit docs/errors.md.');
  else console.log(`docs/errors.md has all ${codes} codes`);
  process.exitCode = found.length > 0 ? 1 : 0;
} else {
  writeFileSync(file, wanted);
  console.log(`docs/errors.md written, ${codes} codes`);
}
