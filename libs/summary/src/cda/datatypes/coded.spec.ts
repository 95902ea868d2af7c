import { describe, expect, it } from '@jest/globals';
import type { Coded } from '../../model/coded.js';
import { parseEntry, textOfTree } from '../testing/entry-xml.js';
import { readCoded, unwritable, writeCoded } from './coded.js';

function read(xml: string): { coded: Coded | undefined; omitted: string[] } {
  const omitted: string[] = [];
  const [source] = parseEntry(xml).children;
  if (source === undefined || typeof source === 'string') throw new Error('the test gives one element');
  const coded = readCoded(source, {
    narrativeText: (reference) => (reference === '#t1' ? 'texte du tableau' : undefined),
    warn: () => undefined,
    omit: (part) => omitted.push(part),
  });
  return { coded, omitted };
}

describe('the coded values of a CDA', () => {
  it('keeps a nested translation inside the code and siblings beside each other', () => {
    const { coded } = read(
      `<routeCode code="20053000" codeSystem="0.4.0.127.0.16.1.1.2.1" codeSystemName="EDQM" codeSystemVersion="2025-01-07" displayName="Oral use">
        <translation code="20053000" codeSystem="0.4.0.127.0.16.1.1.2.1" displayName="orale"><translation code="38" codeSystem="1.3.182.5.31"/></translation>
        <translation code="9" codeSystem="2.16.840.1.113883.2.4.4.9"/></routeCode>`,
    );
    const edqm = 'http://standardterms.edqm.eu';
    expect(coded).toEqual({
      coding: {
        system: edqm,
        code: '20053000',
        version: '2025-01-07',
        display: 'Oral use',
        systemName: 'EDQM',
        translations: [
          {
            system: edqm,
            code: '20053000',
            display: 'orale',
            translations: [{ system: 'urn:oid:1.3.182.5.31', code: '38' }],
          },
          { system: 'urn:oid:2.16.840.1.113883.2.4.4.9', code: '9' },
        ],
      },
    });
  });

  it('reads elements of the medication namespace with translations of CDA’s own', () => {
    const { coded } = read(
      `<pharm:formCode code="10219000" codeSystem="0.4.0.127.0.16.1.1.2.1"><cda:translation code="59" codeSystem="1.3.182.5.36"/></pharm:formCode>`,
    );
    expect(coded?.coding?.translations).toEqual([{ system: 'urn:oid:1.3.182.5.36', code: '59' }]);
  });

  it('resolves original text that refers to the narrative, and keeps words written inline', () => {
    const reference = '<originalText><reference value="#t1"/></originalText>';
    expect(read(`<value nullFlavor="OTH">${reference}</value>`).coded).toEqual({
      text: 'texte du tableau',
    });
    expect(read('<value nullFlavor="OTH"><originalText>mal  au dos</originalText></value>').coded?.text).toBe(
      'mal au dos',
    );
  });

  it('takes the first translation as the code where the value itself is null', () => {
    const { coded } = read(
      '<value nullFlavor="OTH"><translation code="A" codeSystem="2.999.5"/><translation code="B" codeSystem="2.999.6"/></value>',
    );
    expect(coded).toEqual({
      coding: { system: 'urn:oid:2.999.5', code: 'A', translations: [{ system: 'urn:oid:2.999.6', code: 'B' }] },
      absence: 'OTH',
    });
    expect(textOfTree(writeCoded('value', coded!))).toContain('nullFlavor="OTH"');
  });

  it('corrects a misspelt code system', () => {
    expect(read('<code code="IMMUNIZ" codeSystem="1.3.5.1.4.1.19376.1.5.3.2"/>').coded?.coding?.system).toBe(
      'urn:oid:1.3.6.1.4.1.19376.1.5.3.2',
    );
  });

  it('reports a qualifier, which the model has no place for', () => {
    expect(
      read('<targetSiteCode code="1" codeSystem="2.999.5"><qualifier><value code="2"/></qualifier></targetSiteCode>')
        .omitted,
    ).toEqual(['qualifier of targetSiteCode']);
  });

  it('says nothing of an element that says nothing', () => {
    expect(read('<code/>').coded).toBeUndefined();
    expect(read('<code nullFlavor="unheard of"/>').coded).toEqual({ absence: 'NI' });
  });

  it('writes a code whose system has no OID as words, with the translations that have one', () => {
    const coding = {
      system: 'https://example.org/codes',
      code: 'X1',
      display: 'Something',
      translations: [{ system: 'urn:oid:2.999.5', code: 'N' }],
    };
    expect(unwritable(coding)).toBe(true);
    const xml = textOfTree(writeCoded('code', { coding }));
    expect(xml).not.toContain('https://example.org');
    expect(xml).toContain('nullFlavor="OTH"');
    expect(xml).toContain('<originalText>Something (X1)</originalText>');
    expect(xml).toContain('<translation code="N" codeSystem="2.999.5"></translation>');
  });

  it('names the code system where the source did not', () => {
    expect(textOfTree(writeCoded('code', { coding: { system: 'http://loinc.org', code: '1-8' } }))).toContain(
      'codeSystemName="LOINC"',
    );
  });

  it('states the type where the schema leaves it open', () => {
    expect(textOfTree(writeCoded('value', { absence: 'UNK' }, { xsiType: 'CD' }))).toContain('xsi:type="CD"');
  });
});
