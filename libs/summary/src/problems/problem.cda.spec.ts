import { describe, expect, it } from '@jest/globals';
import { readEntry, roundTrip, writeEntry } from '../cda/testing/entry-xml.js';
import type { Problem } from '../model/entry.js';
import { problemCda } from './problem.cda.js';

const icd = 'http://hl7.org/fhir/sid/icd-10';
const snomed = 'http://snomed.info/sct';

function concern(inner: string, act = ''): string {
  return `<act classCode="ACT" moodCode="EVN"><id root="2.999.8" extension="concern"/>
    <code code="CONC" codeSystem="2.16.840.1.113883.5.6"/>${act}
    <entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN">${inner}</observation></entryRelationship></act>`;
}

const value =
  '<value xsi:type="CD" code="A06.6" codeSystem="1.3.6.1.4.1.12559.11.10.1.3.1.44.2" displayName="Amoebic brain abscess"/>';

describe('a problem in CDA', () => {
  it('takes from the concern what the observation does not say', () => {
    const act =
      '<statusCode code="Active"/><effectiveTime><low value="20220801"/><high nullFlavor="UNK"/></effectiveTime>';
    const { entry } = readEntry(
      problemCda,
      concern(`<code nullFlavor="NI"/><text><reference value="#h1"/></text>${value}`, act),
      {
        h1: 'abcès amibien',
      },
    );
    expect(entry).toEqual({
      kind: 'problem',
      path: '/entry',
      identifiers: [{ system: 'urn:oid:2.999.8', value: 'concern' }],
      text: 'abcès amibien',
      code: { coding: { system: icd, code: 'A06.6', display: 'Amoebic brain abscess' } },
      clinicalStatus: { coding: { system: 'http://terminology.hl7.org/CodeSystem/v3-ActStatus', code: 'active' } },
      period: { low: '2022-08-01', highAbsence: 'UNK' },
      asserters: [],
    });
  });

  it('reads severity, status, certainty and outcome by their codes, whatever templates they carry', () => {
    const related = (typeCode: string, code: string, system: string, result: string): string =>
      `<entryRelationship typeCode="${typeCode}"><observation><code code="${code}" codeSystem="${system}"/><value code="${result}" codeSystem="2.16.840.1.113883.6.96"/></observation></entryRelationship>`;
    const { entry, omitted } = readEntry(
      problemCda,
      concern(
        value +
          related('SUBJ', 'SEV', '2.16.840.1.113883.5.4', '24484000') +
          related('REFR', '33999-4', '2.16.840.1.113883.6.1', '55561003') +
          related('SUBJ', '66455-7', '2.16.840.1.113883.6.1', '410605003') +
          related('REFR', '11323-3', '2.16.840.1.113883.6.1', '765205004'),
      ),
    );
    expect(entry).toMatchObject({
      severity: { coding: { code: '24484000' } },
      clinicalStatus: { coding: { system: snomed, code: '55561003' } },
      verificationStatus: { coding: { code: '410605003' } },
      outcome: { coding: { code: '765205004' } },
    });
    expect(omitted).toEqual([]);
  });

  it('takes a single date for the beginning, never for the end', () => {
    expect(readEntry(problemCda, concern(`<effectiveTime value="2019"/>${value}`)).entry?.period).toEqual({
      low: '2019',
    });
  });

  it('reads an observation without concern, as older documents have it', () => {
    const { entry } = readEntry(problemCda, `<observation classCode="OBS" moodCode="EVN">${value}</observation>`);
    expect(entry?.code.coding?.code).toBe('A06.6');
    expect(entry?.clinicalStatus).toBeUndefined();
  });

  it.each([
    [
      'a negated observation',
      `<act><entryRelationship typeCode="SUBJ"><observation negationInd="true">${value}</observation></entryRelationship></act>`,
    ],
    [
      'a concern about two observations',
      `<act><entryRelationship typeCode="SUBJ"><observation>${value}</observation></entryRelationship><entryRelationship typeCode="SUBJ"><observation>${value}</observation></entryRelationship></act>`,
    ],
    ['a concern without observation', '<act><statusCode code="active"/></act>'],
    ['another statement', '<procedure/>'],
  ])('does not read %s as a problem', (_name, xml) => {
    expect(readEntry(problemCda, xml).entry).toBeUndefined();
  });

  it('reports what it has no place for', () => {
    const { omitted } = readEntry(
      problemCda,
      concern(
        `${value}<entryRelationship typeCode="CAUS"><observation><code code="1" codeSystem="2.999.1"/></observation></entryRelationship>`,
      ),
    );
    expect(omitted).toEqual(['related observation (CAUS)']);
  });

  it('stays the same when it is written and read again', () => {
    const problem: Problem = {
      kind: 'problem',
      path: '/entry',
      identifiers: [{ system: 'urn:oid:2.999.8', value: '1' }],
      text: 'inline words',
      code: {
        coding: {
          system: icd,
          code: 'B20',
          systemName: 'ICD-10',
          translations: [{ system: 'urn:oid:1.3.182.5.29', code: 'B20', display: 'VIH', systemName: 'ICD-10CM' }],
        },
        text: 'VIH',
      },
      clinicalStatus: { coding: { system: snomed, code: '413322009', systemName: 'SNOMED CT' } },
      verificationStatus: { absence: 'UNK' },
      category: { coding: { system: snomed, code: '64572001', systemName: 'SNOMED CT' } },
      severity: { coding: { system: snomed, code: '24484000', systemName: 'SNOMED CT' } },
      outcome: { coding: { system: snomed, code: '313386006', systemName: 'SNOMED CT' } },
      period: { low: '2022-08', high: '2023' },
      asserters: [{ identifiers: [], names: [{ family: ['INVENTÉE'], given: ['Inès'] }], addresses: [], telecoms: [] }],
      notes: ['à revoir'],
    };
    expect(roundTrip(problemCda, problem)).toEqual(problem);
    expect(writeEntry(problemCda, problem)).toContain('<statusCode code="completed"></statusCode><effectiveTime');
  });
});
