import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { seededFaults } from '../validator/testing/seeded-faults.js';
import { resourceOf, summaryBundle, type Json } from '../validator/testing/summary-bundle.js';
import { checkEps } from './check-eps.js';
import type { Finding } from '@passerelle/kernel';

const fixtures = new URL('../../../../test/fixtures/national/', import.meta.url);

function errors(of: unknown): Finding[] {
  return checkEps(of).filter(({ severity }) => severity === 'error');
}

describe('the gate for European patient summaries', () => {
  it.each(['lu/structured.fhir.json', 'pt/structured.fhir.json'])('opens for %s', (file) => {
    expect(errors(JSON.parse(readFileSync(new URL(file, fixtures), 'utf8')))).toEqual([]);
  });

  it('opens for the Bundle that the faults are seeded into, without a word', () => {
    expect(checkEps(summaryBundle())).toEqual([]);
  });

  it.each(seededFaults)('shuts for %s', (_fault, rule, change) => {
    const bundle = summaryBundle();
    change(bundle);
    expect(errors(bundle).map((finding) => finding.rule)).toContain(rule);
  });

  it('is tried with at least 60 faults, each of its own name', () => {
    expect(new Set(seededFaults.map(([fault]) => fault)).size).toBe(seededFaults.length);
    expect(seededFaults.length).toBeGreaterThanOrEqual(60);
  });

  it.each([undefined, null, 7, 'Bundle', [], {}, { resourceType: 'Patient' }])('stays shut for %j', (value) => {
    expect(errors(value).map(({ rule }) => rule)).toEqual(['resource-type']);
  });

  it('names the place as FHIRPath and never repeats what the record says', () => {
    const bundle = summaryBundle();
    resourceOf(bundle, 'patient').birthDate = 'Secret-Name';
    resourceOf(bundle, 'patient').gender = 'Secret-Name';
    resourceOf(bundle, 'condition')['Secret-Name'] = 1;
    resourceOf(bundle, 'allergy').code = { coding: [{ system: 'http://secret.example', code: 'Secret-Name' }] };
    resourceOf(bundle, 'procedure').subject.reference = 'urn:uuid:Secret-Name';
    resourceOf(bundle, 'flag').extension[0].url = 'http://secret.example/Secret-Name';
    const found = errors(bundle);
    expect(found.map(({ expression }) => expression)).toEqual(
      expect.arrayContaining(['Bundle.entry[1].resource.birthDate', 'Bundle.entry[1].resource.gender']),
    );
    expect(JSON.stringify(found)).not.toContain('Secret');
  });

  it('accepts a Consent, which EPS 1.0.0-xtehr by the letter never does', () => {
    const bundle = summaryBundle();
    expect(bundle.entry.some(({ resource }: Json) => resource.resourceType === 'Consent')).toBe(true);
    expect(errors(bundle)).toEqual([]);
    delete resourceOf(bundle, 'carePlan').subject.reference;
    resourceOf(bundle, 'carePlan').subject.display = 'the patient';
    expect(errors(bundle).map(({ rule }) => rule)).toContain('eps-bundle-subject-ref');
  });

  it('asks a catalogue where the build has no codes, and finds nothing where that does not know either', () => {
    const bundle = summaryBundle();
    const asked: string[][] = [];
    const codes = (answer: boolean | undefined) => ({
      contains: (...question: [string, string, string]) => {
        asked.push(question);
        return question[2] === '82810-3' ? answer : undefined;
      },
    });
    const observation = resourceOf(bundle, 'pregnancy');
    observation.meta = {
      profile: ['http://hl7.eu/fhir/eps/StructureDefinition/observation-pregnancy-gestationalAge-eu-eps'],
    };
    const rulesWith = (answer: boolean | undefined): string[] =>
      checkEps(bundle, { codes: codes(answer) })
        .filter(({ severity }) => severity === 'error')
        .map(({ rule }) => rule);
    expect(rulesWith(undefined)).toEqual([]);
    expect(rulesWith(true)).toEqual([]);
    expect(rulesWith(false)).toEqual(['required-binding']);
    expect(asked).toContainEqual([
      'http://hl7.eu/fhir/eps/ValueSet/gestational-age-loinc',
      'http://loinc.org',
      '82810-3',
    ]);
  });
});
