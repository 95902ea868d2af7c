import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { checkEps } from './check-eps.js';
import type { Finding } from './finding.js';

// What JSON.parse gives: the faults reach anywhere into the document.
type Json = ReturnType<typeof JSON.parse>;

const fixtures = new URL('../../../../test/fixtures/national/', import.meta.url);
const source = readFileSync(new URL('lu/structured.fhir.json', fixtures), 'utf8');

function bundle(): Json {
  return JSON.parse(source) as Json;
}

function resource(of: Json, type: string, index = 0): Json {
  const found = of['entry'].filter((entry: Json) => entry['resource'].resourceType === type)[index];
  return found.resource as Json;
}

function section(of: Json, loinc: string): Json {
  return resource(of, 'Composition')['section'].find((each: Json) => each['code'].coding[0].code === loinc) as Json;
}

function errors(of: unknown): Finding[] {
  return checkEps(of).filter(({ severity }) => severity === 'error');
}

function rulesBrokenBy(change: (bundle: Json) => void): string[] {
  const changed = bundle();
  change(changed);
  return errors(changed).map(({ rule }) => rule);
}

describe('the gate for European patient summaries', () => {
  it.each(['lu/structured.fhir.json', 'pt/structured.fhir.json'])('opens for %s', (file) => {
    expect(errors(JSON.parse(readFileSync(new URL(file, fixtures), 'utf8')))).toEqual([]);
  });

  it.each([undefined, null, 7, 'Bundle', [], {}, { resourceType: 'Patient' }])('stays shut for %j', (value) => {
    expect(errors(value).map(({ rule }) => rule)).toEqual(['resource-type']);
  });

  it('names the place as FHIRPath and never repeats what the record says', () => {
    const changed = bundle();
    resource(changed, 'Patient')['birthDate'] = 'EXEMPLE-STRUCTURE';
    expect(errors(changed)).toEqual([
      {
        severity: 'error',
        rule: 'date-form',
        expression: 'Bundle.entry[1].resource.birthDate',
        text: 'The value is not a date as FHIR writes it.',
      },
    ]);
  });

  it('only warns of a Consent, because EPS 1.0.0-xtehr demands a subject that R4 does not have', () => {
    const changed = bundle();
    changed['entry'].push({
      fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000001',
      resource: {
        resourceType: 'Consent',
        status: 'active',
        scope: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/consentscope', code: 'adr' }] },
        category: [{ text: 'Directives anticipées' }],
      },
    });
    expect(checkEps(changed).filter(({ rule }) => rule === 'eps-bundle-subject-ref')).toEqual([
      expect.objectContaining({ severity: 'warning', expression: 'Bundle.entry[20].resource' }),
    ]);
  });

  it('accepts the reason why a date is absent in the place of the date', () => {
    const reason = {
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
    };
    expect(
      rulesBrokenBy((of) => {
        const procedure = resource(of, 'Procedure');
        delete procedure['performedDateTime'];
        procedure['_performedDateTime'] = reason;
      }),
    ).toEqual([]);
  });
});

