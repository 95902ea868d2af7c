import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { codeSystem, indexOf, indexOfResources, newReading, readResources } from '../../testing/gathered.js';
import { gatherFhirFile } from './gather-resource.js';

const url = 'http://example.org/cs';

describe('a CodeSystem', () => {
  it('gives the best designation of each language', () => {
    const index = indexOfResources({
      resourceType: 'CodeSystem',
      id: 'cs',
      url,
      version: '3',
      language: 'fr',
      content: 'complete',
      concept: [
        {
          code: 'a',
          display: 'Comprimé',
          designation: [
            { language: 'de', use: { code: '900000000000003001' }, value: 'Tablette (Darreichungsform)' },
            { language: 'de', use: { code: '900000000000013009' }, value: 'Pille' },
            { language: 'de_at', value: 'Tablette' },
            { language: 'nl', use: { code: '900000000000013009' }, value: 'pil' },
            { language: 'nl', use: { code: 'preferred' }, value: 'tablet' },
            { language: 'fr', value: 'cp' },
            { language: 'not a tag', value: 'x' },
            { value: '' },
          ],
        },
      ],
    });
    const displays = index.concept(url, 'a')?.displays.map(({ language, display }) => [language, display]);
    expect(displays).toEqual([
      ['de', 'Pille'],
      ['de-AT', 'Tablette'],
      ['fr', 'Comprimé'],
      ['nl', 'tablet'],
    ]);
    expect(index.notes).toEqual(['a designation in "not a tag", which is no language tag']);
  });

  it('is English where it does not say its language', () => {
    expect(indexOfResources(codeSystem(url, { a: 'A' })).display(url, 'a', 'en')?.language).toBe('en');
  });

  it('takes a supplement as designations of the code system it names, and nothing else', () => {
    const supplement = {
      resourceType: 'CodeSystem',
      id: 'fr',
      url: 'http://example.org/cs-fr',
      supplements: `${url}|1`,
      content: 'supplement',
      language: 'fr',
      concept: [
        { code: 'a', display: 'Alpha' },
        { code: 'b', display: 'Bêta' },
      ],
    };
    const index = indexOfResources(codeSystem(url, { a: 'A' }), supplement);
    expect(index.display(url, 'a', 'fr')?.display).toBe('Alpha');
    expect(index.has(url, 'b')).toBe(false);
    expect(index.systems.map(({ uri }) => uri)).toEqual([url]);
  });

  it.each(['status', 'inactive'])('marks codes that its property %s takes out of use', (property) => {
    const value = property === 'status' ? { valueCode: 'retired' } : { valueBoolean: true };
    const index = indexOfResources({
      ...codeSystem(url, {}),
      concept: [{ code: 'a', property: [{ code: property, ...value }] }, { code: 'b' }],
    });
    expect(index.concept(url, 'a')).toMatchObject({ inactive: true, defined: true });
    expect(index.concept(url, 'b')).toMatchObject({ inactive: false });
  });

  it('is known by the canonical URI although a package names it otherwise', () => {
    const index = indexOfResources(
      codeSystem('http://hl7europe.org/fhir/terminology/ehdsi/CodeSystem/edqm-all', { '10219000': 'Tablet' }),
    );
    expect(index.has('http://standardterms.edqm.eu', '10219000')).toBe(true);
    expect(index.has('urn:oid:0.4.0.127.0.16.1.1.2.1', '10219000')).toBe(true);
  });

  it('walks a hierarchy however it is deep, up to a limit', () => {
    const nested = (depth: number): object => {
      let concept: object = { code: `c${depth}` };
      for (let level = depth - 1; level >= 0; level--) concept = { code: `c${level}`, concept: [concept] };
      return { ...codeSystem(url, {}), concept: [concept] };
    };
    expect(indexOfResources(nested(150)).has(url, 'c150')).toBe(true);
    expect(readResources(nested(2000)).problems).toEqual([
      { file: '0.json', line: 1, problem: 'the hierarchy is deeper than 200 levels' },
    ]);
  });

  it.each([
    ['without url', { resourceType: 'CodeSystem', concept: [] }, 'a CodeSystem has no url'],
    [
      'with a concept without code',
      { ...codeSystem(url, {}), concept: [{ display: 'x' }] },
      'a concept has no code, or one of more than a thousand characters',
    ],
    [
      'with a code that is a number',
      { ...codeSystem(url, {}), concept: [{ code: 5 }] },
      'a concept has no code, or one of more than a thousand characters',
    ],
    [
      'with a code without end',
      { ...codeSystem(url, {}), concept: [{ code: 'x'.repeat(1001) }] },
      'a concept has no code, or one of more than a thousand characters',
    ],
  ])('%s is not valid', (_, resource, problem) => {
    expect(readResources(resource).problems).toEqual([{ file: '0.json', line: 1, problem }]);
  });

  it('that gives a code twice keeps the first, and is told of', () => {
    const index = indexOfResources({
      ...codeSystem(url, {}),
      concept: [
        { code: 'a', display: 'A' },
        { code: 'a', display: 'B' },
      ],
    });
    expect(index.display(url, 'a', 'en')?.display).toBe('A');
    expect(index.notes).toEqual(['0.json has the code a more than once']);
  });

  it('is not harmed by members that mean something to JavaScript', () => {
    const text = `{"resourceType":"CodeSystem","url":"${url}","content":"complete","__proto__":{"content":"x"},"concept":[{"code":"__proto__","display":"p"},{"code":"constructor","display":"c","__proto__":{"code":"x"}}]}`;
    const reading = newReading();
    gatherFhirFile(text, 'x.json', reading);
    const index = indexOf(reading);
    expect([...index.concepts()].map(({ code }) => code)).toEqual(['__proto__', 'constructor']);
    expect(({} as { content?: string }).content).toBeUndefined();
  });
});

