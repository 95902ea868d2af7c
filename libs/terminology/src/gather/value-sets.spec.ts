import { describe, expect, it } from '@jest/globals';
import { codeSystem, indexOfResources, valueSet } from '../testing/gathered.js';
import type { TerminologyIndex } from '../lookup/terminology-index.js';

const system = 'http://example.org/cs';
const other = 'http://example.org/other';
const url = 'http://example.org/vs';

// animal > (dog > poodle, cat); plant; retired: dodo. A poodle is also a pet.
const animals = {
  resourceType: 'CodeSystem',
  id: 'animals',
  url: system,
  content: 'complete',
  property: [{ code: 'isa', uri: 'http://hl7.org/fhir/concept-properties#parent', type: 'code' }],
  concept: [
    {
      code: 'animal',
      concept: [
        { code: 'dog', concept: [{ code: 'poodle', property: [{ code: 'isa', valueCode: 'pet' }] }] },
        { code: 'cat', property: [{ code: 'size', valueInteger: 2 }] },
        { code: 'dodo', property: [{ code: 'status', valueCode: 'retired' }] },
      ],
    },
    {
      code: 'plant',
      property: [
        { code: 'size', valueInteger: 1 },
        { code: 'kind', valueCoding: { code: 'green' } },
      ],
    },
    { code: 'pet' },
  ],
};
const all = ['animal', 'dog', 'poodle', 'cat', 'dodo', 'plant', 'pet'];

function membersOf(index: TerminologyIndex): string[] {
  const found = index.valueSets.find((each) => each.url === url)!;
  return [...index.members(found)].map(({ code }) => code).sort();
}

function resolved(include: readonly object[], rest: object = {}, ...more: readonly object[]): TerminologyIndex {
  return indexOfResources(animals, ...more, valueSet(url, include, rest));
}

const filter = (property: string, op: string, value: string): object => ({ system, filter: [{ property, op, value }] });

describe('the members of a value set', () => {
  it.each([
    ['a whole code system', [{ system }], all],
    ['codes', [{ system, concept: [{ code: 'dog' }, { code: 'cat' }] }], ['cat', 'dog']],
    ['is-a', [filter('concept', 'is-a', 'dog')], ['dog', 'poodle']],
    ['descendent-of', [filter('concept', 'descendent-of', 'animal')], ['cat', 'dodo', 'dog', 'poodle']],
    ['is-a along a property', [filter('concept', 'is-a', 'pet')], ['pet', 'poodle']],
    ['a property', [filter('size', '=', '2')], ['cat']],
    ['a property that is a Coding', [filter('kind', '=', 'green')], ['plant']],
    ['a pattern, for the whole code', [filter('code', 'regex', 'd.*')], ['dodo', 'dog']],
    [
      'several rules',
      [filter('concept', 'is-a', 'dog'), { system, concept: [{ code: 'plant' }] }],
      ['dog', 'plant', 'poodle'],
    ],
    [
      'several filters of one rule, which all must hold',
      [
        {
          system,
          filter: [
            { property: 'concept', op: 'is-a', value: 'pet' },
            { property: 'concept', op: 'is-a', value: 'dog' },
          ],
        },
      ],
      ['poodle'],
    ],
  ])('are found by %s', (_, include, expected) => {
    const index = resolved(include);
    expect(membersOf(index)).toEqual([...expected].sort());
    expect(index.valueSets[0]?.open).toBeUndefined();
    expect(index.contains(url, system, 'unheard of')).toBe(false);
  });

  it('are those of other value sets, and of all of them where one rule names several', () => {
    const dogs = valueSet('http://example.org/dogs', [filter('concept', 'is-a', 'dog')]);
    const pets = valueSet('http://example.org/pets', [filter('concept', 'is-a', 'pet')]);
    const named = ['http://example.org/dogs|1.0', 'http://example.org/pets'];
    expect(membersOf(resolved([{ valueSet: named }], {}, dogs, pets))).toEqual(['poodle']);
    expect(membersOf(resolved([{ valueSet: [named[0]] }, { valueSet: [named[1]] }], {}, dogs, pets))).toEqual([
      'dog',
      'pet',
      'poodle',
    ]);
    expect(membersOf(resolved([{ system, valueSet: [named[1]] }], {}, pets))).toEqual(['pet', 'poodle']);
  });

  it('are not those that are excluded, nor inactive ones where they are ruled out', () => {
    const compose = { include: [{ system }], exclude: [filter('concept', 'is-a', 'dog')] };
    expect(membersOf(resolved([], { compose }))).toEqual(['animal', 'cat', 'dodo', 'pet', 'plant']);
    expect(membersOf(resolved([], { compose: { ...compose, inactive: false } }))).toEqual([
      'animal',
      'cat',
      'pet',
      'plant',
    ]);
  });

  it('are those of the expansion where the rules cannot be evaluated', () => {
    const contains = [
      { system, code: 'dog', contains: [{ system, code: 'poodle' }] },
      { system, code: 'animal', abstract: true },
    ];
    const include = [{ system: 'http://example.org/none' }];
    const index = resolved(include, { expansion: { contains, total: 3 } });
    expect(membersOf(index)).toEqual(['dog', 'poodle']);
    expect(index.contains(url, 'http://example.org/none', 'x')).toBe(false);
    // A page of an expansion says nothing of the rest.
    for (const part of [
      { total: 900 },
      { offset: 3 },
      { extension: [{ url: 'http://example.org/valueset-toocostly' }] },
    ]) {
      expect(membersOf(resolved(include, { expansion: { contains, ...part } }))).toEqual([]);
    }
  });
});

