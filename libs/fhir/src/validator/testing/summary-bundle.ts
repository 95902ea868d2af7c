/** A JSON value that a test may damage anywhere. */
export type Json = ReturnType<typeof JSON.parse>;

const loinc = 'http://loinc.org';
const snomed = 'http://snomed.info/sct';
const hl7 = (name: string): string => `http://terminology.hl7.org/CodeSystem/${name}`;
const eps = (name: string): string => `http://hl7.eu/fhir/eps/StructureDefinition/${name}`;

/** The address of the resource with a number. */
export const url = (number: number): string => `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const to = (number: number): object => ({ reference: url(number) });
const coded = (system: string, code: string): object => ({ coding: [{ system, code }] });
const narrative = (text: string): object => ({
  status: 'generated',
  div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>${text}</p></div>`,
});
const section = (code: string, title: string, ...entries: number[]): object => ({
  title,
  code: coded(loinc, code),
  text: narrative(title),
  ...(entries.length > 0
    ? { entry: entries.map(to) }
    : { emptyReason: coded(hl7('list-empty-reason'), 'unavailable') }),
});

/** Numbers of the resources, for references. */
export const at = {
  composition: 1,
  patient: 2,
  practitioner: 3,
  organization: 4,
  condition: 5,
  allergy: 6,
  statement: 7,
  medication: 8,
  procedure: 9,
  deviceUse: 10,
  device: 11,
  immunization: 12,
  laboratory: 13,
  report: 14,
  specimen: 15,
  bloodPressure: 16,
  tobacco: 17,
  pregnancy: 18,
  travel: 19,
  flag: 20,
  consent: 21,
  carePlan: 22,
  role: 23,
  request: 24,
} as const;

const patient = to(at.patient);

