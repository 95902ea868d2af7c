import { describe, expect, it } from '@jest/globals';
import type { Bundle, Composition, CompositionSection } from 'fhir/r4.js';
import { fixedClock } from '@passerelle/kernel';
import type { Absence, Entry, Problem, Unmodelled } from '../model/entry.js';
import type { PatientSummary } from '../model/summary.js';
import { header, section, summaryOf } from './testing/summaries.js';
import { writeEps } from './write-eps.js';

const clock = fixedClock('2026-01-02T03:04:05Z');
const asthma: Problem = {
  kind: 'problem',
  path: '/p',
  identifiers: [],
  code: { text: 'Asthme' },
  period: {},
  asserters: [],
};

function absence(meaning: Absence['meaning'], path = '/a'): Absence {
  return { kind: 'absence', path, identifiers: [], meaning };
}

function unmodelled(summary: string, path = '/u'): Unmodelled {
  return { kind: 'unmodelled', path, identifiers: [], summary, reason: 'section not modelled' };
}

function compositionOf(bundle: Bundle): Composition {
  return bundle.entry?.[0]?.resource as Composition;
}

function sectionOf(summary: PatientSummary, code: string): CompositionSection {
  const { bundle } = writeEps(summary, { clock });
  const found = compositionOf(bundle).section?.find((each) => each.code?.coding?.[0]?.code === code);
  if (found === undefined) throw new Error(`no section ${code}`);
  return found;
}

function resourcesOf(bundle: Bundle, type: string): readonly object[] {
  return (bundle.entry ?? []).flatMap(({ resource }) => (resource?.resourceType === type ? [resource] : []));
}