// The faults of the seeded-fault test by which other validators were measured, here in a Bundle of our own.
const seeded: readonly [id: string, rule: string, change: (of: Json) => void][] = [
  ['m1 no Composition.subject', 'eps-bundle-subject-ref', (of) => delete resource(of, 'Composition')['subject']],
  [
    'm2 no allergies section',
    'eps-section-required',
    (of) => {
      const composition = resource(of, 'Composition');
      composition['section'] = composition['section'].filter((each: Json) => each['code'].coding[0].code !== '48765-2');
    },
  ],
  ['m3 section without text', 'eps-section-text', (of) => delete section(of, '11450-4')['text']],
  ['m4 section without entry and emptyReason', 'ips-comp-1', (of) => delete section(of, '11369-6')['entry']],
  ['m5 no Patient.birthDate', 'ips-patient-birthdate', (of) => delete resource(of, 'Patient')['birthDate']],
  ['m6 Patient.name with use only', 'ips-pat-1', (of) => (resource(of, 'Patient')['name'] = [{ use: 'official' }])],
  ['m7 entry without fullUrl', 'ips-bundle-fullurl', (of) => delete of['entry'][3].fullUrl],
  ['m8 Bundle without identifier', 'bdl-9', (of) => delete of['identifier']],
  ['m9 no Bundle.timestamp', 'bdl-10', (of) => delete of['timestamp']],
  ['m10 Composition not first', 'bdl-11', (of) => of['entry'].reverse()],
  [
    'm11 two Compositions',
    'bdl-ips-1',
    (of) => {
      of['entry'].push({
        fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000002',
        resource: resource(of, 'Composition'),
      });
    },
  ],
  [
    'm12 reference to nothing',
    'reference-resolves',
    (of) => {
      resource(of, 'Condition')['subject'] = { reference: 'urn:uuid:00000000-0000-4000-8000-000000000003' };
    },
  ],
  ['m13 Composition.status finall', 'required-binding', (of) => (resource(of, 'Composition')['status'] = 'finall')],
  [
    'm14 clinicalStatus foo',
    'required-binding',
    (of) => (resource(of, 'Condition')['clinicalStatus'].coding[0].code = 'foo'),
  ],
  [
    'm15 patient with a display only',
    'eps-bundle-patient-ref',
    (of) => {
      resource(of, 'AllergyIntolerance')['patient'] = { display: 'EXEMPLE-STRUCTURE' };
    },
  ],
  ['m16 unknown property', 'unknown-property', (of) => (resource(of, 'Patient')['shoeSize'] = 43)],
  ['m17 birthDate 1990-13-45', 'date-form', (of) => (resource(of, 'Patient')['birthDate'] = '1990-13-45')],
  ['m18 no Medication.code', 'eps-bundle-resource-code', (of) => delete resource(of, 'Medication')['code']],
  [
    'm19 script in narrative',
    'txt-1',
    (of) => {
      section(of, '11450-4')['text'].div = '<div xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></div>';
    },
  ],
  [
    'm20 Composition.type 34133-9',
    'ips-composition-type',
    (of) => (resource(of, 'Composition')['type'].coding[0].code = '34133-9'),
  ],
  [
    'm21 Condition in the allergies section',
    'section-entry-type',
    (of) => {
      section(of, '48765-2')['entry'] = section(of, '11450-4')['entry'];
    },
  ],
  ['m22 Bundle.type collection', 'ips-bundle-type', (of) => (of['type'] = 'collection')],
  [
    'm23 quantity value as string',
    'decimal-form',
    (of) => (resource(of, 'Observation', 1)['valueQuantity'].value = '13.4'),
  ],
  ['m24 no AllergyIntolerance.code', 'ips-allergy-code', (of) => delete resource(of, 'AllergyIntolerance')['code']],
  [
    'm25 no Immunization.occurrence',
    'required-element',
    (of) => delete resource(of, 'Immunization')['occurrenceDateTime'],
  ],
  ['m26 unit notaunit', 'ucum', (of) => (resource(of, 'Observation', 1)['valueQuantity'].code = 'notaunit')],
];

describe('the seeded faults', () => {
  it.each(seeded)('finds %s', (_id, rule, change) => {
    expect(rulesBrokenBy(change)).toContain(rule);
  });
});

