import { describe, expect, it } from '@jest/globals';
import { readEntry, roundTrip as throughCda, writeEntry } from '../cda/testing/entry-xml.js';
import { roundTrip as throughFhir, writeEntry as writeResource } from '../fhir/testing/bundle-entry.js';
import type { VitalSign } from '../model/entry.js';
import { vitalSignCda } from './vital-sign.cda.js';
import { vitalSignFhir } from './vital-sign.fhir.js';

const loinc = (code: string, display: string) => ({ coding: { system: 'http://loinc.org', code, display } });
const nothing = { interpretations: [], referenceRanges: [], performers: [], members: [] };
const day = { low: '2024-05-10', high: '2024-05-10' };

function sign(code: string, display: string, value: string, unit: string, parts: Partial<VitalSign> = {}): VitalSign {
  return {
    kind: 'vital-sign',
    path: '/entry',
    identifiers: [],
    code: loinc(code, display),
    status: 'completed',
    period: day,
    value: { kind: 'quantity', quantity: { value, unit } },
    ...nothing,
    ...parts,
  };
}

const named = { identifiers: [{ system: 'urn:oid:2.999.1', value: '1' }] };
const weight = sign('29463-7', 'Body weight', '72.0', 'kg', named);
const pressures = [
  sign('8480-6', 'Systolic blood pressure', '148', 'mm[Hg]', { path: '/entry.component[0]' }),
  sign('8462-4', 'Diastolic blood pressure', '90', 'mm[Hg]', { path: '/entry.component[1]' }),
];
const bloodPressure: VitalSign = {
  kind: 'vital-sign',
  path: '/entry',
  ...named,
  code: loinc('85354-9', 'Blood pressure panel'),
  status: 'completed',
  period: day,
  ...nothing,
  members: pressures,
};

/** As the other format has it: without the names of code systems that CDA writes beside their OID, and at its own places. */
function bare(entry: VitalSign | undefined): unknown {
  return JSON.parse(
    JSON.stringify(entry, (key, value: unknown) => (key === 'systemName' || key === 'path' ? undefined : value)),
  );
}

describe('vital signs in CDA', () => {
  it('stand alone in an organizer without a name, and are taken out of it again', () => {
    const xml = writeEntry(vitalSignCda, weight);
    expect(xml).toMatch(/^<organizer [^>]*>(?:<templateId [^>]*><\/templateId>){4}<id nullFlavor="NI">/);
    expect(xml).toContain('code="46680005"');
    expect(bare(throughCda(vitalSignCda, weight))).toEqual(bare(weight));
  });

  it('state the templates of eHDSI, IHE and CCD', () => {
    const xml = writeEntry(vitalSignCda, weight);
    for (const root of ['1.3.6.1.4.1.12559.11.10.1.3.1.3.21', '1.3.6.1.4.1.12559.11.10.1.3.1.3.22'])
      expect(xml).toContain(root);
    for (const root of ['1.3.6.1.4.1.19376.1.5.3.1.4.13.1', '1.3.6.1.4.1.19376.1.5.3.1.4.13.2', '10.20.1.35'])
      expect(xml).toContain(root);
  });

  it('keep a panel as organizer, its own code inside that of eHDSI', () => {
    const xml = writeEntry(vitalSignCda, bloodPressure);
    expect(xml).toMatch(/<code code="46680005"[^>]*><translation code="85354-9"/);
    expect(bare(throughCda(vitalSignCda, bloodPressure))).toEqual(bare(bloodPressure));
  });

  it('keep a panel that has notes of its own', () => {
    const noted = { ...bloodPressure, notes: ['assis'] };
    expect(bare(throughCda(vitalSignCda, noted))).toEqual(bare(noted));
  });

  it('keep the organizer of a document that names it', () => {
    const xml = `<organizer classCode="CLUSTER" moodCode="EVN"><id root="2.999.1"/>
      <code code="46680005" codeSystem="2.16.840.1.113883.6.96"/><effectiveTime value="2024"/>
      <component><observation classCode="OBS" moodCode="EVN"><code code="29463-7" codeSystem="2.16.840.1.113883.6.1"/>
      <value xsi:type="PQ" value="72" unit="kg"/></observation></component></organizer>`;
    expect(readEntry(vitalSignCda, xml).entry).toMatchObject({
      code: { coding: { code: '46680005' } },
      members: [{ code: { coding: { code: '29463-7' } } }],
    });
    const nameless = readEntry(vitalSignCda, xml.replace('<id root="2.999.1"/>', '')).entry;
    expect(nameless).toMatchObject({ code: { coding: { code: '29463-7' } }, period: { low: '2024', high: '2024' } });
  });

  it('are none where they are denied or ordered', () => {
    const denied = writeEntry(vitalSignCda, weight).replace(
      '<observation classCode="OBS"',
      '<observation negationInd="true" classCode="OBS"',
    );
    expect(readEntry(vitalSignCda, denied).entry).toBeUndefined();
  });
});

