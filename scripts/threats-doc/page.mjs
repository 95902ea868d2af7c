import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * What keeps the table from being true: a threat without test, a control that is not there, a number that no threat has.
 * @param {Readonly<Record<number, import('./table.mjs').Threat>>} threats
 * @param {ReadonlyMap<number, readonly string[]>} tests
 * @param {string} root
 * @returns {string[]} sentences
 */
export function faults(threats, tests, root) {
  return [
    ...Object.entries(threats)
      .filter(([number]) => !tests.has(Number(number)))
      .map(([number, { threat }]) => `threat ${number} (${threat}) is named by no test`),
    ...Object.entries(threats).flatMap(([number, { files }]) =>
      files.filter((file) => !existsSync(join(root, file))).map((file) => `threat ${number}: ${file} is not there`),
    ),
    ...[...tests]
      .filter(([number]) => !Object.hasOwn(threats, number))
      .map(([number, files]) => `${files.join(', ')} names threat ${number}, which there is not`),
  ];
}

/** The page docs/threats.md. */
export function page(threats, tests) {
  const link = (file) => `[${file.split('/').at(-1)}](../${file})`;
  const rows = Object.entries(threats).map(([number, { threat, control, files, open }]) => {
    const shown = (tests.get(Number(number)) ?? []).map(link);
    const cells = [...shown, ...(open === undefined ? [] : [`*not yet: ${open}*`])];
    return `| ${number} | ${threat} | ${control}: ${files.map(link).join(', ')} | ${cells.join(', ')} |`;
  });
  return [
    '# Threats',
    'What may be done to a node, what stands against it, and the test that shows it. Made by `node scripts/threats-doc.mjs` from `scripts/threats-doc/table.mjs` and the titles of the tests, which name the number (`threat 12: ...`); `npm test` fails when a threat has no test, or a file is not there.',
    '',
    'What is measured beside this: [fuzzing](../fuzz/README.md), the rules for [what is installed](../SECURITY.md), the differences between [three XML parsers](adr/0009-own-xml-scanner.md).',
    '',
    '| | threat | control | tests |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n');
}