// One fault for each rule that the seeded ones do not reach.
const further: readonly [rule: string, change: (of: Json) => void][] = [
  ['bdl-7', (of) => (of['entry'][3].fullUrl = of['entry'][2].fullUrl)],
  ['bdl-8', (of) => (of['entry'][3].fullUrl = 'https://example.org/Organization/1/_history/2')],
  ['fullurl-form', (of) => (of['entry'][3].fullUrl = 'Organization/1')],
  ['fullurl-form', (of) => (of['entry'][3].fullUrl = of['entry'][3].fullUrl.replace('urn:uuid:', 'urn:uuid:A'))],
  [
    'fullurl-id',
    (of) => {
      of['entry'][3].fullUrl = 'https://example.org/Organization/1';
      of['entry'][3].resource.id = '2';
    },
  ],
  ['ips-bundle-entries', (of) => (of['entry'] = [of['entry'][0]])],
  ['ips-bundle-entry', (of) => (of['entry'][1].search = { mode: 'match' })],
  [
    'ips-bundle-patient',
    (of) => of['entry'].push({ ...of['entry'][1], fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000004' }),
  ],
  ['eps-bundle-resource', (of) => delete of['entry'][5].resource],
  ['eps-composition-sections', (of) => resource(of, 'Composition')['section'].splice(0, 4)],
  ['eps-section-title', (of) => delete section(of, '8716-3')['title']],
  ['eps-section-code', (of) => delete section(of, '8716-3')['code']],
  ['eps-section-nested', (of) => (section(of, '8716-3')['section'] = [section(of, '11369-6')])],
  ['eps-section-once', (of) => resource(of, 'Composition')['section'].push(section(of, '11450-4'))],
  ['cmp-2', (of) => (section(of, '11450-4')['emptyReason'] = { text: 'sans objet' })],
  ['document-content', (of) => (section(of, '11450-4')['entry'] = [{ reference: 'https://example.org/Condition/1' }])],
  ['reference-type', (of) => (resource(of, 'Condition')['subject'] = { reference: of['entry'][2].fullUrl })],
  ['reference-resolves', (of) => (resource(of, 'Condition')['recorder'] = { reference: '#nobody' })],
  ['reference-resolves', (of) => (resource(of, 'Condition')['recorder'] = { reference: 'Practitioner/1' })],
  ['ips-patient-name', (of) => delete resource(of, 'Patient')['name']],
  ['ips-practitioner-name', (of) => delete resource(of, 'Practitioner')['name']],
  ['ips-organization-name', (of) => delete resource(of, 'Organization')['name']],
  [
    'org-1',
    (of) =>
      of['entry'].forEach(({ resource: each }: Json) => {
        if (each.resourceType === 'Organization') for (const part of ['name', 'identifier']) delete each[part];
      }),
  ],
  ['org-2', (of) => (resource(of, 'Organization')['address'][0].use = 'home')],
  ['org-3', (of) => (resource(of, 'Organization')['telecom'][0].use = 'home')],
  ['identifier-uri', (of) => (of['identifier'] = { system: 'urn:ietf:rfc:3986', value: '7b5e0a44' })],
  ['pat-1', (of) => (resource(of, 'Patient')['contact'] = [{ gender: 'female' }])],
  ['ips-condition-code', (of) => delete resource(of, 'Condition')['code']],
  ['ips-medication-effective', (of) => delete resource(of, 'MedicationStatement')['effectivePeriod']],
  ['ips-procedure-code', (of) => delete resource(of, 'Procedure')['code']],
  ['ips-procedure-performed', (of) => delete resource(of, 'Procedure')['performedDateTime']],
  ['ips-device-timing', (of) => delete resource(of, 'DeviceUseStatement')['timingPeriod']],
  ['ips-report-effective', (of) => delete resource(of, 'DiagnosticReport')['effectiveDateTime']],
  ['ips-observation-effective', (of) => delete resource(of, 'Observation')['effectiveDateTime']],
  ['ips-result-performer', (of) => delete resource(of, 'Observation')['performer']],
  [
    'ips-observation-part',
    (of) => {
      Object.assign(resource(of, 'Observation', 1), { component: [{ code: { text: 'x' } }] })['code'].coding[0].code =
        '72166-2';
    },
  ],
  ['eps-travel-value', (of) => (resource(of, 'Observation', 1)['code'].coding[0].code = '94651-7')],
  ['obs-3', (of) => (resource(of, 'Observation', 1)['referenceRange'] = [{ age: { low: { value: 1 } } }])],
  ['obs-6', (of) => (resource(of, 'Observation', 1)['dataAbsentReason'] = { text: 'x' })],
  ['con-4', (of) => (resource(of, 'Condition')['abatementDateTime'] = '2020')],
  ['con-5', (of) => (resource(of, 'Condition')['verificationStatus'].coding[0].code = 'entered-in-error')],
  ['ait-1', (of) => delete resource(of, 'AllergyIntolerance')['clinicalStatus']],
  ['ait-2', (of) => (resource(of, 'AllergyIntolerance')['verificationStatus'].coding[0].code = 'entered-in-error')],
  ['imm-1', (of) => (resource(of, 'Immunization')['education'] = [{ publicationDate: '2020' }])],
  ['qty-3', (of) => delete resource(of, 'Observation', 1)['valueQuantity'].system],
  ['per-1', (of) => (resource(of, 'MedicationStatement')['effectivePeriod'] = { start: '2024-07', end: '2023' })],
  ['rng-2', (of) => (resource(of, 'MedicationStatement', 1)['dosage'][0].doseAndRate[0].doseRange.low.value = 9)],
  ['rat-1', (of) => delete resource(of, 'Medication')['ingredient'][0].strength.denominator],
  ['cpt-2', (of) => delete resource(of, 'Patient')['telecom'][0].system],
  ['tim-2', (of) => delete resource(of, 'MedicationStatement')['dosage'][0].timing.repeat.periodUnit],
  ['tim-1', (of) => (resource(of, 'MedicationStatement')['dosage'][0].timing.repeat.duration = 1)],
  ['tim-9', (of) => delete resource(of, 'MedicationStatement', 1)['dosage'][0].timing.repeat.when],
  ['tim-10', (of) => (resource(of, 'MedicationStatement', 1)['dosage'][0].timing.repeat.timeOfDay = ['08:00:00'])],
  ['ext-1', (of) => (resource(of, 'Patient')['extension'] = [{ url: 'https://example.org/x' }])],
  ['att-1', (of) => (resource(of, 'Patient')['photo'] = [{ data: 'AAAA' }])],
  ['txt-2', (of) => (section(of, '11450-4')['text'].div = '<div xmlns="http://www.w3.org/1999/xhtml"><p> </p></div>')],
  ['ele-1', (of) => (resource(of, 'Patient')['address'] = [])],
  ['ele-1', (of) => (resource(of, 'Patient')['address'] = [{}])],
  ['choice', (of) => (resource(of, 'Condition')['onsetString'] = 'enfance')],
  ['json-type', (of) => (resource(of, 'Patient')['address'] = { city: 'Fictiville' })],
  ['json-type', (of) => (resource(of, 'Patient')['gender'] = ['male'])],
  ['json-type', (of) => (resource(of, 'Patient')['maritalStatus'] = 'M')],
  ['string-form', (of) => (resource(of, 'Patient')['name'][0].given = ['Henri', null])],
  [
    'modifier-extension',
    (of) => (resource(of, 'Patient')['modifierExtension'] = [{ url: 'https://example.org/not', valueBoolean: true }]),
  ],
  ['ips-composition-subject', (of) => (resource(of, 'Composition')['subject'] = { reference: of['entry'][2].fullUrl })],
  ['resource-type', (of) => (resource(of, 'Procedure')['resourceType'] = 'Prozedur')],
];

describe('the further rules', () => {
  it.each(further)('finds %s', (rule, change) => {
    expect(rulesBrokenBy(change)).toContain(rule);
  });

  it('says which resources it could not look into', () => {
    const changed = bundle();
    changed['entry'].push({
      fullUrl: 'urn:uuid:00000000-0000-4000-8000-000000000005',
      resource: { resourceType: 'Basic' },
    });
    expect(checkEps(changed)).toEqual([expect.objectContaining({ severity: 'warning', rule: 'elements-not-checked' })]);
  });
});
