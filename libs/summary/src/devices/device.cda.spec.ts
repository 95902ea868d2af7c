import { describe, expect, it } from '@jest/globals';
import { readEntry, roundTrip, writeEntry } from '../cda/testing/entry-xml.js';
import type { DeviceUse } from '../model/entry.js';
import { deviceCda } from './device.cda.js';

const full: DeviceUse = {
  kind: 'device',
  path: '/entry',
  identifiers: [{ system: 'urn:oid:2.999.1', value: '3' }],
  text: 'IMPLANT GENOU AUTRE, posé le 01/07/2017',
  code: {
    coding: {
      system: 'http://snomed.info/sct',
      code: '314523008',
      version: '2022-07-31',
      systemName: 'SNOMED CT',
      display: 'Joint implant',
      translations: [
        { system: 'urn:oid:1.3.182.5.33', code: 'M52CB99', systemName: 'CLADIMED', display: 'IMPLANT GENOU AUTRE' },
      ],
    },
    text: 'implant',
  },
  deviceIdentifiers: [{ system: 'urn:oid:1.3.182.4.15', value: 'FICTIF-000001' }],
  modelName: 'GENOU FICTIF implant +2mm stérile',
  modelCode: { system: 'urn:oid:1.3.182.5.34', code: '90000071', systemName: 'FHL MEDDEV', display: 'GENOU FICTIF' },
  manufacturer: 'Fabrique Imaginaire',
  period: { low: '2017-07-01', high: '2019-01-15' },
  expires: '2028-02-01',
  bodySite: {
    coding: { system: 'http://snomed.info/sct', code: '72696002', systemName: 'SNOMED CT', display: 'Knee' },
  },
};

/** A supply with its device; the parts that matter to a test are given. */
function supply({
  attributes = 'moodCode="EVN"',
  before = '',
  role = '',
  device = '<code code="72506001" codeSystem="2.16.840.1.113883.6.96"/>',
  after = '',
} = {}): string {
  return `<supply classCode="SPLY" ${attributes}>${before}
    <participant typeCode="DEV"><participantRole classCode="MANU">${role}
      <playingDevice classCode="DEV" determinerCode="INSTANCE">${device}</playingDevice>
    </participantRole></participant>${after}</supply>`;
}

const read = (parts: Parameters<typeof supply>[0]): DeviceUse | undefined => readEntry(deviceCda, supply(parts)).entry;

describe('a device', () => {
  it('is the same after it was written and read', () => {
    expect(roundTrip(deviceCda, full)).toEqual(full);
  });

  it('is the same when only its kind is known, and gets an id', () => {
    const least: DeviceUse = {
      kind: 'device',
      path: '/entry',
      identifiers: [],
      code: { text: 'lunettes', absence: 'UNK' },
      deviceIdentifiers: [],
      period: { lowAbsence: 'UNK' },
    };
    const again = roundTrip(deviceCda, least);
    expect(again?.identifiers).toHaveLength(1);
    expect({ ...again, identifiers: [] }).toEqual(least);
  });

  it('keeps serial number and statement apart', () => {
    const xml = writeEntry(deviceCda, full);
    expect(xml.indexOf('extension="3"')).toBeLessThan(xml.indexOf('<participant'));
    expect(xml.indexOf('FICTIF-000001')).toBeGreaterThan(xml.indexOf('<participantRole'));
  });

  it('states the eHDSI template', () => {
    expect(writeEntry(deviceCda, full)).toContain('<templateId root="1.3.6.1.4.1.12559.11.10.1.3.1.3.5">');
  });

  it('keeps the words of a model whose catalogue has no OID', () => {
    const modelCode = { system: 'http://example.org/models', code: 'X1', display: 'Model X' };
    const { modelName: _, ...unnamed } = full;
    expect(roundTrip(deviceCda, { ...unnamed, modelCode })).toMatchObject({ modelName: 'Model X' });
  });
});

describe('reading a device', () => {
  it('takes one date for the implantation, not for the removal', () => {
    expect(read({ before: '<effectiveTime value="20120913"/>' })?.period).toEqual({ low: '2012-09-13' });
  });

  it.each([
    ['<low value="2014"/><high value="20220608"/>', { low: '2014', high: '2022-06-08' }],
    ['<low nullFlavor="UNK"/>', { lowAbsence: 'UNK' }],
  ])('reads the use %s', (inner, period) => {
    expect(read({ before: `<effectiveTime xsi:type="IVL_TS">${inner}</effectiveTime>` })?.period).toEqual(period);
  });

  it.each([
    ['a point', '<expectedUseTime value="20280201"/>'],
    ['the high end', '<expectedUseTime><low value="20170701"/><high value="20280201"/></expectedUseTime>'],
  ])('reads the expiry from %s', (_, before) => {
    expect(read({ before })?.expires).toBe('2028-02-01');
  });

  it('reads the kind from the supply where the device has none', () => {
    const code = '<code code="72506001" codeSystem="2.16.840.1.113883.6.96"/>';
    expect(read({ before: code, device: '' })?.code.coding?.code).toBe('72506001');
    expect(
      read({ before: code, device: '<code nullFlavor="UNK"><originalText>stimulateur</originalText></code>' })?.code,
    ).toEqual({
      coding: { system: 'http://snomed.info/sct', code: '72506001' },
      text: 'stimulateur',
    });
  });

  it('has a code that is absent where nothing says what it is', () => {
    expect(read({ device: '' })?.code).toEqual({ absence: 'NI' });
  });

  it.each([
    ['another code of the supply', { before: '<code code="9" codeSystem="2.999"/>' }, 'code of the supply'],
    ['the quantity', { before: '<quantity value="2"/>' }, 'quantity supplied'],
    [
      'the performer',
      { before: '<performer><assignedEntity><id root="2.999"/></assignedEntity></performer>' },
      'performer',
    ],
    [
      'the software',
      { device: '<code code="1" codeSystem="2.999"/><softwareName>v2</softwareName>' },
      'software of the device',
    ],
    [
      'a related observation',
      { after: '<entryRelationship typeCode="REFR"><observation><value value="1"/></observation></entryRelationship>' },
      'related observation (REFR)',
    ],
    [
      'a further device',
      { after: '<participant typeCode="DEV"><participantRole/></participant>' },
      'further device of the same supply',
    ],
  ])('names what it leaves out: %s', (_, parts, omitted) => {
    expect(readEntry(deviceCda, supply(parts)).omitted).toEqual([omitted]);
  });

  it.each(['RQO', 'INT', 'PRMS'])('does not take a supply of mood %s for a device somebody has', (mood) => {
    expect(read({ attributes: `moodCode="${mood}"` })).toBeUndefined();
  });

  it('does not read a supply without device, nor another statement', () => {
    expect(readEntry(deviceCda, '<supply classCode="SPLY" moodCode="EVN"/>').entry).toBeUndefined();
    expect(readEntry(deviceCda, '<procedure classCode="PROC" moodCode="EVN"/>').entry).toBeUndefined();
  });
});
