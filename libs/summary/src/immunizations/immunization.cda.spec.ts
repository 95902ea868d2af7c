import { describe, expect, it } from '@jest/globals';
import { isClaimed, readEntry, roundTrip, writeEntry } from '../cda/testing/entry-xml.js';
import type { Immunization } from '../model/entry.js';
import { immunizationCda } from './immunization.cda.js';

const snomed = 'http://snomed.info/sct';
const full: Immunization = {
  kind: 'immunization',
  path: '/entry',
  identifiers: [{ system: 'urn:oid:2.999.1', value: '9' }],
  text: 'VACCIFICTIF POLIO, 01/08/2022',
  given: true,
  status: 'completed',
  vaccine: {
    coding: {
      system: 'http://www.whocc.no/atc',
      code: 'J07AF',
      version: '2025-01',
      systemName: 'ATC',
      display: 'Diphtheria vaccines',
      translations: [{ system: snomed, code: '428214002', systemName: 'SNOMED CT', display: 'Vaccin antidiphtérique' }],
    },
    text: 'vaccin',
  },
  product: {
    identifiers: [{ system: 'urn:oid:1.3.182.4.17', value: '90000001' }],
    name: 'VACCIFICTIF POLIO',
    ingredients: [],
    lotNumber: 'FICT-0001',
    expires: '2022-08-31',
    manufacturer: 'Laboratoire Imaginaire',
  },
  date: '2022-08-01',
  route: {
    coding: { system: 'urn:oid:1.3.182.5.31', code: '27', systemName: 'VIDAL ROUTES', display: 'intramusculaire' },
  },
  site: { coding: { system: snomed, code: '368209003', systemName: 'SNOMED CT', display: 'Right upper arm' } },
  doseNumber: '2',
  dose: { value: '0.50', unit: 'mL' },
  targetDiseases: [
    { coding: { system: 'http://hl7.org/fhir/sid/icd-10', code: 'A36', systemName: 'ICD-10', display: 'Diphtheria' } },
  ],
  reactions: [
    { text: 'rougeur au point d’injection' },
    { coding: { system: snomed, code: '386661006', systemName: 'SNOMED CT', display: 'Fever' } },
  ],
  performers: [
    {
      identifiers: [{ system: 'urn:oid:2.999.3', value: '12' }],
      names: [{ family: ['INVENTÉE'], given: ['Inès'] }],
      addresses: [],
      telecoms: [],
      time: '2022-08-01T10:15+02:00',
      organization: { identifiers: [], name: 'Centre de vaccination imaginaire', addresses: [], telecoms: [] },
    },
  ],
};

/** A vaccination; the parts that matter to a test are given. */
function shot({
  attributes = 'moodCode="EVN" negationInd="false"',
  before = '',
  code = '<code code="J07AF" codeSystem="2.16.840.1.113883.6.73"/>',
  after = '',
} = {}): string {
  return `<substanceAdministration classCode="SBADM" ${attributes}>
    <id root="2.999.1" extension="9"/><code code="IMMUNIZ" codeSystem="1.3.5.1.4.1.19376.1.5.3.2"/>${before}
    <consumable><manufacturedProduct><manufacturedMaterial>${code}</manufacturedMaterial></manufacturedProduct></consumable>
    ${after}</substanceAdministration>`;
}

function read(parts: Parameters<typeof shot>[0]): Immunization {
  const { entry } = readEntry(immunizationCda, shot(parts));
  if (entry === undefined) throw new Error('the entry was not read');
  return entry;
}

const observation = (inner: string, type = 'SUBJ'): string =>
  `<entryRelationship typeCode="${type}"><observation classCode="OBS" moodCode="EVN">${inner}</observation></entryRelationship>`;
const reactionTemplate = '<templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.3.44"/>';

describe('a vaccination', () => {
  it('is the same after it was written and read', () => {
    expect(roundTrip(immunizationCda, full)).toEqual(full);
  });

  it('stays not given, on a date nobody knows', () => {
    const { date: _, ...undated } = full;
    const refused: Immunization = {
      ...undated,
      given: false,
      dateAbsence: 'ASKU',
      reactions: [],
      performers: [],
      targetDiseases: [],
    };
    expect(roundTrip(immunizationCda, refused)).toEqual(refused);
    expect(writeEntry(immunizationCda, refused)).toContain('negationInd="true"');
  });

  it.each(['1', '2/3', 'rappel'])('keeps the dose number %s', (doseNumber) => {
    expect(roundTrip(immunizationCda, { ...full, doseNumber })?.doseNumber).toBe(doseNumber);
  });

  it('keeps the year of a vaccination a year', () => {
    expect(roundTrip(immunizationCda, { ...full, date: '1968' })?.date).toBe('1968');
  });

  it('is written with IHE’s right code system and the templates of both generations', () => {
    const xml = writeEntry(immunizationCda, full);
    expect(xml).toContain('<code code="IMMUNIZ" codeSystem="1.3.6.1.4.1.19376.1.5.3.2"');
    for (const root of [
      '1.3.6.1.4.1.12559.11.10.1.3.1.3.19',
      '1.3.6.1.4.1.19376.1.5.3.1.4.12',
      '1.3.6.1.4.1.12559.11.10.1.3.1.3.18',
    ]) {
      expect(xml).toContain(`<templateId root="${root}">`);
    }
  });
});

