import { describe, expect, it } from '@jest/globals';
import { readEntry, roundTrip, writeEntry } from '../cda/testing/entry-xml.js';
import type { ResultEntry, ObservedValue } from '../model/entry.js';
import { resultCda } from './result.cda.js';

const loinc = (code: string, display: string) => ({
  coding: { system: 'http://loinc.org', code, systemName: 'LOINC', display },
});

const hba1c: ResultEntry = {
  kind: 'result',
  path: '/entry',
  identifiers: [{ system: 'urn:oid:2.999.1', value: '5' }],
  text: 'HbA1c 7,1 % (élevé)',
  code: loinc('4548-4', 'Hemoglobin A1c/Hemoglobin.total in Blood'),
  status: 'completed',
  period: { low: '2024-05-10T08:30:00+02:00', high: '2024-05-10T08:30:00+02:00' },
  value: { kind: 'quantity', quantity: { value: '7.10', unit: '%' } },
  interpretations: [
    {
      coding: {
        system: 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation',
        code: 'H',
        systemName: 'ObservationInterpretation',
        display: 'High',
      },
    },
  ],
  referenceRanges: [{ high: { value: '6.5', unit: '%' }, text: 'adulte' }, { text: 'sans unité' }],
  performers: [
    {
      identifiers: [{ system: 'urn:oid:2.999.3', value: '1' }],
      names: [{ family: ['INVENTÉ'], given: ['Luc'] }],
      addresses: [],
      telecoms: [],
    },
  ],
  members: [],
  notes: ['à contrôler dans trois mois'],
};

const panel: ResultEntry = {
  kind: 'result',
  path: '/entry',
  identifiers: [{ system: 'urn:oid:2.999.1', value: '6' }],
  code: loinc('58410-2', 'CBC panel'),
  status: 'completed',
  period: { low: '2024-05-10', high: '2024-05-11' },
  interpretations: [],
  referenceRanges: [],
  performers: hba1c.performers,
  members: [
    { ...hba1c, path: '/entry/component[1]' },
    { ...hba1c, path: '/entry/component[2]', identifiers: [{ system: 'urn:oid:2.999.1', value: '8' }] },
  ],
};

/** An observation; the parts that matter to a test are given. */
function observation({ attributes = 'moodCode="EVN"', value = '', after = '' } = {}): string {
  return `<observation classCode="OBS" ${attributes}><id root="2.999.1" extension="5"/>
    <code code="4548-4" codeSystem="2.16.840.1.113883.6.1"/><statusCode code="completed"/>${value}${after}</observation>`;
}

const read = (parts: Parameters<typeof observation>[0]): ResultEntry | undefined =>
  readEntry(resultCda, observation(parts)).entry;
const valueOf = (value: string): ObservedValue | undefined => read({ value })?.value;

describe('a result', () => {
  it('is the same after it was written and read', () => {
    expect(roundTrip(resultCda, hba1c)).toEqual(hba1c);
  });

  const values: readonly ObservedValue[] = [
    { kind: 'quantity', quantity: { value: '13.40', unit: 'g/dL' } },
    { kind: 'quantity', quantity: { value: '5' } },
    { kind: 'range', low: { value: '4.0', unit: '10*3/uL' }, high: { value: '10.0', unit: '10*3/uL' } },
    { kind: 'range', high: { value: '10', unit: 'mg' } },
    { kind: 'ratio', ratio: { numerator: { value: '1' }, denominator: { value: '128' } } },
    {
      kind: 'coded',
      coded: {
        coding: {
          system: 'http://snomed.info/sct',
          code: '278149003',
          systemName: 'SNOMED CT',
          display: 'Blood group A Rh(D) positive',
        },
      },
    },
    { kind: 'coded', coded: { absence: 'UNK' } },
    { kind: 'text', text: 'trouble, < 5 germes & débris' },
    { kind: 'moment', at: '2024-05' },
    { kind: 'boolean', value: false },
  ];
  it.each(values)('keeps a value of kind $kind', (value) => {
    expect(roundTrip(resultCda, { ...hba1c, value })?.value).toEqual(value);
  });

  it('keeps the span of time it was observed over', () => {
    const period = { low: '2024-05-10', highAbsence: 'UNK' } as const;
    expect(roundTrip(resultCda, { ...hba1c, period })?.period).toEqual(period);
  });

  it('of a blood group states the blood group template', () => {
    const entry = { ...hba1c, code: loinc('34530-6', 'ABO and Rh group panel - Blood') };
    expect(writeEntry(resultCda, entry)).toContain('<templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.3.25">');
  });
});

