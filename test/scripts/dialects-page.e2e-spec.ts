import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';

const root = fileURLToPath(new URL('../../', import.meta.url));
const page = readFileSync(`${root}docs/dialects.md`, 'utf8');

/** Sources of the libs by their path from the root, tests left out. */
const sources = new Map(
  readdirSync(`${root}libs`, { withFileTypes: true })
    .filter((lib) => lib.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(`${root}libs/${name}/src`, { recursive: true, encoding: 'utf8' }).map(
        (file) => `libs/${name}/src/${file.replaceAll('\\', '/')}`,
      ),
    )
    .filter((file) => file.endsWith('.ts') && !/\.spec\.ts$|\/testing\//.test(file))
    .map((file) => [file, readFileSync(`${root}${file}`, 'utf8')] as const),
);

function sourcesWith(text: RegExp, within = ''): string[] {
  return [...sources].filter(([file, source]) => file.startsWith(within) && text.test(source)).map(([file]) => file);
}

const linked = [...page.matchAll(/\]\(\.\.\/(libs\/[^)]+)\)/g)].map(([, file]) => file!);
const summary = 'libs/summary/src/';
const named = [...page.matchAll(/`([a-z0-9-]+(?:\/[\w.-]+)+\.ts)`/g)]
  .map(([, file]) => file!)
  .map((file) => (file.startsWith('libs/') ? file : `${summary}${file}`));

/** Comparisons with an OID, or a code of LOINC or SNOMED CT, in code: what a table should say. */
function comparisonsWithCodes(source: string): string[] {
  return source.match(/(?:[!=]==|case) '(?:\d+(?:\.\d+){4,}|\d{1,6}-\d|\d{6,18})'/g) ?? [];
}

describe('docs/dialects.md', () => {
  it('names files that there are', () => {
    expect(linked.length).toBeGreaterThan(15);
    expect(named.length).toBeGreaterThan(40);
    expect([...linked, ...named].filter((file) => !existsSync(`${root}${file}`))).toEqual([]);
  });

  it('links every file whose table cites it, and no other', () => {
    expect(sourcesWith(/docs\/dialects\.md/).sort()).toEqual([...new Set(linked)].sort());
  });

  it('links every file that has rows of what is only read', () => {
    const files = sourcesWith(/\b(?:alsoRead|otherOids|otherUris): \[['{]/);
    expect(files.length).toBeGreaterThan(4);
    expect(files.filter((file) => !linked.includes(file))).toEqual([]);
  });

  it('names every file with templates of the older generations', () => {
    const files = sourcesWith(/1\.3\.6\.1\.4\.1\.19376\.1\.5\.3\.1\b|2\.16\.840\.1\.113883\.10\.20\./, summary);
    expect(files.length).toBeGreaterThan(30);
    expect(files.filter((file) => !named.includes(file))).toEqual([]);
  });
});

describe('the code that reads summaries', () => {
  it('compares nothing with an OID or a code: peculiarities are rows of a table', () => {
    const found = [...sources].filter(([file]) => file.startsWith(summary));
    expect(found.flatMap(([file, source]) => comparisonsWithCodes(source).map((each) => `${file}: ${each}`))).toEqual(
      [],
    );
  });

  it.each([
    `if (system === '1.3.5.1.4.1.19376.1.5.3.2') return right;`,
    `return code !== '18716-3';`,
    `switch (code) { case '160244002': return none; }`,
  ])('would be found doing it in: %s', (source) => {
    expect(comparisonsWithCodes(source)).toHaveLength(1);
  });
});
