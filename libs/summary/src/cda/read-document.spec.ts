import { describe, expect, it } from '@jest/globals';
import { documentXml, parseDocument, problemsXml, sectionXml, type DocumentParts } from './testing/document-xml.js';
import { readCda } from './read-document.js';

const pdf = Buffer.from('%PDF-1.4 nothing').toString('base64');

function read(parts: DocumentParts) {
  return readCda(parseDocument(documentXml(parts)));
}

function entriesOf(body: string) {
  return read({ body: `<structuredBody>${body}</structuredBody>` }).summary.sections.flatMap(({ entries }) => entries);
}

describe('reading a CDA patient summary', () => {
  it.each<[string, string, DocumentParts]>([
    ['PSR-1102', 'a document that is no patient summary', { code: '57833-6' }],
    ['PSR-1103', 'a root of another namespace', { namespace: 'urn:hl7-org:v2' }],
    ['PSR-1104', 'a patient without identifier', { identifiers: '<id nullFlavor="UNK"/>' }],
    ['PSR-1105', 'a body without sections', { body: '<structuredBody/>' }],
    ['PSR-1105', 'no body', { body: '' }],
    [
      'PSR-1106',
      'an embedded document that is no PDF',
      { body: '<nonXMLBody><text mediaType="application/pdf" representation="B64">AAAA</text></nonXMLBody>' },
    ],
    [
      'PSR-1106',
      'an embedded document that is no base64',
      { body: `<nonXMLBody><text mediaType="application/pdf" representation="B64">${pdf}*</text></nonXMLBody>` },
    ],
    [
      'PSR-1106',
      'an embedded document of another type',
      { body: `<nonXMLBody><text mediaType="image/png" representation="B64">${pdf}</text></nonXMLBody>` },
    ],
  ])('refuses with %s %s', (code, _what, parts) => {
    expect(() => read(parts)).toThrow(expect.objectContaining({ code }));
  });

  it('refuses a root that is no ClinicalDocument', () => {
    expect(() => readCda(parseDocument('<Bundle xmlns="http://hl7.org/fhir"/>'))).toThrow(
      expect.objectContaining({ code: 'PSR-1101' }),
    );
  });

  it('reads the header', () => {
    const header = `<author><functionCode code="221" codeSystem="2.16.840.1.113883.2.9.6.2.7"/><time value="20240603"/>
        <assignedAuthor><id nullFlavor="NI"/><assignedPerson><name>Dr. A. Fictif</name></assignedPerson></assignedAuthor></author>
      <participant typeCode="IND"><functionCode code="PCP"/><associatedEntity classCode="PRS"><associatedPerson><name><family>Un</family></name></associatedPerson></associatedEntity></participant>
      <participant typeCode="IND"><associatedEntity classCode="ECON"><code code="MTH" codeSystem="2.16.840.1.113883.5.111"/><telecom value="tel:1"/><associatedPerson><name><family>Deux</family></name></associatedPerson></associatedEntity></participant>
      <documentationOf><serviceEvent classCode="PCPR"><effectiveTime><high value="20240602"/></effectiveTime></serviceEvent></documentationOf>
      <relatedDocument typeCode="XFRM"><parentDocument><id root="2.999.7"/></parentDocument></relatedDocument>`;
    const { summary } = read({ header, body: `<structuredBody>${problemsXml(['A00'])}</structuredBody>` });
    expect(summary.header).toMatchObject({
      identifier: { system: 'urn:oid:2.999.1', value: 'source-1' },
      title: 'Résumé patient',
      language: 'fr-LU',
      created: '2024-06-03T11:18:54+02:00',
      authors: [{ role: { coding: { code: '221' } }, time: '2024-06-03', names: [{ text: 'Dr. A. Fictif' }] }],
      careEvent: { period: { high: '2024-06-02' } },
      relatedDocuments: [{ type: 'XFRM', identifier: { value: 'urn:oid:2.999.7' } }],
      patient: {
        gender: 'female',
        birthDate: '1968',
        preferredProfessionals: [{ names: [{ family: ['Un'] }] }],
        contacts: [{ relation: 'ECON', relationship: { coding: { code: 'MTH' } }, names: [{ family: ['Deux'] }] }],
      },
    });
  });

  it('warns of a matricule with wrong check digits without telling it', () => {
    const { warnings } = read({
      identifiers: '<id root="1.3.182.4.4" extension="1990070410234"/>',
      body: `<structuredBody>${problemsXml(['A00'])}</structuredBody>`,
    });
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/matricule/i);
    expect(warnings[0]).not.toMatch(/\d/);
  });

  it('reads a PDF of level 1, white space taken out', () => {
    const body = `<nonXMLBody><text mediaType="application/pdf" representation="B64">${pdf.slice(0, 8)}\n ${pdf.slice(8)}</text></nonXMLBody>`;
    expect(read({ body }).summary).toMatchObject({
      sections: [],
      attachment: { mediaType: 'application/pdf', data: pdf },
    });
  });

  it('gives each entry its place, in sections inside sections too', () => {
    const inner = problemsXml(['A00', 'A01']);
    const outer = sectionXml('11450-4', 'x', '<entry><act/></entry>').replace(
      '</section></component>',
      `${inner}</section></component>`,
    );
    expect(entriesOf(outer).map(({ path }) => path)).toEqual([
      '/ClinicalDocument/component/structuredBody/component[1]/section/entry[1]',
      '/ClinicalDocument/component/structuredBody/component[1]/section/component[1]/section/entry[1]',
      '/ClinicalDocument/component/structuredBody/component[1]/section/component[1]/section/entry[2]',
    ]);
  });

  it('reads a statement in a section that nobody knows by what it is', () => {
    const observed = `<entry><observation classCode="OBS" moodCode="EVN">
      <code code="718-7" codeSystem="2.16.840.1.113883.6.1"/><value xsi:type="PQ" value="13.0" unit="g/dL"/></observation></entry>`;
    const weighed = observed.replace('718-7', '29463-7');
    const given = `<entry><substanceAdministration classCode="SBADM" moodCode="EVN"><consumable><manufacturedProduct>
      <manufacturedMaterial><name>Aspirin</name></manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration></entry>`;
    expect(entriesOf(sectionXml('99999-9', '', observed + weighed + given)).map(({ kind }) => kind)).toEqual([
      'result',
      'vital-sign',
      'medication',
    ]);
  });

  it('takes nothing for done that is ordered or denied, whatever the section', () => {
    const ordered =
      '<entry><procedure classCode="PROC" moodCode="RQO"><code code="1" codeSystem="2.999.1"/></procedure></entry>';
    const denied = '<entry><observation negationInd="true"><code code="1" codeSystem="2.999.1"/></observation></entry>';
    for (const loinc of ['47519-4', '30954-2', '99999-9'])
      expect(entriesOf(sectionXml(loinc, '', ordered + denied)).map(({ kind }) => kind)).toEqual([
        'plan',
        'unmodelled',
      ]);
  });

  it('keeps everything legible of an entry that no room can hold', () => {
    const [entry] = entriesOf(
      sectionXml(
        '8716-3',
        '<paragraph ID="v1">poids</paragraph>',
        `<entry><observation classCode="OBS" moodCode="EVN" negationInd="true"><templateId root="2.999.9"/>
        <code code="29463-7" codeSystem="2.16.840.1.113883.6.1" displayName="Body weight"/><text><reference value="#v1"/></text>
        <effectiveTime value="20240603"/><value xsi:type="PQ" value="72.0" unit="kg"/></observation></entry>`,
      ),
    );
    expect(entry).toMatchObject({
      kind: 'unmodelled',
      text: 'poids',
      summary: 'NOT; Body weight; poids; 2024-06-03; 72.0 kg',
      reason: 'no statement of vital-signs that the model can hold',
    });
  });

  it('keeps an entry that its concept cannot read, negations above all', () => {
    const negated =
      '<entry><act classCode="ACT" moodCode="EVN" negationInd="true"><code code="1" codeSystem="2.999.1" displayName="Counselling"/></act></entry>';
    expect(entriesOf(sectionXml('47519-4', '', `${negated}<entry/>`))).toMatchObject([
      { kind: 'unmodelled', summary: 'NOT; Counselling' },
      { kind: 'unmodelled', summary: '', reason: 'entry without content' },
    ]);
  });

  it('reads several statements of one entry as entries with its place, or else all of them as words', () => {
    const two = (attributes: string): string =>
      `<entry><observation><code displayName="one"/></observation><observation ${attributes}><code displayName="two"/></observation></entry>`;
    const path = '/ClinicalDocument/component/structuredBody/component[1]/section/entry[1]';
    expect(entriesOf(sectionXml('10162-6', '', two('')))).toMatchObject([
      { kind: 'pregnancy', code: { text: 'one' }, path },
      { kind: 'pregnancy', code: { text: 'two' }, path },
    ]);
    expect(entriesOf(sectionXml('10162-6', '', two('negationInd="true"')))).toMatchObject([
      {
        kind: 'unmodelled',
        summary: 'one; NOT; two',
        reason: 'several statements in the entry, not all of which the model can hold',
      },
    ]);
  });

  it('knows a section by its template where its code is not known', () => {
    const body = problemsXml(['A00']).replace(
      '<code code="11450-4"',
      '<templateId root="1.3.6.1.4.1.19376.1.5.3.1.3.6"/><code code="PROB"',
    );
    expect(entriesOf(body)[0]?.kind).toBe('problem');
  });

  it('reads past illness with the problems, under its own code', () => {
    const { summary } = read({
      body: `<structuredBody>${problemsXml(['A00']).replaceAll('11450-4', '11348-0')}</structuredBody>`,
    });
    expect(summary.sections[0]).toMatchObject({
      concept: 'problems',
      code: { coding: { code: '11348-0' } },
      entries: [{ kind: 'problem' }],
    });
  });

  const absent = (code: string, system = '2.16.840.1.113883.5.1150.1') =>
    sectionXml(
      '11450-4',
      '<paragraph ID="p">rien</paragraph>',
      `<entry><act><entryRelationship typeCode="SUBJ"><observation><text><reference value="#p"/></text>
      <value xsi:type="CD" code="${code}" codeSystem="${system}"/></observation></entryRelationship></act></entry>`,
    );

  it('tells "none known" from "no information"', () => {
    expect(entriesOf(absent('no-known-problems') + absent('no-problem-info'))).toMatchObject([
      { kind: 'absence', meaning: 'none-known', text: 'rien', code: { coding: { code: 'no-known-problems' } } },
      { kind: 'absence', meaning: 'no-information' },
    ]);
    expect(entriesOf(absent('160245001', '2.16.840.1.113883.6.96'))).toMatchObject([
      { kind: 'absence', meaning: 'none-known' },
    ]);
  });

  it('does not take the absence of one concept for that of another', () => {
    expect(entriesOf(absent('no-known-allergies'))).toMatchObject([{ kind: 'problem' }]);
  });

  it('does not take "no known food allergy" for "no known allergy"', () => {
    const body = absent('no-known-food-allergies').replaceAll('11450-4', '48765-2');
    expect(entriesOf(body)).toMatchObject([
      { kind: 'allergy', agent: { coding: { code: 'no-known-food-allergies' } } },
    ]);
  });

  it('reads a document without identifier or with a malformed time, and says so', () => {
    const text = documentXml({ body: `<structuredBody>${problemsXml(['A00'])}</structuredBody>` })
      .replace('<id root="2.999.1" extension="source-1"/>', '<id nullFlavor="NI"/>')
      .replace('20240603111854+0200', '202406031118540200');
    const { summary, warnings } = readCda(parseDocument(text));
    expect(summary.header).toMatchObject({ identifier: { value: '' }, created: '2024-06-03' });
    expect(warnings).toHaveLength(2);
  });

  it('refuses a document that nowhere says when it was made', () => {
    const text = documentXml({ body: `<structuredBody>${problemsXml(['A00'])}</structuredBody>` }).replace(
      '20240603111854+0200',
      '',
    );
    expect(() => readCda(parseDocument(text))).toThrow(expect.objectContaining({ code: 'PSR-1113' }));
  });
});
