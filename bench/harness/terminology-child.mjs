/**
 * Opens a terminology in a process of its own and prints what that took, as JSON: wall and processor time, and the memory
 * of the process once the collector has run. Arguments: `nothing`, `index <file>`, or `maps <folder>...`.
 */
const [kind, ...places] = process.argv.slice(2);
const cpu = process.cpuUsage();
const began = performance.now();
const opened = await open();
const milliseconds = performance.now() - began;
const { user, system } = process.cpuUsage(cpu);
globalThis.gc();
const rss = process.memoryUsage.rss() / 1e6;
console.log(JSON.stringify({ milliseconds, cpu: (user + system) / 1e3, rss, size: opened?.size ?? 0 }));

async function open() {
  if (kind === 'index') {
    const { openIndex } = await import('@passerelle/terminology');
    return openIndex(places[0]);
  }
  if (kind === 'maps') return (await import('./map-peer.mjs')).loadMaps(places);
  return undefined;
}
