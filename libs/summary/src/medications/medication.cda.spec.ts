import { describe, expect, it } from '@jest/globals';
import { readEntry, roundTrip, writeEntry } from '../cda/testing/entry-xml.js';
import type { Medication } from '../model/entry.js';
import { medicationCda } from './medication.cda.js';

const oral = {
  system: 'http://standardterms.edqm.eu',
  code: '20053000',
  version: '2025-01-07',
  systemName: 'EDQM',
  display: 'Oral use',
  translations: [{ system: 'urn:oid:1.3.182.5.31', code: '38', systemName: 'VIDAL ROUTES', display: 'orale' }],
};
const oralXml = `
  <routeCode code="20053000" codeSystem="0.4.0.127.0.16.1.1.2.1" codeSystemName="EDQM" codeSystemVersion="2025-01-07" displayName="Oral use">
    <translation code="38" codeSystem="1.3.182.5.31" codeSystemName="VIDAL ROUTES" displayName="orale"/>
  </routeCode>`;

/** A medication item; the parts that matter to a test are given, the others are as little as the schema asks for. */
function item({ attributes = '', before = '', product = '<name>ZIDOFICTIF</name>', after = '' } = {}): string {
  return `
    <substanceAdministration classCode="SBADM" moodCode="EVN" ${attributes}>
      <templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.3.4"/>
      <id root="2.999.1" extension="7"/>
      ${before}
      <consumable><manufacturedProduct classCode="MANU">
        <manufacturedMaterial classCode="MMAT" determinerCode="KIND">${product}</manufacturedMaterial>
      </manufacturedProduct></consumable>
      ${after}
    </substanceAdministration>`;
}

function read(parts: Parameters<typeof item>[0]): Medication {
  const { entry } = readEntry(medicationCda, item(parts));
  if (entry === undefined) throw new Error('the entry was not read');
  return entry;
}

const full: Medication = {
  kind: 'medication',
  path: '/entry',
  identifiers: [
    { system: 'urn:oid:2.999.1', value: '7' },
    { system: 'urn:ietf:rfc:3986', value: 'urn:uuid:dd603e7a-f38c-466e-8ea5-ed17cccc75e7' },
  ],
  text: 'ZIDOFICTIF 300 mg toutes les 12 heures',
  product: {
    identifiers: [{ system: 'urn:oid:2.999.2', value: 'P-1' }],
    code: {
      coding: {
        system: 'urn:oid:1.3.182.5.47',
        code: '9000000101',
        display: 'ZIDOFICTIF',
        systemName: 'ESANTE DRUGS',
      },
      text: 'ZIDOFICTIF',
    },
    name: 'ZIDOFICTIF 10 mg/ml solution buvable',
    description: '10 mg/ml',
    classes: [
      { coding: { system: 'http://www.whocc.no/atc', code: 'J05AF01', systemName: 'ATC', display: 'zidovudine' } },
    ],
    form: { coding: { ...oral, code: '10105000', display: 'Oral solution' } },
    ingredients: [
      {
        code: {
          coding: { system: 'http://www.whocc.no/atc', code: 'J05AF01', systemName: 'ATC', display: 'zidovudine' },
        },
        name: 'zidovudine',
        active: true,
        strength: { numerator: { value: '10.0', unit: 'mg' }, denominator: { value: '1.0', unit: 'mL' } },
      },
      { code: { text: 'sucrose' }, active: false },
    ],
    packageForm: { coding: { ...oral, code: '30008000', display: 'Bottle' } },
    packageQuantity: { value: '240', unit: 'mL' },
    lotNumber: 'L-12',
    expires: '2027-03',
    manufacturer: 'Laboratoire Imaginaire',
  },
  status: 'active',
  mood: 'INT',
  period: { low: '2022-08-01', highAbsence: 'UNK' },
  timings: [
    { kind: 'periodic', period: { value: '12', unit: 'h' } },
    {
      kind: 'periodic',
      period: { value: '8', unit: 'h' },
      institutionSpecified: true,
      phase: { low: '2022-08-01T08:00', high: '2022-08-01T09:00' },
    },
    { kind: 'event', event: 'ACM', offset: { value: '-30', unit: 'min' } },
    { kind: 'event', event: 'HS' },
    { kind: 'moment', at: '2022-08-02T07:00+02:00' },
  ],
  dose: { low: { value: '1', unit: '1' }, high: { value: '2', unit: '1' } },
  route: { coding: oral },
  reason: {
    coding: { system: 'http://hl7.org/fhir/sid/icd-10', code: 'B20', systemName: 'ICD-10', display: 'HIV disease' },
  },
  instructions: 'Au cours d’un repas, jamais < 4 h d’intervalle.',
  notes: ['arrêt : effets digestifs', 'délivrer en une fois'],
};

