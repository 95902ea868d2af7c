/**
 * npm run bench [-- <name>...]: measures, prints a table and writes the rows to bench/results. README.md tells how to
 * read them. A missed target is printed and changes nothing else: a busy machine must not break anybody's build.
 *
 * Options: --quick measures briefly, to see that a benchmark works; --corpus adds documents of ../shared/corpus.
 * Exit status 0: measured. 1: a benchmark failed. 2: wrong arguments.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { canPin, load, machine } from './harness/machine.mjs';
import { plainRow } from './harness/rows.mjs';
import { runInChild } from './harness/run-in-child.mjs';
import { table } from './harness/table.mjs';

/** The benchmarks. Those of processor-bound work are bound to one processor; those of whole nodes use all there are. */
const benches = {
  translate: { pinned: true, title: 'translation of a CDA level 3, one core' },
  workers: { pinned: false, title: 'translation on worker threads, all cores' },
  render: { pinned: true, title: 'pages for people: HTML and PDF/A, one core' },
  'validate-cda': { pinned: true, title: 'checking a CDA against our grammar and the rules of the pivot, one core' },
  validate: { pinned: true, title: 'validation of a European patient summary, one core' },
  door: { pinned: true, title: 'the XML door: guard and parse, one core' },
  seal: { pinned: true, title: 'sealing and verifying, one core' },
  'verify-seal': { pinned: true, title: 'verifying enveloped signatures of others, one core' },
  terminology: { pinned: true, title: 'terminology index beside a Map of objects, one core' },
  log: { pinned: false, title: 'appending to the exchange log' },
  exchange: { pinned: false, title: 'whole exchanges between two nodes with the embedded database' },
  memory: { pinned: false, title: 'memory of a node' },
};

const { values: options, positionals } = readArguments();
const chosen = positionals.length > 0 ? positionals : Object.keys(benches);

console.log(`${machine()}, load ${load().toFixed(2)}`);
if (!canPin) console.log('taskset is not here: nothing is bound to a processor, expect more noise');
for (const name of chosen) {
  const { pinned, title } = benches[name];
  const before = load();
  console.log(`\n${name}: ${title}`);
  try {
    const rows = await runInChild(name, { pinned, options });
    console.log(`\n${table(rows)}`);
    keep(name, [...rows, { name: 'load average of the minute before', unit: 'processes', value: before }]);
  } catch (cause) {
    console.error(cause.message);
    process.exitCode = 1;
  }
}

function readArguments() {
  const known = { quick: { type: 'boolean', default: false }, corpus: { type: 'boolean', default: false } };
  try {
    const read = parseArgs({ options: known, allowPositionals: true });
    const stranger = read.positionals.find((name) => !Object.hasOwn(benches, name));
    if (stranger !== undefined) throw new Error(`no benchmark is called ${stranger}`);
    return read;
  } catch (cause) {
    console.error(
      `${cause.message}\nusage: npm run bench [-- ${Object.keys(benches).join(' | ')}] [--quick] [--corpus]`,
    );
    process.exit(2);
  }
}

/** Writes the rows of one benchmark as a JSON array. */
function keep(name, rows) {
  const folder = fileURLToPath(new URL('./results', import.meta.url));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${name}-${new Date().toISOString().replaceAll(':', '-')}.json`);
  writeFileSync(file, `[\n${rows.map((row) => `  ${JSON.stringify(plainRow(row))}`).join(',\n')}\n]\n`);
  console.log(`rows in ${relative(process.cwd(), file)}`);
}
