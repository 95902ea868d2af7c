import { describe, expect, it } from '@jest/globals';
import type { ExtensionPlan } from '../definitions/definitions.js';
import { builtInDefinitions } from './definitions-at-hand.js';
import { tried, triedAgainst } from './testing/with-profile.js';
import { Validator } from './validator.js';

const simple = 'http://x.example/simple';
const compound = 'http://x.example/compound';
const modifier = 'http://x.example/modifier';
const extensions: Readonly<Record<string, ExtensionPlan>> = {
  [simple]: {
    context: ['Patient', 'HumanName', 'string', 'Patient.birthDate', compound],
    root: { elements: { extension: { max: 0 }, 'value[x]': { min: 1, types: ['string', 'code'] } } },
  },
  [compound]: {
    context: ['Element'],
    root: {
      elements: {
        extension: {
          slicing: { rules: 'open', discriminators: [['value', 'url']] },
          slices: { part: { min: 1, elements: { url: { fixed: 'part' }, 'value[x]': { types: ['integer'] } } } },
        },
        'value[x]': { max: 0 },
      },
    },
  },
  [modifier]: { context: ['Element'], modifier: true, root: {} },
};

const found = (patient: object): string[] => triedAgainst({}, { resourceType: 'Patient', ...patient }, { extensions });
const value = { url: simple, valueString: 'x' };

describe('extensions', () => {
  it.each([
    ['on its resource', { extension: [value] }],
    ['on a datatype', { name: [{ text: 'x', extension: [value] }] }],
    ['on a primitive of its type', { name: [{ _text: { extension: [value] } }] }],
    ['on a primitive at its path', { birthDate: '2020', _birthDate: { extension: [value] } }],
    ['on a code, which is a string', { gender: 'male', _gender: { extension: [value] } }],
    ['within the extension that it is for', { extension: [{ url: compound, extension: [{ url: 'part', valueInteger: 1 }, value] }] }],
  ])('may stand %s', (_where, patient) => {
    expect(found(patient)).toEqual([]);
  }); // prettier-ignore

  it.each([
    ['on another element', { telecom: [{ value: '1', system: 'phone', extension: [value] }] }, 'extension-context Patient.telecom[0].extension[0]'],
    ['on a primitive of another type', { active: true, _active: { extension: [value] } }, 'extension-context Patient.active.extension[0]'],
    ['as a modifier', { modifierExtension: [value] }, 'extension-modifier Patient.modifierExtension[0]'],
    ['with a value of another type', { extension: [{ url: simple, valueBoolean: true }] }, 'type Patient.extension[0].valueBoolean'],
    ['with nothing', { extension: [{ url: simple }] }, 'ext-1 Patient.extension[0]'],
    ['with a value and extensions', { extension: [{ ...value, extension: [value] }] }, 'ext-1 Patient.extension[0]'],
    ['without its part', { extension: [{ url: compound, extension: [value] }] }, 'slice-min Patient.extension[0].extension'],
    ['with a part that it does not have', { extension: [{ url: compound, extension: [{ url: 'part', valueInteger: 1 }, { url: 'other', valueInteger: 1 }] }] }, 'extension-unknown Patient.extension[0].extension[1].url'],
    ['without a name', { extension: [{ valueString: 'x' }] }, 'min Patient.extension[0].url'],
    ['under a relative name', { extension: [{ url: 'simple', valueString: 'x' }] }, 'extension-unknown Patient.extension[0].url'],
    ['though a modifier must be one', { extension: [{ url: modifier, valueString: 'x' }] }, 'extension-modifier Patient.extension[0]'],
  ])('must not stand %s', (_how, patient, expected) => {
    expect(found(patient)).toContain(expected);
  }); // prettier-ignore

  it('must be known', () => {
    const using = (url: string): object => ({ resourceType: 'Patient', extension: [{ url, valueString: 'x' }] });
    expect(tried(using('http://nobody.example/what'))).toEqual(['extension-unknown Patient.extension[0]']);
    expect(tried(using('http://hl7.org/fhir/StructureDefinition/patient-shoeSize'))).toEqual([
      'extension-unknown Patient.extension[0]',
    ]);
  });

  it('are taken unchecked, and this is said, where HL7 or a trusted domain defines them', () => {
    const validator = new Validator(builtInDefinitions(), { trustedDomains: ['https://fhir.ministry.example/'] });
    const severity = (url: string): string[] =>
      validator
        .validate({ resourceType: 'Patient', extension: [{ url, valueString: 'x' }] })
        .map((finding) => `${finding.severity} ${finding.rule}`);
    expect(severity('http://hl7.org/fhir/us/core/StructureDefinition/us-core-sex')).toEqual([
      'warning extension-not-checked',
    ]);
    expect(severity('https://fhir.ministry.example/eye-colour')).toEqual(['warning extension-not-checked']);
    expect(severity('http://hl7.org/fhir/5.0/StructureDefinition/extension-Patient.x')).toEqual([
      'information extension-not-checked',
    ]);
  });
});
