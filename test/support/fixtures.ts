import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../fixtures/', import.meta.url);

/** A row of the tables in test/fixtures/README.md. */
export interface FixtureRow {
  /** Path below test/fixtures: `national/lu/rich.xml`. */
  readonly name: string;
  readonly file: string;
  /** `entry` elements of a CDA, or references of a Composition's sections. */
  readonly entries?: number;
  /** Code with which it is refused. */
  readonly code?: string;
}

const readme = readFileSync(new URL('README.md', folder), 'utf8');

function row(name: string, rest: Omit<FixtureRow, 'name' | 'file'>): FixtureRow {
  return { name, file: fileURLToPath(new URL(name, folder)), ...rest };
}

/** The national records, as the README lists them. */
export const records: readonly FixtureRow[] = [...readme.matchAll(/^\| `((?:lu|pt)\/[^`]+)` \|[^|]+\| (\d+) \|/gm)].map(
  ([, name = '', entries]) => row(`national/${name}`, { entries: Number(entries) }),
);

/** The documents that must be refused, as the README lists them. */
export const refused: readonly FixtureRow[] = [...readme.matchAll(/^\| `([^`/]+)` \|[^|]+\| (PSR-\d{4}) \|/gm)].map(
  ([, name = '', code = '']) => row(`refused/${name}`, { code }),
);