describe('a medication item', () => {
  it('is the same after it was written and read', () => {
    expect(roundTrip(medicationCda, full)).toEqual(full);
  });

  it('is the same when it says as little as it can', () => {
    const least: Medication = {
      kind: 'medication',
      path: '/entry',
      identifiers: [{ system: 'urn:oid:2.999.1', value: '7' }],
      product: { identifiers: [], ingredients: [] },
      period: { lowAbsence: 'UNK' },
      timings: [],
    };
    // That nothing tells the product is said.
    const unknown: Medication = { ...least, product: { ...least.product, code: { absence: 'UNK' } } };
    expect(roundTrip(medicationCda, least)).toEqual(unknown);
  });

  it('keeps one dose apart from a span of doses', () => {
    const dose = { value: '300', unit: 'mg' };
    const entry = { ...full, dose: { low: dose, high: dose } };
    expect(writeEntry(medicationCda, entry)).toContain('<doseQuantity unit="mg" value="300">');
    expect(roundTrip(medicationCda, entry)?.dose).toEqual({ low: dose, high: dose });
  });
});

describe('reading a medication item', () => {
  it.each([
    [
      'urn:hl7-org:pharm',
      `<pharm:formCode code="10219000" codeSystem="0.4.0.127.0.16.1.1.2.1"/>
       <pharm:asContent classCode="CONT"><pharm:quantity value="30" unit="1"/>
         <pharm:containerPackagedProduct><pharm:formCode code="30009000" codeSystem="0.4.0.127.0.16.1.1.2.1"/></pharm:containerPackagedProduct></pharm:asContent>
       <pharm:asSpecializedKind><pharm:generalizedMaterialKind><pharm:code code="H03AA01" codeSystem="2.16.840.1.113883.6.73"/></pharm:generalizedMaterialKind></pharm:asSpecializedKind>
       <pharm:ingredient classCode="ACTI">
         <pharm:quantity><numerator xsi:type="PQ" value="100" unit="ug"/><denominator xsi:type="PQ" value="1" unit="1"/></pharm:quantity>
         <pharm:ingredientSubstance><pharm:code code="H03AA01" codeSystem="2.16.840.1.113883.6.73"/><pharm:name>levothyroxine</pharm:name></pharm:ingredientSubstance>
       </pharm:ingredient>`,
    ],
    [
      'urn:epsos-org:ep:medication',
      `<epsos:formCode code="10219000" codeSystem="0.4.0.127.0.16.1.1.2.1"/>
       <epsos:asContent classCode="CONT"><epsos:containerPackagedMedicine>
         <epsos:formCode code="30009000" codeSystem="0.4.0.127.0.16.1.1.2.1"/><epsos:capacityQuantity value="30" unit="1"/></epsos:containerPackagedMedicine></epsos:asContent>
       <epsos:asSpecializedKind><epsos:generalizedMedicineClass><epsos:code code="H03AA01" codeSystem="2.16.840.1.113883.6.73"/></epsos:generalizedMedicineClass></epsos:asSpecializedKind>
       <epsos:ingredient classCode="ACTI">
         <epsos:quantity><epsos:numerator xsi:type="epsos:PQ" value="100" unit="ug"/><epsos:denominator xsi:type="epsos:PQ" value="1" unit="1"/></epsos:quantity>
         <epsos:ingredient><epsos:code code="H03AA01" codeSystem="2.16.840.1.113883.6.73"/><epsos:name>levothyroxine</epsos:name></epsos:ingredient>
       </epsos:ingredient>`,
    ],
    [
      'pharm with data types of CDA under a prefix',
      `<pharm:formCode code="10219000" codeSystem="0.4.0.127.0.16.1.1.2.1"/>
       <pharm:asContent><pharm:quantity><cda:numerator xsi:type="cda:PQ" value="30" unit="1"/><cda:denominator xsi:type="cda:PQ" value="1" unit="1"/></pharm:quantity>
         <pharm:containerPackagedProduct><pharm:formCode code="30009000" codeSystem="0.4.0.127.0.16.1.1.2.1"/></pharm:containerPackagedProduct></pharm:asContent>
       <pharm:asSpecializedKind><pharm:generalizedMaterialKind><pharm:code xsi:type="CE" code="H03AA01" codeSystem="2.16.840.1.113883.6.73"/></pharm:generalizedMaterialKind></pharm:asSpecializedKind>
       <pharm:ingredient>
         <pharm:quantity><cda:numerator xsi:type="cda:PQ" value="100" unit="ug"/><cda:denominator xsi:type="cda:PQ" value="1" unit="1"/></pharm:quantity>
         <pharm:ingredientSubstance><pharm:code code="H03AA01" codeSystem="2.16.840.1.113883.6.73"/><pharm:name>levothyroxine</pharm:name></pharm:ingredientSubstance>
       </pharm:ingredient>`,
    ],
  ])('reads the medication extension in the layout of %s', (_, product) => {
    const atc = { coding: { system: 'http://www.whocc.no/atc', code: 'H03AA01' } };
    expect(read({ product }).product).toEqual({
      identifiers: [],
      form: { coding: { system: 'http://standardterms.edqm.eu', code: '10219000' } },
      classes: [atc],
      packageForm: { coding: { system: 'http://standardterms.edqm.eu', code: '30009000' } },
      packageQuantity: { value: '30', unit: '1' },
      ingredients: [
        {
          code: atc,
          name: 'levothyroxine',
          active: true,
          strength: { numerator: { value: '100', unit: 'ug' }, denominator: { value: '1', unit: '1' } },
        },
      ],
    });
  });

  it('keeps the national code nested in the European one', () => {
    expect(read({ before: oralXml }).route).toEqual({ coding: oral });
  });

  it('reads a translation whose prefix says pharm and whose namespace is that of CDA', () => {
    const product = `<pharm:formCode code="10219000" codeSystem="0.4.0.127.0.16.1.1.2.1"><pharm:translation xmlns:pharm="urn:hl7-org:v3" code="59" codeSystem="1.3.182.5.36" displayName="cp"/></pharm:formCode>`;
    expect(read({ product }).product.form?.coding?.translations).toEqual([
      { system: 'urn:oid:1.3.182.5.36', code: '59', display: 'cp' },
    ]);
  });

  it('resolves texts that refer to the narrative', () => {
    const xml = item({
      before: '<text><reference value="#med1"/></text>',
      product: '<code nullFlavor="NA"><originalText><reference value="#med1-name"/></originalText></code>',
      after: `<entryRelationship typeCode="SUBJ"><act classCode="ACT" moodCode="INT"><code code="PINSTRUCT"/><text><reference value="#med1-how"/></text></act></entryRelationship>`,
    });
    const narrative = { med1: 'Tisane à volonté', 'med1-name': 'Tisane', 'med1-how': 'à volonté' };
    expect(readEntry(medicationCda, xml, narrative).entry).toMatchObject({
      text: 'Tisane à volonté',
      product: { code: { absence: 'NA', text: 'Tisane' } },
      instructions: 'à volonté',
    });
  });

  it.each([
    ['low and high', '<low value="20220801"/><high value="20230818"/>', { low: '2022-08-01', high: '2023-08-18' }],
    ['an open end', '<low value="1997"/><high nullFlavor="NI"/>', { low: '1997', highAbsence: 'NI' }],
    ['nothing known', '<low nullFlavor="UNK"/>', { lowAbsence: 'UNK' }],
  ])('reads the period of treatment: %s', (_, inner, period) => {
    expect(read({ before: `<effectiveTime xsi:type="IVL_TS">${inner}</effectiveTime>` }).period).toEqual(period);
  });

  it('reads periods and frequencies under any prefix of xsi:type, and passes over empty ones', () => {
    const before = `
      <effectiveTime xsi:type="cda:IVL_TS"><low value="20240301"/></effectiveTime>
      <effectiveTime xsi:type="cda:PIVL_TS" operator="A"><period value="12" unit="h"/></effectiveTime>
      <effectiveTime xsi:type="cda:EIVL_TS" operator="A"><event code="ACM"/></effectiveTime>
      <effectiveTime xsi:type="cda:PIVL_TS" nullFlavor="NI"/>
      <effectiveTime nullFlavor="UNK"/>`;
    expect(read({ before })).toMatchObject({
      period: { low: '2024-03-01' },
      timings: [
        { kind: 'periodic', period: { value: '12', unit: 'h' } },
        { kind: 'event', event: 'ACM' },
      ],
    });
    expect(readEntry(medicationCda, item({ before })).omitted).toEqual([]);
  });

  it('reads the parts of a parenthetic expression as times side by side', () => {
    const before = `<effectiveTime xsi:type="SXPR_TS" operator="A">
      <comp xsi:type="EIVL_TS"><event code="CM"/></comp><comp xsi:type="EIVL_TS" operator="I"><event code="CV"/></comp></effectiveTime>`;
    expect(read({ before }).timings).toEqual([
      { kind: 'event', event: 'CM' },
      { kind: 'event', event: 'CV' },
    ]);
  });

  it('reads a centre as the one dose it is meant to be', () => {
    const before = '<doseQuantity><center value="1" unit="1"/></doseQuantity>';
    expect(read({ before }).dose).toEqual({ low: { value: '1', unit: '1' }, high: { value: '1', unit: '1' } });
  });

  it.each(['ACTI', 'ACTIB', 'ACTIM', 'ACTIR'])('takes an ingredient of class %s for an active one', (classCode) => {
    const product = `<pharm:ingredient classCode="${classCode}"><pharm:ingredientSubstance/></pharm:ingredient>`;
    expect(read({ product }).product.ingredients[0]?.active).toBe(true);
  });

  it.each(['IACT', 'INGR', 'COLR'])('does not take an ingredient of class %s for an active one', (classCode) => {
    const product = `<pharm:ingredient classCode="${classCode}"><pharm:ingredientSubstance/></pharm:ingredient>`;
    expect(read({ product }).product.ingredients[0]?.active).toBe(false);
  });

  it('has no strength where the source has only null flavours', () => {
    const product = `<pharm:ingredient classCode="ACTI"><pharm:quantity><numerator nullFlavor="UNK"/><denominator nullFlavor="UNK"/></pharm:quantity><pharm:ingredientSubstance/></pharm:ingredient>`;
    expect(read({ product }).product.ingredients).toEqual([{ code: { absence: 'NI' }, active: true }]);
  });

  it('reads a labelled drug, which has no material', () => {
    const labelled = item().replaceAll('manufacturedMaterial', 'manufacturedLabeledDrug');
    expect(readEntry(medicationCda, labelled).entry?.product.name).toBe('ZIDOFICTIF');
  });

  it('keeps comments and instructions to the pharmacist apart from those to the patient', () => {
    const act = (code: string, text: string) =>
      `<entryRelationship typeCode="SUBJ" inversionInd="true"><act classCode="ACT" moodCode="EVN"><code code="${code}"/><text>${text}</text></act></entryRelationship>`;
    const after = act('FINSTRUCT', 'en une fois') + act('PINSTRUCT', 'le matin') + act('48767-8', 'à revoir');
    expect(read({ after })).toMatchObject({ instructions: 'le matin', notes: ['en une fois', 'à revoir'] });
  });
});

