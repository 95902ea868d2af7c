import { describe, expect, it } from '@jest/globals';
import { readEntry, roundTrip, writeEntry } from '../cda/testing/entry-xml.js';
import type { Procedure } from '../model/entry.js';
import { procedureCda } from './procedure.cda.js';

const snomed = 'http://snomed.info/sct';
const coded = (code: string) => ({ coding: { system: snomed, code, systemName: 'SNOMED CT' } });

describe('a procedure in CDA', () => {
  it('stays the same when it is written and read again', () => {
    const procedure: Procedure = {
      kind: 'procedure',
      path: '/entry',
      identifiers: [{ system: 'urn:oid:2.999.8', value: '1' }],
      code: coded('118950002'),
      status: 'completed',
      period: { low: '2022-08-03', high: '2022-08-03' },
      bodySites: [coded('69536005')],
      reason: coded('74474003'),
      performers: [{ identifiers: [], names: [{ family: ['INVENTÉE'], given: [] }], addresses: [], telecoms: [] }],
      notes: ['sans complication'],
    };
    expect(roundTrip(procedureCda, procedure)).toEqual(procedure);
  });

  it('keeps a procedure that is only words', () => {
    const xml = '<procedure><code nullFlavor="NI"/><text><reference value="#p1"/></text></procedure>';
    expect(readEntry(procedureCda, xml, { p1: 'appendicectomie' }).entry).toMatchObject({
      code: { absence: 'NI' },
      text: 'appendicectomie',
      period: {},
    });
  });

  it('keeps that a procedure was not done, and does not read an entry without content', () => {
    const done = '<code code="118950002" codeSystem="2.16.840.1.113883.6.96"/>';
    const { entry } = readEntry(procedureCda, `<procedure negationInd="true">${done}</procedure>`);
    expect(entry?.notDone).toBe(true);
    expect(writeEntry(procedureCda, entry!)).toMatch(/^<procedure [^>]*negationInd="true"/);
    expect(readEntry(procedureCda, '<procedure><statusCode code="completed"/></procedure>').entry).toBeUndefined();
  });

  it('says in the pivot that the time is not known, because a procedure must have one', () => {
    const { entry } = readEntry(procedureCda, '<procedure><code code="1" codeSystem="2.999.1"/></procedure>');
    expect(writeEntry(procedureCda, entry!)).toContain('<low nullFlavor="UNK"></low>');
  });
});
