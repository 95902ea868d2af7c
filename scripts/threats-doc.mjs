/**
 * `node scripts/threats-doc.mjs [--check]`: writes docs/threats.md from the table of threats and the titles of the tests.
 * Exit status 1: a threat has no test, a file is not there, or with --check the page is not what would be written.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { namedTests } from './threats-doc/named-tests.mjs';
import { faults, page } from './threats-doc/page.mjs';
import { threats } from './threats-doc/table.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const file = new URL('../docs/threats.md', import.meta.url);

const tests = namedTests(root);
const found = faults(threats, tests, root);
const text = page(threats, tests);
if (!process.argv.includes('--check')) writeFileSync(file, text);
else if (!existsSync(file) || readFileSync(file, 'utf8') !== text)
  found.push('docs/threats.md is out of date: run `node scripts/threats-doc.mjs` and commit it');
for (const fault of found) console.error(fault);
console.log(`docs/threats.md, ${Object.keys(threats).length} threats, ${tests.size} of them named by tests`);
process.exitCode = found.length === 0 ? 0 : 1;