describe('who stated a medicine, and when it is needed', () => {
  it('is the same after it was written and read', () => {
    const authors = [
      {
        identifiers: [],
        names: [{ family: ['INVENTÉ'], given: ['Luc'] }],
        addresses: [],
        telecoms: [],
        time: '2024-01',
      },
    ];
    for (const asNeeded of [{ absence: 'NI' as const }, { text: 'douleur' }]) {
      expect(roundTrip(medicationCda, { ...full, authors, asNeeded })).toEqual({ ...full, authors, asNeeded });
    }
  });

  it('is read from a precondition in words', () => {
    const after = '<precondition><criterion><text>si douleur</text></criterion></precondition>';
    expect(read({ after }).asNeeded).toEqual({ text: 'si douleur' });
    expect(read({ after: '<precondition><criterion/></precondition>' }).asNeeded).toEqual({ absence: 'NI' });
  });
});

describe('what a medication item cannot carry', () => {
  it.each([
    ['rateQuantity', { before: '<rateQuantity value="2" unit="mL/h"/>' }, 'rate'],
    [
      'maxDoseQuantity',
      { before: '<maxDoseQuantity><numerator value="3"/><denominator value="1" unit="d"/></maxDoseQuantity>' },
      'maximum dose',
    ],
    [
      'participant',
      { after: '<participant typeCode="LOC"><participantRole><id root="2.999"/></participantRole></participant>' },
      'participant',
    ],
    [
      'supply',
      {
        after:
          '<entryRelationship typeCode="COMP"><supply classCode="SPLY" moodCode="RQO"><quantity value="2"/></supply></entryRelationship>',
      },
      'related supply (COMP)',
    ],
    [
      'a second reason',
      {
        after:
          '<entryRelationship typeCode="RSON"><observation><value xsi:type="CD" code="I10"/></observation></entryRelationship>'.repeat(
            2,
          ),
      },
      'further reason',
    ],
    [
      'parts of a combination pack',
      { product: '<pharm:part><pharm:quantity value="1"/></pharm:part>' },
      'parts of a combination pack of the product',
    ],
    [
      'excepted times',
      { before: '<effectiveTime xsi:type="PIVL_TS" operator="E"><period value="1" unit="wk"/></effectiveTime>' },
      'times that are excepted',
    ],
    [
      'alignment',
      {
        before:
          '<effectiveTime xsi:type="PIVL_TS" operator="A" alignment="DW"><period value="1" unit="wk"/></effectiveTime>',
      },
      'alignment of the frequency to the calendar',
    ],
    [
      'the width of an offset',
      {
        before:
          '<effectiveTime xsi:type="EIVL_TS" operator="A"><event code="ACM"/><offset><width value="30" unit="min"/></offset></effectiveTime>',
      },
      'duration of an intake tied to an event',
    ],
    [
      'a date that no calendar has',
      { before: '<effectiveTime xsi:type="IVL_TS"><low value="20230230"/></effectiveTime>' },
      'effectiveTime, a date that no calendar has',
    ],
  ])('is named: %s', (_, parts, omitted) => {
    expect(readEntry(medicationCda, item(parts)).omitted).toEqual([omitted]);
  });

  it('is not named where it says nothing', () => {
    const before = '<code nullFlavor="NI"/><rateQuantity nullFlavor="NI"/><maxDoseQuantity/>';
    expect(readEntry(medicationCda, item({ before })).omitted).toEqual([]);
  });

  it('never turns "does not take" into "takes", nor "do not give" into a statement', () => {
    const { entry } = readEntry(medicationCda, item({ attributes: 'negationInd="true"' }));
    expect(entry?.notTaken).toBe(true);
    expect(writeEntry(medicationCda, entry!)).toMatch(/^<substanceAdministration [^>]*negationInd="true"/);
    expect(
      readEntry(medicationCda, item({ attributes: 'negationInd="true"' }).replace('"EVN"', '"RQO"')).entry,
    ).toBeUndefined();
  });

  it('is not read from another kind of statement', () => {
    expect(readEntry(medicationCda, '<observation classCode="OBS" moodCode="EVN"/>').entry).toBeUndefined();
    expect(readEntry(medicationCda, '').entry).toBeUndefined();
  });
});

