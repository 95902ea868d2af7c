import { describe, expect, it } from '@jest/globals';
import { mapCoded, mapCodings } from './codings.js';
import type { Coding } from './coded.js';

const national: Coding = {
  system: 'urn:oid:2.999.5',
  code: 'N',
  translations: [{ system: 'urn:oid:2.999.6', code: 'T' }],
};
const european: Coding = { system: 'http://snomed.info/sct', code: 'E', translations: [national] };
const transcode = (coding: Coding): Coding => (coding.code === 'N' ? european : coding);

describe('the codings of a part of a summary', () => {
  it('are replaced wherever they stand, translations only with the code around them', () => {
    const seen: string[] = [];
    const entry = { code: { coding: national, text: 'x' }, sites: [{ coding: { system: '', code: 'S' } }], at: '2024' };
    const mapped = mapCodings(entry, (coding) => {
      seen.push(coding.code);
      return transcode(coding);
    });
    expect(mapped).toEqual({ ...entry, code: { coding: european, text: 'x' } });
    expect(mapped.sites).toBe(entry.sites);
    expect(seen).toEqual(['N', 'S']);
  });

  it('gives the very same object where nothing changes', () => {
    const entry = { code: { coding: european }, identifiers: [{ system: 'urn:oid:2.999.5', value: 'N' }] };
    expect(mapCodings(entry, transcode)).toBe(entry);
  });

  it('takes away the reason for having no European code once there is one', () => {
    expect(mapCodings({ code: { coding: national, absence: 'OTH' } }, transcode)).toEqual({
      code: { coding: european },
    });
  });

  it('keeps the reason where only the display is new', () => {
    const renamed = mapCodings({ code: { coding: national, absence: 'OTH' } }, (coding) => ({
      ...coding,
      display: 'x',
    }));
    expect(renamed.code.absence).toBe('OTH');
  });

  it('are told by the names of the elements that lead to them, whatever lists they stand in', () => {
    const seen: string[] = [];
    const entry = {
      product: { ingredients: [{ code: { coding: national } }, { code: { coding: european } }] },
      model: national,
    };
    mapCodings(entry, (coding, names) => {
      seen.push(names.join('.'));
      return coding;
    });
    expect(seen).toEqual(['product.ingredients.code.coding', 'product.ingredients.code.coding', 'model']);
  });

  it('are told with what each step stands in, as it has become so far', () => {
    const entry = { members: [{ code: { coding: national }, value: { coded: { coding: national } } }] };
    const held: unknown[] = [];
    mapCodings(entry, (coding, names, holders) => {
      if (names.includes('value')) held.push(holders[0], structuredClone(holders[1]));
      return transcode(coding);
    });
    expect(held).toEqual([entry, { ...entry.members[0], code: { coding: european } }]);
  });
});

describe('the coded values of a part of a summary', () => {
  it('are replaced whole, and only where they have a coding', () => {
    const entry = { code: { coding: national }, reason: { text: 'x' }, model: national };
    expect(mapCoded(entry, (coded) => ({ ...coded, absence: 'OTH' }))).toEqual({
      ...entry,
      code: { coding: national, absence: 'OTH' },
    });
    expect(mapCoded(entry, (coded) => coded)).toBe(entry);
  });
});