describe('displays of several sources', () => {
  it('are replaced by those of the later, and within a source the code system goes before value sets', () => {
    const reading = newReading();
    const { gathering } = reading;
    const read = (into: typeof reading, ...resources: object[]) => {
      for (const each of resources) gatherFhirFile(JSON.stringify(each), 'x.json', into);
    };
    const set = {
      resourceType: 'ValueSet',
      url: 'http://example.org/vs',
      compose: { include: [{ system: url, concept: [{ code: 'a', display: 'set' }] }] },
    };
    read(reading, set, codeSystem(url, { a: 'system' }));
    expect(indexOf(reading).display(url, 'a', 'en')?.display).toBe('system');
    const source = gathering.source({ name: 'later', version: '2', kind: 'fhir-files', digest: '1' });
    read({ ...reading, source, version: '2' }, set);
    expect(indexOf(reading).display(url, 'a', 'en')).toMatchObject({ display: 'set', source: { version: '2' } });
  });
});

describe('a ConceptMap', () => {
  const map = (target: object, rest: object = {}): object => ({
    resourceType: 'ConceptMap',
    id: 'map',
    version: '7',
    group: [
      {
        source: 'urn:oid:2.999.1|2020',
        target: url,
        targetVersion: '2',
        element: [{ code: 'n', display: 'national', target: [target] }],
      },
    ],
    ...rest,
  });

  it('gives its rows with what they say', () => {
    const index = indexOfResources(map({ code: 'a', display: 'A', equivalence: 'wider' }));
    expect(index.map('urn:oid:2.999.1', 'n')).toEqual([
      {
        system: url,
        code: 'a',
        version: '2',
        display: 'A',
        sourceDisplay: 'national',
        relationship: 'source-is-narrower-than-target',
        source: { catalogue: 'ConceptMap/map', version: '7', digest: index.digest },
        row: 1,
      },
    ]);
    expect(index.map('urn:oid:2.999.1', 'n', url)).toHaveLength(1);
    expect(index.map('urn:oid:2.999.1', 'n', 'http://loinc.org')).toEqual([]);
    // A code that only a map names is no code that is known.
    expect(index.has(url, 'a')).toBe(false);
  });

  it.each([
    ['equal', 'equivalent'],
    ['equivalent', 'equivalent'],
    ['subsumes', 'source-is-narrower-than-target'],
    ['narrower', 'source-is-broader-than-target'],
    ['specializes', 'source-is-broader-than-target'],
    ['inexact', 'related-to'],
    ['relatedto', 'related-to'],
    ['disjoint', 'not-related-to'],
  ])('reads the equivalence %s of R4 as the relationship %s', (equivalence, relationship) => {
    expect(indexOfResources(map({ code: 'a', equivalence })).map('urn:oid:2.999.1', 'n')[0]?.relationship).toBe(
      relationship,
    );
  });

  it('reads R5', () => {
    const row = indexOfResources(map({ code: 'a', relationship: 'source-is-broader-than-target' })).map(
      'urn:oid:2.999.1',
      'n',
    );
    expect(row[0]?.relationship).toBe('source-is-broader-than-target');
  });

  it('is for its target value set, unless that is only the code system', () => {
    const of = (rest: object) =>
      indexOfResources(map({ code: 'a', equivalence: 'equal' }, rest)).map('urn:oid:2.999.1', 'n')[0]?.scope;
    expect(of({ targetCanonical: 'http://example.org/vs|1' })).toBe('http://example.org/vs');
    expect(of({ targetUri: url })).toBeUndefined();
  });

  it('passes over what depends on other elements, and what has no target', () => {
    const index = indexOfResources(
      map({ code: 'a', equivalence: 'equal', dependsOn: [{}] }),
      map({ equivalence: 'unmatched' }),
    );
    expect(index.map('urn:oid:2.999.1', 'n')).toEqual([]);
    expect(index.notes).toEqual(['mapping 1 of 0.json depends on other elements']);
  });

  it.each([
    [
      'an equivalence that is none',
      map({ code: 'a', equivalence: 'constructor' }),
      'mapping 1 has no relationship that FHIR knows',
    ],
    [
      'a group without target',
      { resourceType: 'ConceptMap', group: [{ source: 'urn:oid:2.999.1' }] },
      'a group of a ConceptMap does not name both code systems',
    ],
  ])('with %s is not valid', (_, resource, problem) => {
    expect(readResources(resource).problems).toEqual([{ file: '0.json', line: 1, problem }]);
  });
});

