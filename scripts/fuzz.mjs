/**
 * `npm run fuzz [-- TARGET...] [--seconds N]`: runs targets of fuzz/targets under a coverage-guided fuzzer, one after the
 * other, N seconds each (60 unless told). What it gathers stays in .cache/fuzz, so that the next run goes on from there.
 * A finding is written to fuzz/findings/TARGET, where a test runs it ever after, once it is mended.
 * Exit status 0: nothing found. 1: a finding, or a target that does not run. 2: wrong arguments.
 */
import { readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { prepareFuzzer } from './fuzz/prepare-fuzzer.mjs';
import { runTarget, targetsFolder } from './fuzz/run-target.mjs';

const known = readdirSync(targetsFolder)
  .filter((file) => file.endsWith('.mjs'))
  .map((file) => file.replace(/\.mjs$/, ''))
  .sort();
const { targets, seconds } = readArguments();

prepareFuzzer();
const failed = [];
for (const target of targets) {
  console.log(`\n== ${target}, ${seconds} s`);
  const { status, tail } = await runTarget(target, seconds);
  console.log(tail);
  if (status !== 0) failed.push(target);
}
console.log(failed.length === 0 ? `\nnothing found in ${targets.join(', ')}` : `\nfindings in ${failed.join(', ')}`);
process.exitCode = failed.length === 0 ? 0 : 1;

function readArguments() {
  try {
    const options = { seconds: { type: 'string', default: '60' } };
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    const stranger = positionals.find((name) => !known.includes(name));
    if (stranger !== undefined) throw new TypeError(`There is no target ${stranger}.`);
    if (!/^[1-9]\d*$/.test(values.seconds)) throw new TypeError('--seconds takes a whole number.');
    return { targets: positionals.length > 0 ? positionals : known, seconds: Number(values.seconds) };
  } catch (cause) {
    console.error(`${cause.message}\nUsage: npm run fuzz [-- TARGET...] [--seconds N]\nTargets: ${known.join(', ')}`);
    process.exit(2);
  }
}