describe('writeEps', () => {
  it('writes a document Bundle with the Composition first and the Patient once', () => {
    const { bundle } = writeEps(summaryOf(), { clock });
    expect(bundle).toMatchObject({ type: 'document', timestamp: '2026-01-02T03:04:05.000Z', language: 'fr' });
    expect(bundle.identifier).toMatchObject({
      system: 'urn:ietf:rfc:3986',
      value: expect.stringMatching(/^urn:uuid:/),
    });
    expect(bundle.entry?.[0]?.resource?.resourceType).toBe('Composition');
    expect(resourcesOf(bundle, 'Patient')).toHaveLength(1);
    expect(bundle.meta?.profile).toEqual([
      'http://hl7.eu/fhir/eps/StructureDefinition/bundle-eu-eps',
      'http://hl7.org/fhir/uv/ips/StructureDefinition/Bundle-uv-ips',
    ]);
  });

  it('gives the same octets for the same summary, and other identifiers for another document', () => {
    const summary = summaryOf(section('problems', '11450-4', { entries: [asthma] }));
    const text = JSON.stringify(writeEps(summary, { clock }).bundle);
    expect(JSON.stringify(writeEps(structuredClone(summary), { clock }).bundle)).toBe(text);
    const other = { ...summary, header: { ...header, identifier: { system: 'urn:oid:2.999.182.3', value: 'D-2' } } };
    expect(writeEps(other, { clock }).bundle.identifier?.value).not.toBe(
      (JSON.parse(text) as Bundle).identifier?.value,
    );
  });

  it('gives every entry a fullUrl of its own, also where the source repeats a path', () => {
    const entries: Entry[] = [asthma, { ...asthma, code: { text: 'Goutte' } }, asthma];
    const { bundle } = writeEps(summaryOf(section('problems', '11450-4', { entries })), { clock });
    const urls = (bundle.entry ?? []).map(({ fullUrl }) => fullUrl);
    expect(new Set(urls).size).toBe(urls.length);
    expect(resourcesOf(bundle, 'Condition')).toHaveLength(2);
  });

  it('holds the five required sections with text and a reason why they are empty, when the source has none', () => {
    const { section: sections = [] } = compositionOf(writeEps(summaryOf(), { clock }).bundle);
    expect(sections.map(({ code }) => code?.coding?.[0]?.code).sort()).toEqual([
      '10160-0',
      '11450-4',
      '46264-8',
      '47519-4',
      '48765-2',
    ]);
    for (const each of sections) {
      expect(each.text?.div).toContain('No information available');
      expect(each.emptyReason?.coding?.[0]?.code).toBe('unavailable');
      expect(each.entry).toBeUndefined();
    }
  });

  it.each([
    ['problems', '11450-4', 'Condition', '160245001'],
    ['allergies', '48765-2', 'AllergyIntolerance', '716186003'],
    ['medications', '10160-0', 'MedicationStatement', '787481004'],
    ['procedures', '47519-4', 'Procedure', '787480003'],
    ['devices', '46264-8', 'Device', '787483001'],
    ['immunizations', '11369-6', 'Immunization', '787482006'],
  ] as const)(
    'asserts that there are no %s with a resource of the code of SNOMED CT',
    (concept, code, type, snomed) => {
      const summary = summaryOf(section(concept, code, { entries: [absence('none-known')] }));
      const { bundle, targets } = writeEps(summary, { clock });
      expect(JSON.stringify(resourcesOf(bundle, type))).toContain(snomed);
      expect(targets.get('/a')).toMatch(/^Bundle\.entry\[\d+\]\.resource$/);
      expect(sectionOf(summary, code).emptyReason).toBeUndefined();
    },
  );

  it('never turns missing information into the statement that there is nothing', () => {
    const summary = summaryOf(section('allergies', '48765-2', { entries: [absence('no-information')] }));
    const { bundle, targets } = writeEps(summary, { clock });
    expect(resourcesOf(bundle, 'AllergyIntolerance')).toEqual([]);
    expect(sectionOf(summary, '48765-2').emptyReason?.coding?.[0]?.code).toBe('unavailable');
    expect(targets.get('/a')).toBe('Bundle.entry[0].resource.section[0].emptyReason');
  });

  it('says that there are no results with emptyReason, because SNOMED CT has no code for it', () => {
    const summary = summaryOf(section('results', '30954-2', { entries: [absence('none-known')] }));
    expect(sectionOf(summary, '30954-2').emptyReason?.coding?.[0]?.code).toBe('nilknown');
  });

  it('does not call a section empty that has narrative, but refers to the source document', () => {
    const narrative = [{ name: 'p' as const, children: ['Porte un stimulateur'] }];
    const summary = summaryOf(section('devices', '46264-8', { narrative }));
    const { emptyReason, entry, text } = sectionOf(summary, '46264-8');
    expect(emptyReason).toBeUndefined();
    expect(text?.div).toContain('Porte un stimulateur');
    const { bundle } = writeEps(summary, { clock });
    const found = bundle.entry?.find(({ fullUrl }) => fullUrl === entry?.[0]?.reference)?.resource;
    expect(found).toMatchObject({ resourceType: 'DocumentReference', masterIdentifier: { value: 'D-1' } });
  });

  it('carries an unmodelled entry into the text unless it can be read there already', () => {
    const narrative = [{ name: 'p' as const, children: ['Tension 148 mm[Hg]'] }];
    const entries = [unmodelled('Tension; 148 mm[Hg]'), unmodelled('Poids; 70 kg', '/v')];
    const summary = summaryOf(section('unmodelled', '8716-3', { narrative, entries }));
    const div = sectionOf(summary, '8716-3').text?.div ?? '';
    expect(div.match(/148/g)).toHaveLength(1);
    expect(div).toContain('<li>Poids; 70 kg</li>');
    expect(writeEps(summary, { clock }).targets.get('/v')).toBe('Bundle.entry[0].resource.section[0].text');
  });

  it('lists the entries of a section that came without narrative', () => {
    const summary = summaryOf(section('problems', '11450-4', { entries: [asthma] }));
    expect(sectionOf(summary, '11450-4').text).toMatchObject({
      status: 'generated',
      div: expect.stringContaining('Asthme'),
    });
  });

  it('lets two sections of one code grow together, which are one slice of the Composition', () => {
    const second = section('problems', '11450-4', { entries: [{ ...asthma, path: '/q', code: { text: 'Goutte' } }] });
    const summary = summaryOf(section('problems', '11450-4', { entries: [asthma] }), second);
    expect(sectionOf(summary, '11450-4').entry).toHaveLength(2);
    expect(compositionOf(writeEps(summary, { clock }).bundle).section).toHaveLength(5);
  });

  it('carries a PDF in a DocumentReference of a section of its own, and invents nothing beside it', () => {
    const data = Buffer.from('%PDF-1.4 test').toString('base64');
    const { bundle } = writeEps(
      { header, sections: [], attachment: { mediaType: 'application/pdf', data } },
      { clock },
    );
    const [document] = resourcesOf(bundle, 'DocumentReference');
    expect(document).toMatchObject({ content: [{ attachment: { contentType: 'application/pdf', data, size: 13 } }] });
    expect(compositionOf(bundle).section?.filter(({ emptyReason }) => emptyReason === undefined)).toHaveLength(1);
    expect(resourcesOf(bundle, 'Condition')).toEqual([]);
  });

  it('says what is missing of a patient of whom nothing but an identifier is known', () => {
    const [identifier] = header.patient.identifiers;
    const patient = {
      identifiers: [identifier!],
      names: [],
      addresses: [],
      telecoms: [],
      languages: [],
      contacts: [],
      preferredProfessionals: [],
    };
    const { bundle } = writeEps({ header: { ...header, patient, authors: [] }, sections: [] }, { clock });
    expect(resourcesOf(bundle, 'Patient')[0]).toMatchObject({
      name: [{ extension: [{ valueCode: 'unknown' }] }],
      _birthDate: { extension: [{ valueCode: 'unknown' }] },
    });
    expect(compositionOf(bundle).author).toMatchObject([{ extension: [{ valueCode: 'unknown' }] }]);
  });
});
