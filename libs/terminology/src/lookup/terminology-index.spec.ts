import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compileIndex } from '../gather/compile.js';
import { openIndex } from './terminology-index.js';
import { codeSystem, indexOfResources, newReading, valueSet } from '../testing/gathered.js';
import { conceptFlags } from '../index-file/layout.js';

const system = 'http://example.org/cs';

describe('the display of a code', () => {
  const index = indexOfResources({
    resourceType: 'CodeSystem',
    id: 'cs',
    url: system,
    version: '2.1',
    content: 'complete',
    language: 'en',
    concept: [
      {
        code: 'a',
        display: 'Tablet',
        designation: [
          { language: 'fr', value: 'Comprimé' },
          { language: 'fr-BE', value: 'Comprimé (BE)' },
          { language: 'pt-BR', value: 'Comprimido' },
        ],
      },
    ],
  });
  const of = (language: string) => index.display(system, 'a', language);

  it.each([
    ['fr', 'Comprimé', 'fr'],
    ['fr-LU', 'Comprimé', 'fr'],
    ['FR-be', 'Comprimé (BE)', 'fr-BE'],
    ['en-GB', 'Tablet', 'en'],
    ['pt-PT', 'Comprimido', 'pt-BR'],
    ['pt', 'Comprimido', 'pt-BR'],
  ])('for %s is %s, and tells that it is %s', (language, display, found) => {
    expect(of(language)).toMatchObject({ display, language: found });
  });

  it.each(['de', 'f', 'fra', '', '-', 'x'])('for %j is none, and never that of another language', (language) => {
    expect(of(language)).toBeUndefined();
  });

  it('tells who gave it', () => {
    expect(of('fr')?.source).toEqual({ catalogue: 'CodeSystem/cs', version: '2.1', digest: index.digest });
  });

  it('is none for a code or a system that is not there', () => {
    expect(index.display(system, 'b', 'fr')).toBeUndefined();
    expect(index.display('http://example.org/other', 'a', 'fr')).toBeUndefined();
  });
});

describe('a code system', () => {
  const index = indexOfResources(
    codeSystem(
      'http://terminology.hl7.org/CodeSystem/v3-ActCode',
      { A: 'a' },
      {
        identifier: [{ system: 'urn:ietf:rfc:3986', value: 'urn:oid:2.16.840.1.113883.5.4' }],
      },
    ),
    codeSystem(
      'http://example.org/local',
      { A: 'a' },
      {
        identifier: [{ system: 'urn:ietf:rfc:3986', value: 'urn:oid:2.999.7' }],
      },
    ),
  );

  it('is found by URI and by OID, whether the table or a source knows the OID', () => {
    expect(index.has('urn:oid:2.16.840.1.113883.5.4', 'A')).toBe(true);
    expect(index.has('urn:oid:2.999.7', 'A')).toBe(true);
    expect(index.has('http://example.org/local', 'B')).toBe(false);
  });

  it('leads from OID to URI and back', () => {
    expect(index.uriOfOid('2.999.7')).toBe('http://example.org/local');
    expect(index.uriOfOid('2.16.840.1.113883.6.96')).toBe('http://snomed.info/sct');
    expect(index.uriOfOid('2.999.8')).toBeUndefined();
    expect(index.oidsOf('http://example.org/local')).toEqual(['2.999.7']);
    expect(index.oidsOf('http://loinc.org')).toEqual(['2.16.840.1.113883.6.1']);
  });
});