describe('a value set that cannot be resolved', () => {
  const partly = codeSystem(other, { a: 'A' }, { content: 'fragment' });

  it.each([
    [
      'a code system that is not here',
      { system: 'http://example.org/none' },
      'the code system http://example.org/none is not here as a whole',
    ],
    ['a code system of which there is a part', { system: other }, `the code system ${other} is not here as a whole`],
    [
      'a filter on such a part',
      { system: other, filter: [{ property: 'concept', op: 'is-a', value: 'a' }] },
      `the filter concept is-a a on ${other} needs the whole code system`,
    ],
    [
      'an operator',
      filter('concept', 'generalizes', 'dog'),
      `the filter concept generalizes dog on ${system} has an operator that is not evaluated here`,
    ],
    [
      'a code that is not in it',
      filter('concept', 'is-a', 'unicorn'),
      `the filter concept is-a unicorn on ${system} names a code that is not in it`,
    ],
    [
      'a property that it does not have',
      filter('colour', '=', 'red'),
      `the filter colour = red on ${system} asks for a property that no concept of it has`,
    ],
    [
      'a pattern that could run for ever',
      filter('code', 'regex', '(a+)+b'),
      `the filter code regex (a+)+b on ${system} has a pattern that is not evaluated here`,
    ],
    [
      'a pattern of displays',
      filter('display', 'regex', 'd.*'),
      `the filter display regex d.* on ${system} is a pattern of something else than the code`,
    ],
    [
      'kinds of something else',
      filter('size', 'is-a', 'dog'),
      `the filter size is-a dog on ${system} is no filter on the concept`,
    ],
    [
      'a value set that is not here',
      { valueSet: ['http://example.org/gone'] },
      'the value set http://example.org/gone is not here',
    ],
    [
      'another version of a value set',
      { valueSet: [`${url}|9`] },
      `the value set ${url} is here in another version than 9`,
    ],
    ['itself', { valueSet: [url] }, `the value set ${url} includes itself`],
    ['nothing at all', {}, 'a rule names neither a code system nor a value set'],
  ])('because of %s says so by name, and is not taken for empty', (_, rule, reason) => {
    const index = resolved([rule, { system, concept: [{ code: 'cat' }] }], {}, partly);
    expect(index.valueSets.find((each) => each.url === url)?.open?.reasons).toEqual([reason]);
    expect(index.contains(url, system, 'cat')).toBe(true);
  });

  it('leaves open only what it may take more of', () => {
    const index = resolved([{ system: other }, { system, concept: [{ code: 'cat' }] }], {}, partly);
    expect(index.contains(url, other, 'a')).toBeUndefined();
    expect(index.contains(url, other, 'unheard of')).toBeUndefined();
    expect(index.contains(url, system, 'dog')).toBe(false);
    const anything = resolved([{ valueSet: ['http://example.org/gone'] }]);
    expect(anything.contains(url, system, 'dog')).toBeUndefined();
    const ofOne = resolved([{ system, valueSet: ['http://example.org/gone'] }], {}, partly);
    expect(ofOne.contains(url, system, 'dog')).toBeUndefined();
    expect(ofOne.contains(url, other, 'a')).toBe(false);
  });

  it('is sure of no member where more may be excluded', () => {
    const compose = { include: [{ system }], exclude: [{ system: other }] };
    const index = resolved([], { compose }, partly);
    expect(index.contains(url, system, 'cat')).toBeUndefined();
    expect(index.contains(url, other, 'a')).toBe(false);
    // Nor is one that includes it.
    const outer = valueSet('http://example.org/outer', [{ valueSet: [url] }]);
    expect(
      resolved([], { compose }, partly, outer).contains('http://example.org/outer', system, 'cat'),
    ).toBeUndefined();
  });

  it('has unknown members without any definition', () => {
    const index = indexOfResources(animals, { resourceType: 'ValueSet', id: 'x', url });
    expect(index.contains(url, system, 'cat')).toBeUndefined();
  });

  it('does not overflow where value sets include one another deeply', () => {
    const chain = Array.from({ length: 3000 }, (_, at) =>
      valueSet(`${url}-${at}`, [{ valueSet: [`${url}-${at + 1}`] }]),
    );
    const index = indexOfResources(...chain, valueSet(`${url}-3000`, [{ system, concept: [{ code: 'cat' }] }]));
    expect(index.contains(`${url}-2990`, system, 'cat')).toBe(true);
    expect(index.valueSets.some(({ open }) => open?.reasons.some((reason) => reason.includes('too deeply')))).toBe(
      true,
    );
  });
});

describe('value sets of the same name', () => {
  const concept = (code: string): object => ({ system, concept: [{ code }] });
  const oid = { identifier: [{ value: 'urn:oid:2.999.42' }] };

  it('are one, the later in the place of the earlier, joined by OID where one has no URL', () => {
    const nameless = { ...valueSet('', [concept('dog')], oid), url: undefined };
    const index = indexOfResources(animals, valueSet(url, [concept('cat')], oid), nameless);
    expect(index.valueSets).toHaveLength(1);
    expect(membersOf(index)).toEqual(['dog']);
    expect(index.contains('2.999.42', system, 'dog')).toBe(true);
    const reversed = indexOfResources(animals, nameless, valueSet(url, [concept('cat')], oid));
    expect(reversed.contains(url, system, 'cat')).toBe(true);
    expect(reversed.contains('urn:oid:2.999.42', system, 'dog')).toBe(false);
  });

  it('stay two where each has a URL, whatever OID they share', () => {
    const index = indexOfResources(
      animals,
      valueSet(url, [concept('cat')], oid),
      valueSet(`${url}2`, [concept('dog')], oid),
    );
    expect(index.contains(url, system, 'cat')).toBe(true);
    expect(index.contains(`${url}2`, system, 'dog')).toBe(true);
    expect(index.valueSetUrl('2.999.42')).toBe(`${url}2`);
  });
});
