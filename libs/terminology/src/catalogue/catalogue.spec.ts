import { describe, expect, it } from '@jest/globals';
import { layered } from '../lookup/layered.js';
import { codeSystem, indexOfResources, valueSet } from '../testing/gathered.js';
import { catalogueOf } from './catalogue.js';
import { compileTables } from './load-catalogue.js';

const snomed = 'http://snomed.info/sct';
const national = 'urn:oid:2.999.5';
const imported = indexOfResources(
  {
    resourceType: 'CodeSystem',
    id: 'sct',
    url: snomed,
    version: '2026',
    content: 'fragment',
    concept: [
      {
        code: '24484000',
        display: 'Severe',
        designation: [
          { language: 'fr', value: 'Sévère' },
          { language: 'nl', value: 'Ernstig' },
        ],
      },
      { code: '6736007', display: 'Moderate' },
      { code: '1', designation: [{ language: 'nl', value: 'Iets' }] },
    ],
  },
  valueSet('http://example.org/severity', [{ system: snomed, concept: [{ code: '24484000' }] }], {
    identifier: [{ value: 'urn:oid:2.999.13' }],
  }),
  codeSystem('http://terminology.hl7.org/CodeSystem/v3-ActStatus', { active: 'active' }),
);
const maps = compileTables([
  {
    name: 'lu.csv',
    text: [
      '# version: 2026-01-01',
      'source_system,source_code,target_system,target_code,target_display,source_display,value_set',
      '2.999.5,grave,2.16.840.1.113883.6.96,24484000,Severe,grave,',
      '2.999.5,moyen,2.16.840.1.113883.6.96,6736007,Moderate,moyen,',
      '2.999.5,x,2.16.840.1.113883.6.96,24484000,Severe,,2.999.13',
      '2.999.5,x,2.16.840.1.113883.6.96,6736007,Moderate,,2.999.99',
      '2.999.6,*,2.16.840.1.113883.6.96,*,,,',
      '',
    ].join('\n'),
  },
]);
const catalogue = catalogueOf(layered([imported, maps]));
const severity = ['2.999.13'];

describe('transcoding, in country A', () => {
  it('goes by the map, and finds the target in the value set', () => {
    const outcome = catalogue.transcode({ system: national, code: 'grave', display: 'très grave' }, severity);
    expect(outcome).toEqual({
      coding: {
        system: snomed,
        code: '24484000',
        display: 'Severe',
        language: 'en',
        systemName: 'SNOMED CT',
        translations: [{ system: national, code: 'grave', display: 'très grave' }],
      },
      provenance: {
        kind: 'map',
        catalogue: 'lu',
        version: '2026-01-01',
        digest: maps.digest,
        row: 3,
        relationship: 'equivalent',
      },
    });
  });

  it('tells of a target that the value set of the element does not have', () => {
    expect(catalogue.transcode({ system: national, code: 'moyen' }, severity)).toMatchObject({
      coding: { code: '6736007' },
      gap: 'outside-value-set',
    });
  });

  it('depends on the value set of the element where the map does', () => {
    expect(catalogue.transcode({ system: national, code: 'x' }, ['2.999.13']).coding.code).toBe('24484000');
    expect(catalogue.transcode({ system: national, code: 'x' }, ['2.999.99']).coding.code).toBe('6736007');
    const coding = { system: national, code: 'x' };
    expect(catalogue.transcode(coding)).toEqual({ coding, gap: 'ambiguous-map' });
    expect(catalogue.transcode(coding, ['2.999.1'])).toEqual({ coding, gap: 'no-map' });
  });

  it('takes the English display of a code that keeps its code from the catalogue', () => {
    const of = (code: string) => catalogue.transcode({ system: 'urn:oid:2.999.6', code, display: 'mot' });
    expect(of('24484000')).toMatchObject({ coding: { code: '24484000', display: 'Severe' }, provenance: { row: 7 } });
    expect(of('24484000').provenance).not.toHaveProperty('displayFromSource');
    expect(of('2')).toMatchObject({ coding: { display: 'mot' }, provenance: { displayFromSource: true } });
  });

  it('gives a European code its English display, and nests the one it had', () => {
    const coding = { system: snomed, code: '24484000', display: 'Sévère', version: '2020' };
    expect(catalogue.transcode(coding, severity)).toEqual({
      coding: {
        system: snomed,
        code: '24484000',
        version: '2020',
        display: 'Severe',
        language: 'en',
        translations: [coding],
      },
      provenance: {
        kind: 'designation',
        catalogue: 'CodeSystem/sct',
        version: '2026',
        digest: imported.digest,
        language: 'en',
      },
    });
  });

  it('fills in the display that a European code lacks', () => {
    const outcome = catalogue.transcode({ system: snomed, code: '24484000' }, severity);
    expect(outcome.coding).toEqual({ system: snomed, code: '24484000', display: 'Severe', language: 'en' });
  });

  it.each(['Severe', 'severe', ' SEVERE '])(
    'leaves the coding with the display %j as it is, the very same object',
    (display) => {
      const coding = { system: snomed, code: '24484000', display };
      const outcome = catalogue.transcode(coding, severity);
      expect(outcome).toEqual({ coding });
      expect(outcome.coding).toBe(coding);
    },
  );

  it('tells what keeps a code from being European', () => {
    const gapOf = (system: string, code: string, valueSets?: readonly string[]) =>
      catalogue.transcode({ system, code }, valueSets).gap;
    expect(gapOf(national, 'unheard of', severity)).toBe('no-map');
    expect(gapOf(snomed, '6736007', severity)).toBe('outside-value-set');
    // Where the value set is not here, nobody can tell, and the system is one that countries share.
    expect(gapOf(snomed, '6736007', ['2.999.1'])).toBeUndefined();
    expect(gapOf(snomed, '6736007', ['2.999.1', '2.999.13'])).toBeUndefined();
    expect(gapOf(snomed, '6736007')).toBeUndefined();
  });
});

