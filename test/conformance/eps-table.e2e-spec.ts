import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { Constraint, Definitions } from '@passerelle/fhir/definitions';
import { importPackage } from '@passerelle/fhir/profile-compiler';
import { builtInDefinitions } from '@passerelle/fhir/validator';
import { reportCorpusRun } from '../support/corpus.js';

const profiles = fileURLToPath(new URL('../../../shared/corpus/fhir/profiles/', import.meta.url));
const official = ['hl7.fhir.eu.eps-1.0.0-xtehr-compiled', 'hl7.fhir.eu.base-2.0.0-compiled'].map(
  (name) => profiles + name,
);
const builtIn = builtInDefinitions();

/**
 * What a constraint tree says, one line for each statement. Left out is what cannot be told from a document: profiles
 * that add nothing, and extensions that may stand any number of times. What stands inside an extension is left to the
 * definition of that extension.
 */
function statementsOf(
  { root, imposes = [] }: Pick<Definitions['profiles'][string], 'root' | 'imposes'>,
  of: Definitions,
): Set<string> {
  const statements = new Set<string>(imposes.map((url) => `imposes ${url}`));
  const walk = (constraint: Constraint, path: string): void => {
    const say = (what: string, value: unknown): unknown => statements.add(`${path} ${what} ${sorted(value)}`);
    const isExtension = constraint.profiles?.['Extension'] !== undefined;
    for (const key of ['min', 'max', 'fixed', 'pattern', 'types', 'binding'] as const) {
      if (constraint[key] !== undefined && !(key === 'types' && path.includes(':'))) say(key, constraint[key]);
    }
    if (constraint.targets !== undefined) say('targets', constraint.targets.map(typeOrProfile));
    for (const [type, urls] of Object.entries(constraint.profiles ?? {})) {
      const counted = !isExtension || constraint.min !== undefined || constraint.max !== undefined;
      if (counted && !urls.every((url) => isIdle(url))) say(`profiles ${type}`, urls);
    }
    for (const place of constraint.invariants ?? []) say('invariant', of.invariants[place]!.key);
    if (isExtension) return;
    for (const [name, child] of Object.entries(constraint.elements ?? {})) walk(child, `${path}.${name}`);
    for (const [name, slice] of Object.entries(constraint.slices ?? {})) walk(slice, `${path}:${name}`);
  };
  walk(root, '');
  return statements;
}

function isIdle(url: string): boolean {
  const profile = builtIn.profiles[url];
  return profile !== undefined && Object.keys(profile.root).length === 0;
}

/** A profile that adds nothing to its type is as good as the type. */
function typeOrProfile(target: string): string {
  return isIdle(target) && builtIn.profiles[target]!.imposes === undefined ? builtIn.profiles[target]!.type : target;
}

function sorted(value: unknown): string {
  const plain = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(plain).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    if (typeof part !== 'object' || part === null) return part;
    return Object.fromEntries(
      Object.entries(part)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, inner]) => [key, plain(inner)]),
    );
  };
  return JSON.stringify(plain(value));
}

describe('our table of EPS and EU base', () => {
  it('says what the official profiles say, no more and no less', () => {
    const packages = official.filter((folder) => existsSync(folder));
    const differences: string[] = [];
    let compared = 0;
    for (const folder of packages) {
      const { definitions } = importPackage(folder, builtIn);
      for (const [url, profile] of Object.entries(definitions.profiles)) {
        const ours = builtIn.profiles[url];
        if (ours === undefined) {
          differences.push(`${url} is not in the table`);
          continue;
        }
        compared++;
        const theirs = statementsOf(profile, definitions);
        const own = statementsOf(ours, builtIn);
        const name = url.slice(url.lastIndexOf('/') + 1);
        for (const statement of theirs)
          if (!own.has(statement)) differences.push(`${name}: official only: ${statement}`);
        for (const statement of own) if (!theirs.has(statement)) differences.push(`${name}: ours only: ${statement}`);
      }
    }
    expect(differences).toEqual([]);
    reportCorpusRun('table of EPS and EU base, profiles compared', compared);
  });

  it('names no profile that the official packages do not have', () => {
    const packages = official.filter((folder) => existsSync(folder));
    if (packages.length === 0) return;
    const known = new Set(
      packages.flatMap((folder) => Object.keys(importPackage(folder, builtIn).definitions.profiles)),
    );
    const ours = Object.keys(builtIn.profiles).filter((url) => url.startsWith('http://hl7.eu/'));
    expect(ours.filter((url) => !known.has(url))).toEqual([]);
  });
});