describe('a panel', () => {
  it('is the same after it was written and read', () => {
    expect(roundTrip(resultCda, panel)).toEqual(panel);
  });

  it('holds panels', () => {
    const inner = {
      ...panel,
      path: '/entry/component[1]',
      members: [{ ...hba1c, path: '/entry/component[1]/component[1]' }],
    };
    const outer = { ...panel, members: [inner] };
    expect(roundTrip(resultCda, outer)).toEqual(outer);
  });

  it('with a value of its own keeps it as its first component', () => {
    const { value } = hba1c;
    const back = roundTrip(resultCda, { ...panel, value: value! });
    expect(back?.members).toHaveLength(3);
    expect(back?.members[0]).toMatchObject({ code: panel.code, value });
  });

  it('names components that are no results', () => {
    const xml = `<organizer classCode="BATTERY" moodCode="EVN"><code code="1" codeSystem="2.999"/><statusCode code="completed"/>
      <component><procedure classCode="PROC" moodCode="EVN"/></component><component>${observation()}</component></organizer>`;
    const { entry, omitted } = readEntry(resultCda, xml);
    expect(entry?.members.map(({ path }) => path)).toEqual(['/entry/component[2]']);
    expect(omitted).toEqual(['component of the panel: procedure']);
  });

  it('refers to the narrative for itself only', () => {
    expect(writeEntry(resultCda, panel, 'r1').match(/#r1/g)).toBeNull();
    expect(writeEntry(resultCda, hba1c, 'r1').match(/#r1/g)).toHaveLength(1);
  });
});

describe('reading the value of a result', () => {
  it.each<[string, string, ObservedValue | undefined]>([
    [
      'PQ under a prefix',
      '<value xsi:type="cda:PQ" value="7.1" unit="%"/>',
      { kind: 'quantity', quantity: { value: '7.1', unit: '%' } },
    ],
    ['INT', '<value xsi:type="INT" value="3"/>', { kind: 'quantity', quantity: { value: '3' } }],
    ['REAL', '<value xsi:type="REAL" value="0.5"/>', { kind: 'quantity', quantity: { value: '0.5' } }],
    [
      'IVL_PQ',
      '<value xsi:type="IVL_PQ"><low value="1" unit="mg"/></value>',
      { kind: 'range', low: { value: '1', unit: 'mg' } },
    ],
    [
      'RTO',
      '<value xsi:type="RTO_PQ_PQ"><numerator xsi:type="PQ" value="1"/><denominator xsi:type="PQ" value="8"/></value>',
      { kind: 'ratio', ratio: { numerator: { value: '1' }, denominator: { value: '8' } } },
    ],
    [
      'CE',
      '<value xsi:type="CE" code="A" codeSystem="2.999"/>',
      { kind: 'coded', coded: { coding: { system: 'urn:oid:2.999', code: 'A' } } },
    ],
    [
      'CV',
      '<value xsi:type="CV" code="A" codeSystem="2.999"/>',
      { kind: 'coded', coded: { coding: { system: 'urn:oid:2.999', code: 'A' } } },
    ],
    [
      'a code without type',
      '<value code="A" codeSystem="2.999"/>',
      { kind: 'coded', coded: { coding: { system: 'urn:oid:2.999', code: 'A' } } },
    ],
    [
      'a number without type',
      '<value value="4" unit="mg"/>',
      { kind: 'quantity', quantity: { value: '4', unit: 'mg' } },
    ],
    ['words without type', '<value>normal</value>', { kind: 'text', text: 'normal' }],
    ['ST', '<value xsi:type="ST"> normal\n </value>', { kind: 'text', text: 'normal' }],
    ['ED', '<value xsi:type="ED" mediaType="text/plain">normal</value>', { kind: 'text', text: 'normal' }],
    ['BL', '<value xsi:type="BL" value="true"/>', { kind: 'boolean', value: true }],
    ['TS', '<value xsi:type="TS" value="202405"/>', { kind: 'moment', at: '2024-05' }],
    ['IVL_TS', '<value xsi:type="IVL_TS"><low value="2020"/></value>', { kind: 'text', text: '2020/..' }],
    ['a null flavour', '<value xsi:type="PQ" nullFlavor="UNK"/>', { kind: 'coded', coded: { absence: 'UNK' } }],
    ['a quantity that is no number', '<value xsi:type="PQ" value="&lt;5" unit="mg"/>', { kind: 'text', text: '<5 mg' }],
    ['nothing', '<value xsi:type="ST"/>', undefined],
  ])('takes %s for what it is', (_, value, expected) => {
    expect(valueOf(value)).toEqual(expected);
  });

  it('resolves words that stand in the narrative', () => {
    const xml = observation({ value: '<value xsi:type="ED"><reference value="#r1"/></value>' });
    expect(readEntry(resultCda, xml, { r1: 'radiographie normale' }).entry?.value).toEqual({
      kind: 'text',
      text: 'radiographie normale',
    });
  });

  it('names an attachment and further values', () => {
    const value =
      '<value xsi:type="ED" mediaType="image/png" representation="B64">AAAA</value><value xsi:type="ST">b</value>';
    const { entry, omitted } = readEntry(resultCda, observation({ value }));
    expect(entry?.value).toBeUndefined();
    expect(omitted).toEqual(['further values', 'attachment in the value']);
  });
});

describe('reading a result', () => {
  it('reads one quantity, words or a code as reference range', () => {
    const range = (inner: string) => `<referenceRange><observationRange>${inner}</observationRange></referenceRange>`;
    const after =
      range('<value xsi:type="PQ" value="1" unit="1"/>') +
      range('<text>normal</text>') +
      range('<value xsi:type="CD" code="N" codeSystem="2.999" displayName="negative"/>') +
      range('');
    expect(read({ after })?.referenceRanges).toEqual([
      { low: { value: '1', unit: '1' }, high: { value: '1', unit: '1' } },
      { text: 'normal' },
      { text: 'negative' },
    ]);
  });

  it('reads the comment that hangs on it', () => {
    const act =
      '<act classCode="ACT" moodCode="EVN"><code code="48767-8" codeSystem="2.16.840.1.113883.6.1"/><text><reference value="#c"/></text></act>';
    const xml = observation({ after: `<entryRelationship typeCode="COMP">${act}</entryRelationship>` });
    expect(readEntry(resultCda, xml, { c: 'à jeun' }).entry?.notes).toEqual(['à jeun']);
    expect(readEntry(resultCda, xml).omitted).toEqual(['remark without words']);
  });

  it('names method, body site, author and what else it has no place for', () => {
    const after = `<methodCode code="1" codeSystem="2.999"/><targetSiteCode code="2" codeSystem="2.999"/>
      <author><time value="2024"/></author><entryRelationship typeCode="SPRT"><observation><value xsi:type="ST">x</value></observation></entryRelationship>`;
    expect([...readEntry(resultCda, observation({ after })).omitted].sort()).toEqual([
      'author',
      'body site',
      'method',
      'related observation (SPRT)',
    ]);
  });

  it.each(['moodCode="RQO"', 'moodCode="INT"', 'moodCode="GOL"', 'moodCode="EVN" negationInd="true"'])(
    'does not take an observation with %s for a result',
    (attributes) => {
      expect(read({ attributes })).toBeUndefined();
    },
  );

  it('is not read from another kind of statement', () => {
    expect(readEntry(resultCda, '<act classCode="ACT" moodCode="EVN"/>').entry).toBeUndefined();
    expect(readEntry(resultCda, '').entry).toBeUndefined();
  });
});
