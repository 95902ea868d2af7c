import { describe, expect, it } from '@jest/globals';
import { absenceCoding, absenceOf, absentUnknownSystem, type AbsenceConcept } from './absence.js';

const snomed = 'http://snomed.info/sct';

describe('absenceOf', () => {
  it.each([
    ['no-known-problems', 'problems', 'none-known'],
    ['no-problem-info', 'problems', 'no-information'],
    ['no-known-allergies', 'allergies', 'none-known'],
    ['no-allergy-info', 'allergies', 'no-information'],
    ['no-known-medications', 'medications', 'none-known'],
    ['no-medication-info', 'medications', 'no-information'],
    ['no-known-procedures', 'procedures', 'none-known'],
    ['no-known-procedure', 'procedures', 'none-known'],
    ['no-procedure-info', 'procedures', 'no-information'],
    ['no-known-devices', 'devices', 'none-known'],
    ['no-device-info', 'devices', 'no-information'],
    ['no-known-immunizations', 'immunizations', 'none-known'],
    ['no-immunization-info', 'immunizations', 'no-information'],
  ])('reads eHDSI %s', (code, concept, meaning) => {
    expect(absenceOf({ system: absentUnknownSystem, code })).toEqual({ concept, meaning });
    expect(absenceOf({ system: 'urn:oid:2.16.840.1.113883.5.1150.1', code })).toEqual({ concept, meaning });
  });

  it.each([
    ['160245001', 'problems'],
    ['716186003', 'allergies'],
    ['160244002', 'allergies'],
    ['787481004', 'medications'],
    ['182849000', 'medications'],
    ['787480003', 'procedures'],
    ['787483001', 'devices'],
    ['787482006', 'immunizations'],
  ])('reads SNOMED CT %s', (code, concept) => {
    expect(absenceOf({ system: snomed, code })).toEqual({ concept, meaning: 'none-known' });
  });

  it('reads how wave 1 and 2 say that nothing is known of medicines', () => {
    expect(absenceOf({ system: snomed, code: '182904002' })).toEqual({
      concept: 'medications',
      meaning: 'no-information',
    });
  });

  it('keeps the limits of an absence of allergies', () => {
    expect(absenceOf({ system: snomed, code: '429625007' })).toEqual({
      concept: 'allergies',
      meaning: 'none-known',
      scope: 'food',
    });
  });

  it('reads "no information available" only with the section it stands in', () => {
    const coding = { system: snomed, code: '1287211007' };
    expect(absenceOf(coding)).toBeUndefined();
    expect(absenceOf(coding, 'devices')).toEqual({ concept: 'devices', meaning: 'no-information' });
  });

  it.each([
    [snomed, '404684003'],
    [snomed, 'no-known-allergies'],
    [absentUnknownSystem, '716186003'],
    ['http://loinc.org', '160245001'],
    ['', 'no-known-allergies'],
  ])('takes nothing else for an absence: %s %s', (system, code) => {
    expect(absenceOf({ system, code }, 'problems')).toBeUndefined();
  });
});

describe('absenceCoding', () => {
  const concepts: readonly AbsenceConcept[] = [
    'problems',
    'allergies',
    'medications',
    'procedures',
    'devices',
    'immunizations',
  ];

  it.each(concepts)('writes %s in both vocabularies so that it is read back', (concept) => {
    for (const meaning of ['none-known', 'no-information'] as const) {
      for (const vocabulary of ['ehdsi', 'snomed'] as const) {
        const coding = absenceCoding(concept, meaning, vocabulary);
        expect(coding?.display).toBeTruthy();
        expect(absenceOf(coding!, concept)).toEqual({ concept, meaning });
      }
    }
  });

  it('writes eHDSI’s own display', () => {
    expect(absenceCoding('procedures', 'no-information', 'ehdsi')).toEqual({
      system: absentUnknownSystem,
      code: 'no-procedure-info',
      display: 'No information about past history of procedures',
    });
  });

  it.each(['medication', 'food', 'environmental'] as const)('keeps the limit %s across vocabularies', (scope) => {
    for (const vocabulary of ['ehdsi', 'snomed'] as const) {
      expect(absenceOf(absenceCoding('allergies', 'none-known', vocabulary, scope)!)?.scope).toBe(scope);
    }
  });

  it('never widens a limited absence the vocabulary has no code for', () => {
    expect(absenceCoding('allergies', 'none-known', 'ehdsi', 'latex')).toBeUndefined();
    expect(absenceCoding('allergies', 'no-information', 'snomed', 'food')).toBeUndefined();
  });

  it('has no code for results that are not known, and SNOMED CT’s for no information about them', () => {
    expect(absenceCoding('results', 'none-known', 'ehdsi')).toBeUndefined();
    expect(absenceCoding('results', 'none-known', 'snomed')).toBeUndefined();
    expect(absenceCoding('results', 'no-information', 'snomed')?.code).toBe('1287211007');
  });
});
