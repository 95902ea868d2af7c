import { parseArgs } from 'node:util';

/**
 * Reads the arguments of `npm test`.
 * @param {string[]} args
 * @param {readonly { name: string }[]} steps
 * @returns {{ only: Set<string>, paths: string[] }} the names of the steps to run, all of them unless said otherwise
 */
export function readArguments(args, steps) {
  const names = steps.map(({ name }) => name);
  try {
    const { values, positionals } = parseArgs({
      args,
      options: { only: { type: 'string', multiple: true, default: [] } },
      allowPositionals: true,
    });
    const wanted = values.only.flatMap((list) => list.split(','));
    const unknown = wanted.filter((name) => !names.includes(name));
    if (unknown.length > 0) throw new TypeError(`There is no step ${unknown.join(', ')}.`);
    return { only: new Set(wanted.length > 0 ? wanted : names), paths: positionals };
  } catch (cause) {
    console.error(`${cause.message}\nUsage: npm test [-- --only STEP[,STEP]] [PATH...]\nSteps: ${names.join(', ')}`);
    process.exit(2);
  }
}
