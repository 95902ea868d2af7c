import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { makeLoadable } from './older-glibc.mjs';

const addOns = new URL('../../node_modules/@jazzer.js/fuzzer/prebuilds/', import.meta.url);

/**
 * Sees to it that the fuzzer's add-on loads. It is built for glibc 2.38; with an older one, such as that of Debian 12, the
 * installed file is changed once.
 * @throws {Error} where it cannot be made to load
 */
export function prepareFuzzer() {
  const file = fileURLToPath(new URL(`fuzzer-${process.platform}-${process.arch}.node`, addOns));
  const fault = faultOf(file);
  if (fault === undefined) return;
  if (process.platform !== 'linux' || !/GLIBC/.test(fault)) throw new Error(`the fuzzer does not load: ${fault}`);
  console.log(`fuzz  the add-on of the fuzzer is made to load with this glibc: ${makeLoadable(file)}`);
  const left = faultOf(file);
  if (left !== undefined) throw new Error(`the fuzzer still does not load: ${left}`);
}

/** Why an add-on does not load, found out in a process of its own. */
function faultOf(file) {
  const script = `try { process.dlopen({ exports: {} }, ${JSON.stringify(file)}) } catch (error) { console.error(error.message); process.exit(1) }`;
  const { status, stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8' });
  return status === 0 ? undefined : stderr.trim();
}