describe('a NamingSystem', () => {
  const naming = (uniqueId: readonly object[], rest: object = {}): object => ({
    resourceType: 'NamingSystem',
    kind: 'codesystem',
    status: 'active',
    name: 'N',
    uniqueId,
    ...rest,
  });
  const ids = [
    { type: 'oid', value: '2.999.9' },
    { type: 'oid', value: 'urn:oid:2.999.10' },
    { type: 'uri', value: 'http://example.org/old' },
    { type: 'uri', value: url, preferred: true },
    { value: 'no type' },
  ];

  it('leads from OIDs and further URIs to the preferred URI', () => {
    const index = indexOfResources(naming(ids), codeSystem(url, { a: 'A' }));
    expect(index.uriOfOid('2.999.9')).toBe(url);
    expect(index.uriOfOid('2.999.10')).toBe(url);
    expect(index.has('urn:oid:2.999.9', 'a')).toBe(true);
    expect(index.has('http://example.org/old', 'a')).toBe(true);
    expect(index.systems[0]).toMatchObject({ name: 'N', oids: ['2.999.9', '2.999.10'] });
  });

  it.each([
    ['of identifiers', naming(ids, { kind: 'identifier' })],
    ['that is retired', naming(ids, { status: 'retired' })],
    ['without URI', naming([{ type: 'oid', value: '2.999.9' }])],
  ])('%s names no code system', (_, resource) => {
    expect(indexOfResources(resource).systems).toEqual([]);
  });

  it('does not take the name of a code system that has it for itself', () => {
    const index = indexOfResources(
      naming(ids),
      codeSystem('http://example.org/old', { z: 'Z' }),
      codeSystem(url, { a: 'A' }),
    );
    expect(index.has('http://example.org/old', 'z')).toBe(true);
    expect(index.has('http://example.org/old', 'a')).toBe(false);
  });
});

