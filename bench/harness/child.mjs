/** Runs the benchmark named on the command line and hands its rows to the process that started this one. */
const [name, options] = process.argv.slice(2);

const { run } = await import(new URL(`../benches/${name}.mjs`, import.meta.url));
const rows = await run(JSON.parse(options));
// The channel must have taken the rows before the process may end, and what a benchmark left open must not keep it.
process.send({ rows }, () => process.exit(0));