describe('translating, in country B', () => {
  const received = {
    system: snomed,
    code: '24484000',
    display: 'Severe',
    translations: [{ system: national, code: 'grave', display: 'grave' }],
  };

  it('keeps the code, shows the reader’s language, and nests what was received with its history', () => {
    expect(catalogue.translate(received, 'fr-LU')).toEqual({
      coding: {
        system: snomed,
        code: '24484000',
        display: 'Sévère',
        language: 'fr',
        translations: [{ ...received, language: 'en' }],
      },
      provenance: {
        kind: 'designation',
        catalogue: 'CodeSystem/sct',
        version: '2026',
        digest: imported.digest,
        language: 'fr',
      },
    });
  });

  it('says nothing of the language of a display that it does not know', () => {
    const { coding } = catalogue.translate({ ...received, display: 'Grave (schwer)' }, 'fr');
    expect(coding.translations?.[0]).not.toHaveProperty('language');
    expect(
      catalogue.translate({ ...received, display: 'schwer', language: 'de' }, 'fr').coding.translations?.[0]?.language,
    ).toBe('de');
  });

  it('leaves a coding in the reader’s language as it is', () => {
    const coding = { ...received, display: 'sévère' };
    expect(catalogue.translate(coding, 'fr').coding).toBe(coding);
  });

  it('keeps the display received where there is none in the language, and says so', () => {
    const outcome = catalogue.translate(received, 'de');
    expect(outcome).toEqual({ coding: received, gap: 'no-designation' });
    expect(outcome.coding).toBe(received);
  });

  it('never leaves a code without words where there are any', () => {
    const bare = { system: snomed, code: '6736007' };
    expect(catalogue.translate(bare, 'de')).toMatchObject({
      coding: { ...bare, display: 'Moderate', language: 'en' },
      gap: 'no-designation',
    });
    expect(catalogue.translate({ system: snomed, code: '1' }, 'de')).toMatchObject({
      coding: { display: 'Iets', language: 'nl' },
      gap: 'no-designation',
    });
    const unknown = { system: snomed, code: '2' };
    expect(catalogue.translate(unknown, 'de')).toEqual({ coding: unknown, gap: 'no-display' });
  });
});
