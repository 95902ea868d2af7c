/**
 * `node scripts/fuzz/replay.mjs TARGETS FINDINGS`: runs what the fuzzer once found, each file of FINDINGS/<target>, through
 * the target of that name in the folder TARGETS. Prints one JSON object a line: `{ target, file, fault?, ms }`. A run needs
 * no fuzzer.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const [targets, findings] = process.argv.slice(2).map((folder) => resolve(folder));

for (const target of readdirSync(findings).sort()) {
  const { fuzz } = await import(join(targets, `${target}.mjs`));
  for (const file of readdirSync(join(findings, target)).sort()) {
    const before = performance.now();
    const fault = await faultOf(() => fuzz(readFileSync(join(findings, target, file))));
    console.log(JSON.stringify({ target, file, fault, ms: Math.round(performance.now() - before) }));
  }
}

async function faultOf(act) {
  try {
    await act();
    return undefined;
  } catch (error) {
    return String(error?.stack ?? error);
  }
}