/** Resources by number, all of an invented person. */
const resources: Readonly<Record<keyof typeof at, object>> = {
  composition: {
    resourceType: 'Composition',
    meta: { profile: [eps('composition-eu-eps')] },
    language: 'en',
    status: 'final',
    type: coded(loinc, '60591-5'),
    subject: patient,
    date: '2026-03-01T10:00:00+01:00',
    author: [to(at.role), to(at.organization)],
    title: 'Patient summary',
    confidentiality: 'N',
    attester: [{ mode: 'legal', time: '2026-03-01T10:00:00+01:00', party: to(at.practitioner) }],
    custodian: to(at.organization),
    event: [{ code: [coded(hl7('v3-ActClass'), 'PCPR')], period: { start: '2020', end: '2026-03-01' } }],
    section: [
      section('11450-4', 'Problems', at.condition),
      section('48765-2', 'Allergies', at.allergy),
      section('10160-0', 'Medication', at.statement, at.request),
      section('47519-4', 'Procedures', at.procedure),
      section('46264-8', 'Devices', at.deviceUse),
      section('11369-6', 'Immunisations', at.immunization),
      section('30954-2', 'Results', at.laboratory, at.report),
      section('8716-3', 'Vital signs', at.bloodPressure),
      // Not in sections of their own: there HL7's engine finds every observation in two slices, see docs/fhir-validation.md.
      section('11329-0', 'History', at.tobacco, at.pregnancy),
      section('10182-4', 'Travel', at.travel),
      section('104605-1', 'Alerts', at.flag),
      section('42348-3', 'Advance directives', at.consent),
      section('18776-5', 'Plan', at.carePlan),
      section('47420-5', 'Functional status'),
    ],
  },
  patient: {
    resourceType: 'Patient',
    meta: { profile: [eps('patient-eu-eps')] },
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/patient-birthPlace',
        valueAddress: { city: 'Esch', country: 'LU' },
      },
    ],
    identifier: [{ system: 'urn:oid:2.999.1', value: 'P-1' }],
    name: [{ use: 'official', family: 'Exemple', given: ['Alix', 'Rose'] }],
    telecom: [{ system: 'phone', value: '+352 000 000', use: 'home', rank: 1 }],
    gender: 'female',
    birthDate: '1968-10-15',
    _birthDate: {
      extension: [
        {
          url: 'http://hl7.org/fhir/StructureDefinition/patient-birthTime',
          valueDateTime: '1968-10-15T04:00:00+01:00',
        },
      ],
    },
    deceasedBoolean: false,
    address: [{ use: 'home', line: ['1, rue Exemple'], city: 'Esch', country: 'LU' }],
    contact: [{ relationship: [coded(hl7('v2-0131'), 'C')], name: { text: 'A contact' } }],
    generalPractitioner: [to(at.practitioner)],
    communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'fr' }] }, preferred: true }],
  },
  practitioner: {
    resourceType: 'Practitioner',
    identifier: [{ system: 'urn:oid:2.999.2', value: 'D-1' }],
    name: [{ family: 'Modele', given: ['Dominique'] }],
  },
  organization: {
    resourceType: 'Organization',
    identifier: [{ system: 'urn:oid:2.999.3', value: 'O-1' }],
    name: 'Hôpital exemple',
    telecom: [{ system: 'url', value: 'https://hospital.example/' }],
  },
  condition: {
    resourceType: 'Condition',
    clinicalStatus: coded(hl7('condition-clinical'), 'resolved'),
    verificationStatus: coded(hl7('condition-ver-status'), 'confirmed'),
    severity: coded(snomed, '24484000'),
    code: coded(snomed, '195967001'),
    subject: patient,
    onsetDateTime: '2010-05',
    abatementDateTime: '2020',
    stage: [{ summary: coded(snomed, '1'), assessment: [to(at.laboratory)] }],
    evidence: [{ code: [coded(snomed, '2')] }],
    recorder: to(at.practitioner),
    note: [{ text: 'A note.', authorString: 'Somebody', time: '2026-03-01T10:00:00Z' }],
  },
  allergy: {
    resourceType: 'AllergyIntolerance',
    clinicalStatus: coded(hl7('allergyintolerance-clinical'), 'active'),
    verificationStatus: coded(hl7('allergyintolerance-verification'), 'confirmed'),
    type: 'allergy',
    category: ['medication'],
    criticality: 'high',
    code: coded(snomed, '373270004'),
    patient,
    onsetAge: { value: 12, unit: 'a', system: 'http://unitsofmeasure.org', code: 'a' },
    reaction: [{ manifestation: [coded(snomed, '271807003')], severity: 'mild' }],
  },
  statement: {
    resourceType: 'MedicationStatement',
    status: 'active',
    medicationReference: to(at.medication),
    subject: patient,
    effectivePeriod: { start: '2025-01-01', end: '2026-01-01' },
    dosage: [
      {
        text: 'One a day',
        timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd', when: ['MORN'] } },
        route: coded('http://standardterms.edqm.eu', '20053000'),
        doseAndRate: [{ doseQuantity: { value: 5, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } }],
      },
    ],
  },
  medication: {
    resourceType: 'Medication',
    code: coded('http://www.whocc.no/atc', 'J05AF06'),
    form: coded('http://standardterms.edqm.eu', '10219000'),
    ingredient: [
      {
        itemCodeableConcept: coded('http://www.whocc.no/atc', 'J05AF06'),
        strength: {
          numerator: { value: 300, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' },
          denominator: { value: 1, unit: 'tablet', system: 'http://unitsofmeasure.org', code: '1' },
        },
      },
    ],
  },
  procedure: {
    resourceType: 'Procedure',
    status: 'completed',
    code: coded(snomed, '80146002'),
    subject: patient,
    _performedDateTime: {
      extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
    },
    performer: [{ actor: to(at.practitioner) }],
    bodySite: [{ text: 'abdomen' }],
  },
  deviceUse: {
    resourceType: 'DeviceUseStatement',
    status: 'active',
    subject: patient,
    timingDateTime: '2015-06-01',
    device: to(at.device),
  },
  device: { resourceType: 'Device', type: coded(snomed, '14106009'), udiCarrier: [{ deviceIdentifier: 'D-9' }] },
  immunization: {
    resourceType: 'Immunization',
    status: 'completed',
    vaccineCode: coded('http://www.whocc.no/atc', 'J07BD52'),
    patient,
    occurrenceDateTime: '2024-11-02',
    performer: [{ function: coded(hl7('v2-0443'), 'AP'), actor: to(at.practitioner) }],
    protocolApplied: [{ targetDisease: [coded(snomed, '14189004')], doseNumberPositiveInt: 1 }],
  },
  laboratory: {
    resourceType: 'Observation',
    contained: [{ resourceType: 'Device', id: 'analyser', type: coded(snomed, '1') }],
    status: 'final',
    category: [coded(hl7('observation-category'), 'laboratory')],
    code: coded(loinc, '2160-0'),
    subject: patient,
    effectiveDateTime: '2026-02-20T08:00:00Z',
    performer: [to(at.organization)],
    valueQuantity: { value: 72, unit: 'umol/L', system: 'http://unitsofmeasure.org', code: 'umol/L' },
    interpretation: [coded(hl7('v3-ObservationInterpretation'), 'N')],
    specimen: to(at.specimen),
    device: { reference: '#analyser' },
    referenceRange: [
      {
        low: { value: 45, unit: 'umol/L', system: 'http://unitsofmeasure.org', code: 'umol/L' },
        high: { value: 84, unit: 'umol/L', system: 'http://unitsofmeasure.org', code: 'umol/L' },
      },
    ],
  },
  report: {
    resourceType: 'DiagnosticReport',
    status: 'final',
    category: [coded(hl7('v2-0074'), 'LAB')],
    code: coded(loinc, '11502-2'),
    subject: patient,
    effectiveDateTime: '2026-02-20T08:00:00Z',
    performer: [to(at.organization)],
    result: [to(at.laboratory)],
  },
  specimen: { resourceType: 'Specimen', type: coded(snomed, '119364003'), subject: patient },
  bloodPressure: {
    resourceType: 'Observation',
    status: 'final',
    category: [coded(hl7('observation-category'), 'vital-signs')],
    code: coded(loinc, '85354-9'),
    subject: patient,
    effectiveDateTime: '2026-02-20',
    component: ['8480-6 132', '8462-4 84'].map((each) => {
      const [code = '', value] = each.split(' ');
      return {
        code: coded(loinc, code),
        valueQuantity: { value: Number(value), unit: 'mmHg', system: 'http://unitsofmeasure.org', code: 'mm[Hg]' },
      };
    }),
  },
  tobacco: {
    resourceType: 'Observation',
    status: 'final',
    category: [coded(hl7('observation-category'), 'social-history')],
    code: coded(loinc, '72166-2'),
    subject: patient,
    effectiveDateTime: '2026-01-10',
    valueCodeableConcept: coded(snomed, '8517006'),
  },
  pregnancy: {
    resourceType: 'Observation',
    status: 'final',
    code: coded(loinc, '82810-3'),
    subject: patient,
    effectiveDateTime: '2026-01-10',
    valueCodeableConcept: coded(snomed, '60001007'),
  },
  travel: {
    resourceType: 'Observation',
    status: 'final',
    code: coded(loinc, '94651-7'),
    subject: patient,
    effectivePeriod: { start: '2025-07-01', end: '2025-07-20' },
    valueCodeableConcept: coded('urn:iso:std:iso:3166', 'PT'),
  },
  flag: {
    resourceType: 'Flag',
    extension: [
      {
        url: 'http://hl7.org/fhir/StructureDefinition/flag-priority',
        valueCodeableConcept: coded('http://hl7.org/fhir/flag-priority-code', 'PH'),
      },
    ],
    status: 'active',
    code: coded(snomed, '225444004'),
    subject: patient,
  },
  consent: {
    resourceType: 'Consent',
    status: 'active',
    scope: coded(hl7('consentscope'), 'adr'),
    category: [coded(hl7('consentcategorycodes'), 'dnr')],
    patient,
    policy: [{ authority: 'https://authority.example/' }],
    provision: { type: 'permit', provision: [{ type: 'deny', code: [coded(snomed, '1')] }] },
  },
  carePlan: {
    resourceType: 'CarePlan',
    status: 'active',
    intent: 'plan',
    subject: patient,
    activity: [{ detail: { status: 'not-started', description: 'Control in six months' } }],
  },
  role: {
    resourceType: 'PractitionerRole',
    practitioner: to(at.practitioner),
    organization: to(at.organization),
    availableTime: [{ daysOfWeek: ['mon'], availableStartTime: '08:00:00' }],
  },
  request: {
    resourceType: 'MedicationRequest',
    status: 'active',
    intent: 'order',
    medicationCodeableConcept: coded('http://www.whocc.no/atc', 'J05AF06'),
    subject: patient,
    authoredOn: '2026-02-01',
    requester: to(at.practitioner),
    dosageInstruction: [{ timing: { repeat: { boundsPeriod: { start: '2026-02-01' }, periodUnit: 'wk', period: 2 } } }],
    dispenseRequest: { quantity: { value: 30, unit: 'tablet' } },
  },
};

