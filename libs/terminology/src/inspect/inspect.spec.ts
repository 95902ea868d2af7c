import { describe, expect, it } from '@jest/globals';
import { codeSystem, indexOfResources, valueSet } from '../testing/gathered.js';
import { takeCensus } from './census.js';
import { compareIndexes } from './differences.js';

const url = 'http://example.org/cs';
const map = (targets: Readonly<Record<string, string>>): object => ({
  resourceType: 'ConceptMap',
  id: 'map',
  version: '1',
  group: [
    {
      source: 'urn:oid:2.999.1',
      target: url,
      element: Object.entries(targets).map(([code, target]) => ({
        code,
        target: [{ code: target, equivalence: 'equal' }],
      })),
    },
  ],
});

describe('the census of an index', () => {
  it('counts code systems, languages, value sets and maps, and finds maps that have grown old', () => {
    const index = indexOfResources(
      {
        ...codeSystem(url, {}, { version: '2' }),
        concept: [
          { code: 'a', display: 'A', designation: [{ language: 'fr', value: 'Â' }] },
          { code: 'b', display: 'B', property: [{ code: 'inactive', valueBoolean: true }] },
        ],
      },
      valueSet('http://example.org/vs', [{ system: url }]),
      map({ n: 'a', old: 'gone' }),
    );
    expect(takeCensus(index)).toEqual({
      systems: [{ uri: url, oids: [], versions: ['2'], complete: true, concepts: 2, inactive: 1 }],
      languages: [
        { language: 'en', displays: 2 },
        { language: 'fr', displays: 1 },
      ],
      valueSets: [{ url: 'http://example.org/vs', oids: [], version: '1.0', origin: 1, start: 0, count: 2 }],
      maps: [{ catalogue: 'ConceptMap/map', version: '1', rows: 2, stale: 1 }],
    });
  });

  it('calls no map old whose targets are of a code system that is not here', () => {
    expect(takeCensus(indexOfResources(map({ n: 'a' }))).maps[0]?.stale).toBe(0);
    const elsewhere = indexOfResources(codeSystem(url, { b: 'B' }));
    expect(takeCensus(indexOfResources(map({ n: 'a' })), elsewhere).maps[0]?.stale).toBe(1);
  });
});

describe('what is different between two indexes', () => {
  const vs = 'http://example.org/vs';
  const before = indexOfResources(
    codeSystem(url, { a: 'A', b: 'B', c: 'C', outside: 'O' }),
    valueSet(vs, [{ system: url, concept: [{ code: 'a' }, { code: 'b' }, { code: 'c' }] }]),
    valueSet('http://example.org/gone', [{ system: url, concept: [{ code: 'a' }] }]),
    map({ n: 'a', m: 'b', o: 'outside' }),
  );
  const after = indexOfResources(
    codeSystem(url, { a: 'A', b: 'Bee', d: 'D', outside: 'O' }),
    valueSet(vs, [{ system: url, concept: [{ code: 'a' }, { code: 'b' }, { code: 'd' }] }]),
    valueSet('http://example.org/new', [{ system: url, concept: [{ code: 'd' }] }]),
    map({ n: 'd', m: 'b' }),
  );
  const differences = compareIndexes(before, after);
  const code = (name: string, display: string) => ({ system: url, code: name, display });

  it('is told code by code', () => {
    expect(differences.added).toEqual([code('d', 'D')]);
    expect(differences.removed).toEqual([code('c', 'C')]);
    expect(differences.renamed).toEqual([{ system: url, code: 'b', language: 'en', from: 'B', to: 'Bee' }]);
  });

  it('is told value set by value set, with the maps that lead into it', () => {
    const remapped = { system: 'urn:oid:2.999.1', code: 'n', from: [`${url}|a`], to: [`${url}|d`] };
    expect(differences.valueSets).toEqual([
      {
        url: 'http://example.org/gone',
        state: 'gone',
        added: [],
        removed: [code('a', 'A')],
        renamed: [],
        remapped: [remapped],
      },
      {
        url: 'http://example.org/new',
        state: 'new',
        added: [code('d', 'D')],
        removed: [],
        renamed: [],
        remapped: [remapped],
      },
      {
        url: vs,
        state: 'changed',
        added: [code('d', 'D')],
        removed: [code('c', 'C')],
        renamed: [{ system: url, code: 'b', language: 'en', from: 'B', to: 'Bee' }],
        remapped: [remapped],
      },
    ]);
    expect(differences.remapped).toEqual([{ system: 'urn:oid:2.999.1', code: 'o', from: [`${url}|outside`], to: [] }]);
  });

  it('is nothing where they are the same', () => {
    expect(compareIndexes(after, after)).toEqual({ added: [], removed: [], renamed: [], remapped: [], valueSets: [] });
  });
});
