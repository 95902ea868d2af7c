import { describe, expect, it } from '@jest/globals';
import { readEntry, roundTrip, writeEntry } from '../cda/testing/entry-xml.js';
import type { ResultEntry, ObservedValue } from '../model/entry.js';
import { resultCda } from '../results/result.cda.js';

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

describe('an observation', () => {
  it('is the same after it was written and read', () => {
    expect(roundTrip(resultCda, hba1c)).toEqual(hba1c);
  });

  const values: readonly ObservedValue[] = [
    { kind: 'quantity', quantity: { value: '13.40', unit: 'g/dL' } },
    { kind: 'quantity', quantity: { value: '5' } },
    { kind: 'range', low: { value: '4.0', unit: '10*3/uL' }, high: { value: '10.0', unit: '10*3/uL' } },
    { kind: 'quantity', quantity: { value: '5', unit: 'mg/L' }, comparator: '<' },
    { kind: 'quantity', quantity: { value: '5.0', unit: 'mg/L' }, comparator: '<=' },
    { kind: 'quantity', quantity: { value: '40' }, comparator: '>' },
    { kind: 'quantity', quantity: { value: '40' }, comparator: '>=' },
    { kind: 'quantity', quantity: { value: '7.350' } },
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
    { kind: 'period', period: { low: '2020', high: '2020-05-01T10:00:00+02:00' } },
    { kind: 'period', period: { low: '2020-05', highAbsence: 'UNK' } },
    { kind: 'boolean', value: false },
  ];
  it.each(values)('keeps a value of kind $kind', (value) => {
    expect(roundTrip(resultCda, { ...hba1c, value })?.value).toEqual(value);
  });

  it('keeps the span of time it was observed over', () => {
    const period = { low: '2024-05-10', highAbsence: 'UNK' } as const;
    expect(roundTrip(resultCda, { ...hba1c, period })?.period).toEqual(period);
  });

  it('is written with the data type that its value has', () => {
    const typeOf = (value: ObservedValue): string | undefined =>
      /<value [^>]*xsi:type="(\w+)"/.exec(writeEntry(resultCda, { ...hba1c, value }))?.[1];
    expect(typeOf({ kind: 'quantity', quantity: { value: '2' } })).toBe('INT');
    expect(typeOf({ kind: 'quantity', quantity: { value: '2.0' } })).toBe('REAL');
    expect(typeOf({ kind: 'quantity', quantity: { value: '2', unit: '1' } })).toBe('PQ');
    expect(typeOf({ kind: 'quantity', quantity: { value: '2' }, comparator: '<' })).toBe('IVL_PQ');
  });

  it('states body site and method', () => {
    const whole = { ...hba1c, bodySite: loinc('1', 'arm'), method: loinc('2', 'cuff') };
    expect(roundTrip(resultCda, whole)).toEqual(whole);
  });

  it('says that CDA has no place for a category that its room does not imply', () => {
    const omitted: string[] = [];
    const writing = { stableId: () => '', omit: (part: string) => void omitted.push(part) };
    const category = (code: string): ResultEntry => ({
      ...hba1c,
      category: { coding: { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code } },
    });
    resultCda.write(category('laboratory'), writing);
    expect(omitted).toEqual([]);
    resultCda.write(category('imaging'), writing);
    expect(omitted).toEqual(['category']);
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

  it.each<Partial<ResultEntry>>([
    { value: hba1c.value! },
    { notes: ['à jeun'] },
    { referenceRanges: [{ text: 'adulte' }] },
    { interpretations: hba1c.interpretations },
    { bodySite: loinc('1', 'arm') },
  ])('that says something itself (%j) is an observation with its members as parts', (own) => {
    const xml = writeEntry(resultCda, { ...panel, ...own });
    expect(xml).not.toContain('<organizer');
    expect(xml.match(/typeCode="COMP"/g)).toHaveLength(2);
    const members = panel.members.map((member, at) => ({ ...member, path: `/entry/entryRelationship[${at + 1}]` }));
    expect(roundTrip(resultCda, { ...panel, ...own })).toEqual({ ...panel, ...own, members });
  });

  it('has members without a name, which are read as such', () => {
    const nameless = { ...panel, members: panel.members.map((member) => ({ ...member, identifiers: [] })) };
    expect(writeEntry(resultCda, nameless).match(/<id nullFlavor="NI">/g)).toHaveLength(2);
    expect(roundTrip(resultCda, nameless)).toEqual(nameless);
  });

  it('is read where its parts stand in one component, or in a component of an observation', () => {
    const both = `<organizer classCode="CLUSTER" moodCode="EVN"><code code="1" codeSystem="2.999.1"/>
      <component>${observation()}${observation()}</component></organizer>`;
    expect(readEntry(resultCda, both).entry?.members.map(({ path }) => path)).toEqual([
      '/entry/component[1]',
      '/entry/component[1]/*[2]',
    ]);
    const inside = observation({ after: `<component>${observation()}</component>` });
    expect(readEntry(resultCda, inside).entry?.members).toHaveLength(1);
  });

  it('names components that are no results', () => {
    const xml = `<organizer classCode="BATTERY" moodCode="EVN"><code code="1" codeSystem="2.999"/><statusCode code="completed"/>
      <component><procedure classCode="PROC" moodCode="EVN"/></component><component>${observation()}</component></organizer>`;
    const { entry, omitted } = readEntry(resultCda, xml);
    expect(entry?.members.map(({ path }) => path)).toEqual(['/entry/component[2]']);
    expect(omitted).toEqual(['component of the panel: procedure']);
    const denied = xml.replace('moodCode="EVN"><id', 'moodCode="EVN" negationInd="true"><id');
    expect(readEntry(resultCda, denied).omitted).toEqual([
      'component of the panel: procedure',
      'component of the panel: observation that was not observed',
    ]);
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
      'IVL_PQ with one open end',
      '<value xsi:type="IVL_PQ"><low value="1" unit="mg"/></value>',
      { kind: 'quantity', quantity: { value: '1', unit: 'mg' }, comparator: '>=' },
    ],
    [
      'IVL_PQ whose other end is said to be open',
      '<value xsi:type="IVL_PQ"><low nullFlavor="NINF"/><high value="5" inclusive="false"/></value>',
      { kind: 'quantity', quantity: { value: '5' }, comparator: '<' },
    ],
    [
      'IVL_PQ whose ends are the same',
      '<value xsi:type="IVL_PQ"><low value="5"/><high value="5"/></value>',
      { kind: 'quantity', quantity: { value: '5' } },
    ],
    [
      'limits without type',
      '<value><low value="1"/><high value="2"/></value>',
      { kind: 'range', low: { value: '1' }, high: { value: '2' } },
    ],
    [
      'SC',
      '<value xsi:type="SC" code="A" codeSystem="2.999">lettre</value>',
      { kind: 'coded', coded: { coding: { system: 'urn:oid:2.999', code: 'A' }, text: 'lettre' } },
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
    ['IVL_TS', '<value xsi:type="IVL_TS"><low value="2020"/></value>', { kind: 'period', period: { low: '2020' } }],
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

  it.each([
    ['<value xsi:type="PQ" value="1" unit="g"><translation value="1000" unit="mg"/></value>', 'value in another unit'],
    [
      '<value xsi:type="IVL_PQ"><low value="1"/><high value="2" inclusive="false"/></value>',
      'that an end of the value is not part of it',
    ],
    ['<value xsi:type="GLIST_PQ"><head code="1"/></value>', 'value of a type that is not known'],
  ])('names what of %s it has no place for', (value, part) => {
    expect(readEntry(resultCda, observation({ value })).omitted).toEqual([part]);
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

  it('names author, further sites and what else it has no place for', () => {
    const after = `<methodCode code="1" codeSystem="2.999"/><targetSiteCode code="2" codeSystem="2.999"/><targetSiteCode code="3" codeSystem="2.999"/>
      <author><time value="2024"/></author><entryRelationship typeCode="SPRT"><observation><value xsi:type="ST">x</value></observation></entryRelationship>`;
    expect([...readEntry(resultCda, observation({ after })).omitted].sort()).toEqual([
      'author',
      'further body site',
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