describe('vital signs in FHIR', () => {
  const profiles = (entry: VitalSign): readonly string[] =>
    (writeResource(vitalSignFhir, entry).resource['meta'] as { profile: string[] }).profile.map((url) =>
      url.slice(url.lastIndexOf('/') + 1),
    );

  it('give back what was written', () => {
    const category = {
      coding: {
        system: 'http://terminology.hl7.org/CodeSystem/observation-category',
        code: 'vital-signs',
        display: 'Vital Signs',
      },
    };
    expect(bare(throughFhir(vitalSignFhir, weight))).toEqual(bare({ ...weight, category }));
    expect(bare(throughFhir(vitalSignFhir, bloodPressure))).toEqual(bare({ ...bloodPressure, category }));
  });

  it('claim the profile of blood pressure where both pressures are components', () => {
    expect(profiles(weight)).toEqual(['vitalsigns']);
    expect(profiles(bloodPressure)).toEqual(['vitalsigns', 'bp']);
  });

  it('say of a blood pressure what its profile wants and nobody gave', () => {
    const { resource } = writeResource(vitalSignFhir, { ...bloodPressure, members: pressures.slice(1) });
    const unknown = { dataAbsentReason: { coding: [{ code: 'unknown' }] } };
    expect(resource['component']).toMatchObject([{ code: {} }, { code: { coding: [{ code: '8480-6' }] }, ...unknown }]);
  });

  it('have as component of a blood pressure only what its profile lets be one', () => {
    const [systolic, diastolic] = pressures;
    const members = [systolic!, { ...systolic!, value: weight.value! }, diastolic!, { ...diastolic! }];
    const { resource, resources } = writeResource(vitalSignFhir, { ...bloodPressure, members });
    expect(resource['component']).toHaveLength(2);
    expect(resource['hasMember']).toHaveLength(2);
    expect(resources).toHaveLength(3);
  });

  it('have a value that their profile forbids in words', () => {
    const { resource } = writeResource(vitalSignFhir, {
      ...weight,
      value: { kind: 'quantity', quantity: { value: '12', unit: '[stone_av]' } },
    });
    expect(resource).not.toHaveProperty('valueQuantity');
    expect(resource).toMatchObject({
      dataAbsentReason: { coding: [{ code: 'as-text' }] },
      note: [{ text: '12 [stone_av]' }],
    });
  });

  it('have parts that have a name or a time of their own as Observations', () => {
    const members = [
      { ...pressures[0]!, ...named },
      { ...pressures[1]!, period: { low: '2024-05-11', high: '2024-05-11' } },
    ];
    const { resource, resources } = writeResource(vitalSignFhir, { ...bloodPressure, members });
    expect(resource).toMatchObject({ hasMember: [{}, {}] });
    for (const part of resource['component'] as object[]) expect(part).toHaveProperty('dataAbsentReason');
    expect(resources).toHaveLength(3);
    for (const each of resources) expect(JSON.stringify(each)).toContain('"vital-signs"');
  });

  it('are of their category whatever else they are', () => {
    const exam = { coding: { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'exam' } };
    const { resource } = writeResource(vitalSignFhir, { ...weight, category: exam });
    expect(resource['category']).toMatchObject([{ coding: [{ code: 'vital-signs' }] }, { coding: [{ code: 'exam' }] }]);
  });

  it('have a period where the time does not go to the day (vs-1)', () => {
    const { resource } = writeResource(vitalSignFhir, { ...weight, period: { low: '2024-05', high: '2024-05' } });
    expect(resource).toMatchObject({ effectivePeriod: { start: '2024-05', end: '2024-05' } });
    expect(throughFhir(vitalSignFhir, { ...weight, period: { low: '2024', high: '2024' } })?.period).toEqual({
      low: '2024',
      high: '2024',
    });
  });

  it('say that they have no value (vs-2, vs-3)', () => {
    const { value: _value, ...valueless } = weight;
    expect(writeResource(vitalSignFhir, valueless).resource).toHaveProperty('dataAbsentReason');
    const members = pressures.map(({ value: _own, ...member }) => member);
    const { resource } = writeResource(vitalSignFhir, { ...bloodPressure, members });
    expect(resource['component']).toMatchObject([{ dataAbsentReason: {} }, { dataAbsentReason: {} }]);
  });
});
