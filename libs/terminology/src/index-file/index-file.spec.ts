import { describe, expect, it } from '@jest/globals';
import { PasserelleError, sha256 } from '@passerelle/kernel';
import fc from 'fast-check';
import { compileIndex } from '../gather/compile.js';
import { openIndex } from '../lookup/terminology-index.js';
import { codeSystem, newReading, readResources, valueSet } from '../testing/gathered.js';
import { digestOffset, formatNumber, headerLength } from './layout.js';

const system = 'http://example.org/cs';
const codes = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`c${at}`, `display ${at} é`]));

function example(): Buffer {
  const { reading } = readResources(
    codeSystem(system, codes),
    valueSet('http://example.org/vs', [{ system, concept: [{ code: 'c1' }, { code: 'c9' }] }]),
    {
      resourceType: 'ConceptMap',
      id: 'map',
      group: [
        {
          source: 'urn:oid:2.999.1',
          target: system,
          element: [{ code: 'n1', target: [{ code: 'c1', display: 'x', equivalence: 'equal' }] }],
        },
      ],
    },
  );
  return compileIndex(reading.gathering);
}

const whole = example();

function refusal(file: Uint8Array): string {
  try {
    openIndex(file);
    return 'opened';
  } catch (error) {
    if (error instanceof PasserelleError) return error.code;
    throw error;
  }
}

/** A file that was changed by somebody who gave it the digest it should have. */
function redigested(file: Buffer): Buffer {
  const copy = Buffer.from(file);
  copy.write(sha256(copy.subarray(headerLength)), digestOffset, 'hex');
  return copy;
}

describe('an index file', () => {
  it('is the same whenever it is made of the same', () => {
    expect(example().equals(whole)).toBe(true);
  });

  it('is named by the digest of what it holds', () => {
    expect(openIndex(whole).digest).toBe(sha256(whole.subarray(headerLength)));
    expect(openIndex(whole)).toMatchObject({ version: 'test 1.0', byteLength: whole.length, size: 41 });
  });

  it('is read from wherever it lies in memory', () => {
    const elsewhere = Buffer.concat([Buffer.alloc(3), whole]).subarray(3);
    expect(openIndex(elsewhere).display(system, 'c7', 'en')?.display).toBe('display 7 é');
  });

  it('may be empty', () => {
    const empty = openIndex(compileIndex(newReading().gathering));
    expect(empty.size).toBe(0);
    expect(empty.has(system, 'c1')).toBe(false);
    expect([...empty.concepts()]).toEqual([]);
  });

  it('keeps strings apart that begin and end with half a surrogate pair', () => {
    const { reading } = readResources(codeSystem(system, { a: 'x\ud83d', b: '\ude00y' }));
    const index = openIndex(compileIndex(reading.gathering));
    expect(index.display(system, 'a', 'en')?.display).toBe('x\ufffd');
    expect(index.display(system, 'b', 'en')?.display).toBe('\ufffdy');
  });
});

describe('an index file that is not whole', () => {
  it('is refused wherever one bit of it changed', () => {
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(7), (at, bit) => {
        const changed = Buffer.from(whole);
        changed[at]! ^= 1 << bit;
        expect(['PSR-7104', 'PSR-7105']).toContain(refusal(changed));
      }),
      { numRuns: 500 },
    );
  });

  it('is refused wherever it is cut off, and when something follows it', () => {
    for (let length = 0; length < whole.length; length += 37)
      expect(refusal(whole.subarray(0, length))).toBe('PSR-7104');
    expect(refusal(Buffer.concat([whole, Buffer.alloc(8)]))).toBe('PSR-7104');
  });

  it('is refused with a code of its own when it is of another format', () => {
    const other = Buffer.from(whole);
    other.writeUInt32LE(formatNumber + 1, 8);
    expect(refusal(other)).toBe('PSR-7105');
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['something else', Buffer.from('{"resourceType":"CodeSystem"}'.repeat(9))],
  ])('is refused when it is %s', (_, file) => {
    expect(refusal(file)).toBe('PSR-7104');
  });

  it('is refused as a file that cannot be read', () => {
    expect(() => openIndex('/no/such/terminology.index')).toThrow(expect.objectContaining({ code: 'PSR-8002' }));
  });
});

describe('an index file that somebody forged, digest and all', () => {
  it('is refused, or answers questions all the same, but never breaks or runs for ever', () => {
    let opened = 0;
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: headerLength, max: whole.length - 1 }), fc.nat(255)), {
          minLength: 1,
          maxLength: 4,
        }),
        (changes) => {
          const forged = Buffer.from(whole);
          for (const [at, octet] of changes) forged[at] = octet;
          const file = redigested(forged);
          const code = refusal(file);
          expect(['PSR-7104', 'opened']).toContain(code);
          if (code !== 'opened') return;
          opened++;
          const index = openIndex(file);
          for (const known of ['c1', 'c39', 'n1', 'none']) {
            index.display(system, known, 'en-GB');
            index.contains('http://example.org/vs', system, known);
            index.map('urn:oid:2.999.1', known);
          }
          expect([...index.concepts()].length).toBeLessThanOrEqual(index.size);
          for (const each of index.valueSets) expect([...index.members(each)]).toHaveLength(each.count);
          expect([...index.rows()].length).toBeLessThan(100);
        },
      ),
      { numRuns: 2000 },
    );
    // Otherwise this test would look at nothing: changes in the text alone open.
    expect(opened).toBeGreaterThan(50);
  });

  it.each([
    ['a directory that is not JSON', '"sources":[{', '"sources":["'],
    ['a directory that is no object', '{"version":', '["version",'],
    ['an origin of no source', '"source":0', '"source":9'],
    ['a language that is no text', '"languages":["en"]', '"languages":[1234]'],
  ])('is refused with %s', (_, from, to) => {
    expect(from.length === to.length).toBe(true);
    const forged = Buffer.from(whole.toString('latin1').replace(from, to), 'latin1');
    expect(forged.equals(whole)).toBe(false);
    expect(refusal(redigested(forged))).toBe('PSR-7104');
  });
});