/** A European patient summary of an invented person that breaks no rule, new at every call. */
export function summaryBundle(): Json {
  return structuredClone({
    resourceType: 'Bundle',
    meta: { profile: [eps('bundle-eu-eps'), 'http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips'] },
    identifier: { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:00000000-0000-4000-8000-000000000000' },
    type: 'document',
    timestamp: '2026-03-01T10:00:00+01:00',
    entry: Object.entries(resources).map(([name, resource]) => ({
      fullUrl: url(at[name as keyof typeof at]),
      resource,
    })),
  });
}

/** The same without its Consent, which by the letter of EPS 1.0.0-xtehr no Bundle can hold: for the judge of HL7. */
export function withoutConsent(bundle: Json): Json {
  const composition = resourceOf(bundle, 'composition');
  composition.section = composition.section?.filter((each: Json) => each.code?.coding?.[0]?.code !== '42348-3');
  bundle.entry = bundle.entry.filter(({ resource }: Json) => resource?.resourceType !== 'Consent');
  return bundle;
}

/** The resource of a {@link summaryBundle} with a name of {@link at}. */
export function resourceOf(bundle: Json, name: keyof typeof at): Json {
  return bundle['entry'][at[name] - 1].resource as Json;
}

/** The section of a {@link summaryBundle} with a LOINC code. */
export function sectionOf(bundle: Json, code: string): Json {
  return resourceOf(bundle, 'composition')['section'].find((each: Json) => each.code.coding[0].code === code) as Json;
}
