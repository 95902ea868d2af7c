import { describe, expect, it } from '@jest/globals';
import type { Coded } from '../../model/coded.js';
import { codeableConcept, readCodeableConcept } from './codeable-concept.js';

const hiv = { system: 'http://hl7.org/fhir/sid/icd-10', code: 'B20', display: 'HIV disease' };
const national = { system: 'urn:oid:1.3.182.5.29', code: 'B20', display: 'maladie due au VIH' };

describe('codeableConcept', () => {
  it('puts the primary coding first and its translations beside it', () => {
    const { coding } = codeableConcept({ coding: { ...hiv, translations: [{ ...national, translations: [] }] } });
    expect(coding?.map(({ system }) => system)).toEqual([hiv.system, national.system]);
  });

  it('keeps what a person wrote as text, and the display where nobody wrote anything', () => {
    expect(codeableConcept({ coding: hiv, text: 'VIH' }).text).toBe('VIH');
    expect(codeableConcept({ coding: hiv }).text).toBe('HIV disease');
  });

  it('writes the same code with another display as a translation of the display', () => {
    const coded = { coding: { ...hiv, translations: [{ ...hiv, display: 'Maladie due au VIH' }] } };
    const { coding } = codeableConcept(coded, 'fr-LU');
    expect(coding).toHaveLength(1);
    expect(coding?.[0]?._display?.extension?.[0]?.extension).toEqual([
      { url: 'lang', valueCode: 'fr-LU' },
      { url: 'content', valueString: 'Maladie due au VIH' },
    ]);
  });

  it('never writes an empty display', () => {
    expect(codeableConcept({ coding: { ...hiv, display: ' ' } }).coding?.[0]?.display).toBeUndefined();
  });

  it('leaves out a system that is no URI, which FHIR forbids', () => {
    expect(codeableConcept({ coding: { system: 'urn:oid:ICD-10', code: 'B20' } }).coding?.[0]?.system).toBeUndefined();
  });

  it('says why a code is missing', () => {
    expect(codeableConcept({ absence: 'NASK' })).toMatchObject({
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'not-asked' }],
    });
  });
});

describe('readCodeableConcept', () => {
  const cases: readonly Coded[] = [
    { coding: hiv },
    { coding: { ...hiv, translations: [national] }, text: 'VIH' },
    { coding: { ...hiv, version: '2019' } },
    { text: 'VIH' },
    { absence: 'ASKU' },
    { absence: 'UNK', text: 'VIH ?' },
    { coding: { ...hiv, translations: [{ ...hiv, display: 'Maladie', language: 'fr' }] } },
  ];
  it.each(cases)('gives back what was written: %j', (coded) => {
    expect(readCodeableConcept(JSON.parse(JSON.stringify(codeableConcept(coded))))).toEqual(coded);
  });

  it('resolves OIDs of systems that have a URI of their own', () => {
    const read = readCodeableConcept({ coding: [{ system: 'urn:oid:2.16.840.1.113883.6.96', code: '716186003' }] });
    expect(read?.coding?.system).toBe('http://snomed.info/sct');
  });

  it('reads a null flavour among the codings as absence', () => {
    const system = 'http://terminology.hl7.org/CodeSystem/v3-NullFlavor';
    expect(readCodeableConcept({ coding: [{ system, code: 'MSK' }] })).toEqual({ absence: 'MSK' });
    expect(readCodeableConcept({ coding: [{ system, code: 'nonsense' }] })).toEqual({ absence: 'NI' });
  });

  it.each([undefined, null, 7, {}, [], { coding: 'B20' }, { coding: [null, 3, {}] }, { text: '  ' }])(
    'says nothing of %j and does not throw',
    (odd) => {
      expect(readCodeableConcept(odd)).toBeUndefined();
    },
  );

  it('reads words where producers write them in place of a concept', () => {
    expect(readCodeableConcept('asthma')).toEqual({ text: 'asthma' });
    expect(readCodeableConcept({ coding: [{ display: 'asthma' }] })).toEqual({ text: 'asthma' });
  });

  it('keeps a display without code beside a text, once', () => {
    const coding = [{ display: 'asthma' }, { display: 'since childhood' }, { ...hiv }];
    expect(readCodeableConcept({ coding, text: 'severe asthma' })).toEqual({
      coding: hiv,
      text: 'severe asthma; since childhood',
    });
    expect(readCodeableConcept({ coding: coding.slice(0, 2) })).toEqual({ text: 'asthma; since childhood' });
    expect(readCodeableConcept({ coding: [{ display: 'HIV disease' }, hiv] })).toEqual({ coding: hiv });
  });
});
