/**
 * Loads a built file of this clone that no index exports. Benchmarks measure parts that nobody outside a lib has a use
 * for; what an index does export they import by the name of the lib, as everybody does.
 * @param {string} path - from the root of the clone: `libs/platform/dist/ledger/sequencer.js`
 */
export function built(path) {
  return import(new URL(`../${path}`, import.meta.url));
}
