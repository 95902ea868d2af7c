import { describe, expect, it } from '@jest/globals';
import { readEntry, roundTrip, writeEntry } from '../fhir/testing/bundle-entry.js';
import type { DeviceUse } from '../model/entry.js';
import { deviceFhir } from './device.fhir.js';

const implant: DeviceUse = {
  kind: 'device',
  path: '/device',
  identifiers: [{ system: 'urn:oid:1.3.182.2.1.9', value: 'D1' }],
  code: {
    coding: {
      system: 'http://snomed.info/sct',
      code: '314523008',
      display: 'Joint implant',
      translations: [{ system: 'urn:oid:1.3.182.5.33', code: 'M52CB99', display: 'IMPLANT GENOU AUTRE' }],
    },
  },
  deviceIdentifiers: [{ system: 'urn:oid:1.3.182.4.15', value: 'FICTIF-000003' }],
  modelName: 'GENOU FICTIF +2mm',
  modelCode: { system: 'urn:oid:1.3.182.5.34', code: '12345', display: 'GENOU FICTIF' },
  manufacturer: 'Fictif SA',
  period: { low: '2017-07-01' },
  expires: '2028-02-01',
  bodySite: { text: 'genou droit' },
};

describe('deviceFhir', () => {
  it('gives back what was written', () => {
    expect(roundTrip(deviceFhir, implant)).toEqual({ ...implant, path: '/entry' });
  });

  it('keeps the identifiers of the device apart from those of the statement', () => {
    const { resources } = writeEntry(deviceFhir, implant);
    expect(
      resources.map((each) => [
        each.resourceType,
        (each as { identifier?: { value: string }[] }).identifier?.[0]?.value,
      ]),
    ).toEqual([
      ['Device', 'FICTIF-000003'],
      ['DeviceUseStatement', 'D1'],
    ]);
  });

  it('is completed once the device was removed, and says why a time is missing', () => {
    expect(writeEntry(deviceFhir, { ...implant, period: { low: '2017', high: '2020' } }).resource['status']).toBe(
      'completed',
    );
    expect(writeEntry(deviceFhir, { ...implant, period: {} }).resource['_timingDateTime']).toBeDefined();
  });

  it('reads UDI and serial number as identifiers, each once', () => {
    const device = {
      resourceType: 'Device',
      id: 'd',
      identifier: [{ system: 'urn:oid:1.3.182.4.15', value: 'S-1' }],
      serialNumber: 'S-1',
      udiCarrier: [{ deviceIdentifier: '0123', issuer: 'http://hl7.org/fhir/NamingSystem/gs1' }],
    };
    const statement = { resourceType: 'DeviceUseStatement', id: 's', device: { reference: 'urn:uuid:d' } };
    expect(readEntry(deviceFhir, statement, [device]).entry?.deviceIdentifiers).toEqual([
      { system: 'urn:oid:1.3.182.4.15', value: 'S-1' },
      { system: 'http://hl7.org/fhir/NamingSystem/gs1', value: '0123' },
    ]);
  });

  it('reads what a reference shows where the device is missing', () => {
    const statement = { resourceType: 'DeviceUseStatement', device: { reference: 'urn:uuid:none', display: 'Stent' } };
    expect(readEntry(deviceFhir, statement).entry?.code).toEqual({ text: 'Stent' });
  });
});