describe('reading a vaccination', () => {
  it.each([
    ['a point', '<effectiveTime value="20220801"/>', { date: '2022-08-01' }],
    ['a point typed as interval', '<effectiveTime xsi:type="IVL_TS" value="20191010"/>', { date: '2019-10-10' }],
    ['the low end', '<effectiveTime xsi:type="IVL_TS"><low value="1983"/></effectiveTime>', { date: '1983' }],
    ['nothing but a null flavour', '<effectiveTime nullFlavor="UNK"/>', { dateAbsence: 'UNK' }],
  ])('takes its date from %s', (_, before, date) => {
    const entry = read({ before });
    expect({
      ...(entry.date && { date: entry.date }),
      ...(entry.dateAbsence && { dateAbsence: entry.dateAbsence }),
    }).toEqual(date);
  });

  it('reads the dose number of Luxembourg’s record', () => {
    expect(read({ before: '<administrationUnitCode code="2" codeSystem="1.3.182.5.32"/>' }).doseNumber).toBe('2');
  });

  it('does not take a unit of administration for a dose number', () => {
    const before = '<administrationUnitCode code="15012000" codeSystem="0.4.0.127.0.16.1.1.2.1"/>';
    const { entry, omitted } = readEntry(immunizationCda, shot({ before }));
    expect(entry?.doseNumber).toBeUndefined();
    expect(omitted).toEqual(['unit of administration']);
  });

  it.each([
    ['INT', '<value xsi:type="INT" value="12"/>', '12'],
    ['without type', '<value value="3"/>', '3'],
    ['text', '<value xsi:type="ST">2/3</value>', '2/3'],
  ])('reads the dose number of eHDSI: %s', (_, value, doseNumber) => {
    expect(
      read({ after: observation(`<code code="30973-2" codeSystem="2.16.840.1.113883.6.1"/>${value}`) }).doseNumber,
    ).toBe(doseNumber);
  });

  it('reads the diseases it protects from', () => {
    const after = `<participant typeCode="IND"><participantRole classCode="AGNT"><code code="B16" codeSystem="1.3.6.1.4.1.12559.11.10.1.3.1.44.2"/><playingEntity nullFlavor="UNK"/></participantRole></participant>`;
    expect(read({ after }).targetDiseases).toEqual([
      { coding: { system: 'http://hl7.org/fhir/sid/icd-10', code: 'B16' } },
    ]);
  });

  it('reads reactions by CAUS, and by REFR with the template of a reaction', () => {
    const fever = '<value xsi:type="CD" code="386661006" codeSystem="2.16.840.1.113883.6.96"/>';
    const after = observation(fever, 'CAUS') + observation(reactionTemplate + fever, 'REFR');
    expect(read({ after }).reactions).toHaveLength(2);
  });

  it('takes an empty row of reactions for none', () => {
    const empty = `${reactionTemplate}<value xsi:type="CD" nullFlavor="OTH" codeSystemName="eHDSIIllnessandDisorder"><originalText/></value>`;
    const { entry, omitted } = readEntry(immunizationCda, shot({ after: observation(empty, 'REFR') }));
    expect(entry?.reactions).toEqual([]);
    expect(omitted).toEqual([]);
  });

  it('names the date of a reaction, which the model has no place for', () => {
    const dated = `${reactionTemplate}<effectiveTime><low value="20220801"/></effectiveTime><value xsi:type="CD" code="386661006" codeSystem="2.16.840.1.113883.6.96"/>`;
    expect(readEntry(immunizationCda, shot({ after: observation(dated, 'REFR') })).omitted).toEqual([
      'date of the reaction',
    ]);
  });

  it('reads one dose given as low and high, and names the upper end of a span', () => {
    const dose = (high: string) => ({
      before: `<doseQuantity><low value="999"/><high value="${high}"/></doseQuantity>`,
    });
    expect(read(dose('999')).dose).toEqual({ value: '999' });
    expect(readEntry(immunizationCda, shot(dose('1000'))).omitted).toEqual(['upper end of the dose']);
  });

  it('names an observation that is no reaction, a second site and a performer it cannot read', () => {
    const before = '<approachSiteCode code="1" codeSystem="2.999"/><approachSiteCode code="2" codeSystem="2.999"/>';
    const after = `<performer><representedOrganization><name>X</name></representedOrganization></performer>${observation('<code code="1" codeSystem="2.999"/>', 'RSON')}`;
    const { omitted } = readEntry(immunizationCda, shot({ before, after }));
    expect([...omitted].sort()).toEqual(['further site of administration', 'performer', 'related observation (RSON)']);
  });

  it('reads a vaccine that is words only', () => {
    expect(read({ code: '<code nullFlavor="OTH"><originalText>vaccin inconnu</originalText></code>' }).vaccine).toEqual(
      {
        text: 'vaccin inconnu',
      },
    );
    expect(read({ code: '' }).vaccine).toEqual({ absence: 'NI' });
  });

  it.each(['INT', 'RQO', 'PRP'])('does not take a planned vaccination (%s) for one that was given', (mood) => {
    expect(readEntry(immunizationCda, shot({ attributes: `moodCode="${mood}"` })).entry).toBeUndefined();
  });

  // Real documents write DRUG (ActCode drug therapy) for medicines, and nobody for vaccinations.
  it.each([
    ['IMMUNIZ', true],
    ['DRUG', false],
  ])('is known in a strange section by its code, %s: %s', (code, claimed) => {
    const xml = `<substanceAdministration classCode="SBADM" moodCode="EVN"><code code="${code}"/></substanceAdministration>`;
    expect(isClaimed(immunizationCda, xml)).toBe(claimed);
  });

  it('is not read from another kind of statement', () => {
    expect(readEntry(immunizationCda, '<supply classCode="SPLY" moodCode="EVN"/>').entry).toBeUndefined();
  });
});