describe('look-ups', () => {
  const text = fc.string({ minLength: 1, maxLength: 12, unit: 'binary' }).filter((each) => each.trim() !== '');
  const languages = ['en', 'fr', 'pt-PT'] as const;
  const concept = fc.record({
    system: fc.constantFrom('http://example.org/1', 'http://example.org/2', 'urn:oid:2.999.3'),
    code: fc.oneof(text, fc.constantFrom('a', 'b', 'A', 'é', '__proto__')),
    flags: fc.constantFrom(0, conceptFlags.defined, conceptFlags.named | conceptFlags.inactive),
    displays: fc.dictionary(fc.constantFrom(...languages), text, { noNullPrototype: true }),
  });

  it('answer what a Map of all concepts answers, for codes that are there and codes that are not', () => {
    fc.assert(
      fc.property(fc.array(concept, { maxLength: 60 }), fc.array(text, { maxLength: 10 }), (concepts, others) => {
        const oracle = new Map<string, { known: boolean; displays: Record<string, string>; inactive: boolean }>();
        const { gathering, source } = newReading();
        const origin = gathering.origin({ source, name: 'o', version: '1' });
        for (const { system: uri, code, flags, displays } of concepts) {
          if (oracle.has(`${uri} ${code}`)) continue;
          oracle.set(`${uri} ${code}`, {
            known: flags !== 0,
            displays,
            inactive: (flags & conceptFlags.inactive) !== 0,
          });
          const draft = gathering.concept(gathering.system(uri), code);
          draft.flags |= flags;
          for (const [language, display] of Object.entries(displays)) {
            gathering.display(draft, language, display, origin, 'code-system');
          }
        }
        const index = openIndex(compileIndex(gathering));
        const asked = [...concepts.map(({ code }) => code), ...others];
        for (const uri of ['http://example.org/1', 'http://example.org/2', 'urn:oid:2.999.3', 'urn:oid:2.999.4']) {
          for (const code of asked) {
            const expected = oracle.get(`${uri} ${code}`);
            expect(index.has(uri, code)).toBe(expected?.known ?? false);
            for (const language of languages) {
              const display = expected?.displays[language];
              expect(index.display(uri, code, language)?.display).toBe(
                display === undefined ? undefined : wellFormed(display),
              );
            }
            const found = index.concept(uri, code);
            expect(found === undefined).toBe(expected?.known !== true);
            if (found !== undefined) expect(found.inactive).toBe(expected!.inactive);
          }
        }
        expect([...index.concepts()]).toHaveLength([...oracle.values()].filter(({ known }) => known).length);
      }),
      { numRuns: 150 },
    );
  });

  it('tell members of a value set from others as a Set does', () => {
    const codes = Array.from({ length: 30 }, (_, at) => `c${at}`);
    fc.assert(
      fc.property(fc.subarray(codes), (members) => {
        const index = indexOfResources(
          codeSystem(system, Object.fromEntries(codes.map((code) => [code, code]))),
          valueSet('http://example.org/vs', [{ system, concept: members.map((code) => ({ code })) }]),
        );
        const set = new Set(members);
        // A rule without codes is the whole system.
        for (const code of codes) {
          expect(index.contains('http://example.org/vs', system, code)).toBe(members.length === 0 || set.has(code));
        }
      }),
      { numRuns: 50 },
    );
  });
});

/** What is left of a display once it was UTF-8, in one line. */
function wellFormed(text: string): string {
  return Buffer.from(text.replace(/\s+/g, ' ').trim(), 'utf8').toString('utf8');
}

describe('a value set', () => {
  const index = indexOfResources(
    codeSystem(system, { a: 'A', b: 'B' }),
    valueSet('http://example.org/vs', [{ system, concept: [{ code: 'a' }] }], {
      identifier: [{ system: 'urn:ietf:rfc:3986', value: 'urn:oid:2.999.42' }],
    }),
  );

  it.each(['http://example.org/vs', 'http://example.org/vs|1.0', 'urn:oid:2.999.42', '2.999.42', '2.999.42|1.0'])(
    'is known as %s',
    (name) => {
      expect(index.contains(name, system, 'a')).toBe(true);
      expect(index.contains(name, system, 'b')).toBe(false);
      expect(index.contains(name, system, 'unheard of')).toBe(false);
      expect(index.valueSetUrl(name)).toBe('http://example.org/vs');
    },
  );

  it.each(['http://example.org/vs|2.0', 'http://example.org/other', '', '|1.0', '2.999.43'])(
    'is not known as %j, and then nothing is said of its members',
    (name) => {
      expect(index.contains(name, system, 'a')).toBeUndefined();
      expect(index.valueSetUrl(name)).toBeUndefined();
    },
  );
});
