import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const tests = /(?:\.spec|-spec|\.contract)\.ts$/;
/** The test of the page speaks of threats and tests none. */
const ofThePage = 'threats-page.e2e-spec.ts';
/** A text in quotes that names threats: `threat 1, threat 5: ...`, `threats 8, 9 and 14: ...`. */
const title = /(['"`])(?:(?!\1|\n).)*?\bthreats? \d(?:(?!\1|\n).)*\1/g;
const named = /\bthreats? (\d+(?:(?:, and |, | and )(?:threats? )?\d+)*)/g;

/**
 * The test files that name a threat in a title.
 * @param {string} root - folder of the repository
 * @returns {Map<number, string[]>} paths by number, sorted
 */
export function namedTests(root) {
  const found = new Map();
  for (const file of testFiles(root)) {
    for (const number of numbersIn(readFileSync(join(root, file), 'utf8'))) {
      found.set(number, [...(found.get(number) ?? []), file]);
    }
  }
  return found;
}

/** The numbers that titles of a test file name. @param {string} source @returns {Set<number>} */
export function numbersIn(source) {
  const titles = [...source.matchAll(title)].map(([text]) => text);
  const lists = titles.flatMap((text) => [...text.matchAll(named)].map(([, list]) => list));
  return new Set(lists.flatMap((list) => list.match(/\d+/g).map(Number)));
}

function testFiles(root) {
  return ['libs', 'apps', 'test']
    .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, withFileTypes: true }))
    .filter(
      (entry) =>
        entry.isFile() &&
        tests.test(entry.name) &&
        entry.name !== ofThePage &&
        !/node_modules|[\\/]dist/.test(entry.parentPath),
    )
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}