describe('a FHIR file', () => {
  const read = (text: string) => {
    const reading = newReading();
    return { holds: gatherFhirFile(text, 'x.json', reading), ...reading };
  };

  it.each([
    ['a profile', '{"resourceType":"StructureDefinition", not parsed at all'],
    ['a package description', '{"name":"x"}'],
    ['a list', '[]'],
    ['a text', '"x"'],
  ])('that is %s holds no terminology', (_, text) => {
    expect(read(text)).toMatchObject({ holds: false, problems: [] });
  });

  it.each(['{"resourceType":"CodeSystem"', '', '\u0000'])('that is not JSON (%j) is told of', (text) => {
    expect(read(text).problems).toEqual([{ file: 'x.json', line: 1, problem: 'the file is not JSON' }]);
  });

  it('that is a Bundle gives what its entries hold', () => {
    const index = indexOfResources({
      resourceType: 'Bundle',
      entry: [
        { resource: codeSystem(url, { a: 'A' }) },
        { resource: { resourceType: 'Bundle' } },
        {},
        { resource: { resourceType: 'Patient' } },
      ],
    });
    expect(index.has(url, 'a')).toBe(true);
  });
});

describe('resources of whatever shape', () => {
  const junk = fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom('a', 'b', url, 'en', true, null));
  const either = <T>(value: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 4, arbitrary: value as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: junk });
  const listOf = (item: fc.Arbitrary<unknown>) => either(fc.array(item, { maxLength: 4 }));
  const objectOf = (members: Readonly<Record<string, fc.Arbitrary<unknown>>>) =>
    either(fc.record(members, { requiredKeys: [] }));
  const code = either(fc.constantFrom('a', 'b', 'c', '__proto__'));
  const system = either(fc.constantFrom(url, 'urn:oid:2.999', 'http://snomed.info/sct'));
  const designation = objectOf({ language: junk, value: junk, use: objectOf({ code: junk }) });
  const property = objectOf({
    code: either(fc.constantFrom('parent', 'child', 'status', 'inactive')),
    valueCode: code,
    valueBoolean: junk,
    valueCoding: junk,
  });
  const { concept } = fc.letrec<{ concept: unknown }>((tie) => ({
    concept: objectOf({
      code,
      display: junk,
      designation: listOf(designation),
      property: listOf(property),
      concept: fc.oneof({ depthSize: 'small' }, junk, fc.array(tie('concept'), { maxLength: 2 })),
    }),
  }));
  const rule = objectOf({
    system,
    concept: listOf(concept),
    filter: listOf(
      objectOf({
        property: either(fc.constantFrom('concept', 'code', 'status')),
        op: either(fc.constantFrom('is-a', '=', 'regex', 'descendent-of')),
        value: code,
      }),
    ),
    valueSet: listOf(either(fc.constantFrom('http://example.org/vs', 'http://example.org/vs|1'))),
  });
  const resource = fc.oneof(
    objectOf({
      resourceType: fc.constant('CodeSystem'),
      url: system,
      content: either(fc.constantFrom('complete', 'supplement', 'fragment')),
      supplements: system,
      concept: listOf(concept),
      property: listOf(objectOf({ code, uri: junk })),
      identifier: listOf(junk),
    }),
    objectOf({
      resourceType: fc.constant('ValueSet'),
      url: either(fc.constant('http://example.org/vs')),
      identifier: listOf(junk),
      compose: objectOf({ include: listOf(rule), exclude: listOf(rule), inactive: junk }),
      expansion: objectOf({ total: junk, contains: listOf(concept) }),
    }),
    objectOf({
      resourceType: fc.constant('ConceptMap'),
      targetUri: system,
      group: listOf(
        objectOf({
          source: system,
          target: system,
          element: listOf(
            objectOf({
              code,
              target: listOf(objectOf({ code, equivalence: either(fc.constantFrom('equal', 'wider')) })),
            }),
          ),
        }),
      ),
    }),
    objectOf({
      resourceType: fc.constant('NamingSystem'),
      kind: either(fc.constant('codesystem')),
      uniqueId: listOf(objectOf({ type: either(fc.constantFrom('oid', 'uri')), value: system })),
    }),
  );

  it('are read as far as they make sense, or told of, and never break anything', () => {
    fc.assert(
      fc.property(fc.array(resource, { maxLength: 5 }), (resources) => {
        const reading = newReading();
        for (const each of resources) gatherFhirFile(JSON.stringify(each), 'x.json', reading);
        const index = indexOf(reading);
        for (const known of index.concepts()) expect(known.code).not.toBe('');
        for (const { start, count } of index.valueSets) expect(start + count).toBeGreaterThanOrEqual(count);
        index.contains('http://example.org/vs', url, 'a');
        expect(Object.prototype).not.toHaveProperty('code');
      }),
      { numRuns: 300 },
    );
  });
});