describe('writing a medication item', () => {
  it('states the templates of both generations', () => {
    const xml = writeEntry(medicationCda, full);
    for (const root of [
      '1.3.6.1.4.1.12559.11.10.1.3.1.3.4',
      '2.16.840.1.113883.10.20.1.24',
      '1.3.6.1.4.1.12559.11.10.1.3.1.3.31',
    ]) {
      expect(xml).toContain(`<templateId root="${root}">`);
    }
  });

  it('puts the extension into its namespace and the data types below it into that of CDA', () => {
    const { entry } = readEntry(medicationCda, writeEntry(medicationCda, full));
    expect(entry).toBeDefined();
    const xml = writeEntry(medicationCda, full);
    expect(xml).toContain(
      '<pharm:ingredient xmlns:pharm="urn:hl7-org:pharm" classCode="ACTI"><pharm:quantity><numerator',
    );
    expect(xml).toContain('<translation code="38" codeSystem="1.3.182.5.31"');
  });

  it('refers to the narrative in place of repeating it', () => {
    expect(writeEntry(medicationCda, full, 'med1')).toContain('<text><reference value="#med1"></reference></text>');
  });

  it('makes up an id that is the same each time where the source has none', () => {
    const nameless = { ...full, identifiers: [] };
    expect(writeEntry(medicationCda, nameless)).toBe(writeEntry(medicationCda, nameless));
    expect(roundTrip(medicationCda, nameless)?.identifiers).toHaveLength(1);
  });
});
