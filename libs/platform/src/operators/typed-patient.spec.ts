import { describe, expect, it } from '@jest/globals';
import { loadConfiguration, nodeFiles } from '../configuration/load.js';
import { typedPatient } from './typed-patient.js';

const { configuration } = loadConfiguration({
  root: new URL('../../../../', import.meta.url).pathname,
  files: nodeFiles('lu'),
});
const matricule = 'urn:oid:1.3.182.4.4';
const abroad = [{ system: 'urn:oid:2.16.17.710.813.1000.990.1', pattern: /^\d{9}$/ }];

describe('typedPatient', () => {
  it('takes a matricule with valid check digits', () => {
    const patient = { system: matricule, value: '1957031210104' };
    expect(typedPatient(configuration, patient, 'LU')).toEqual(patient);
  });

  it('takes an identifier of a peer by the rules of the peer', () => {
    const patient = { system: abroad[0]?.system ?? '', value: '990000017' };
    expect(typedPatient(configuration, patient, 'PT', abroad)).toEqual(patient);
    expect(() => typedPatient(configuration, { ...patient, value: '99000001' }, 'PT', abroad)).toThrow(
      expect.objectContaining({ code: 'PSR-4008' }),
    );
  });

  it.each([
    [{ system: matricule, value: '1957031210114' }, 'PSR-1112'],
    [{ system: matricule, value: '195703121010' }, 'PSR-1112'],
    [{ system: 'urn:oid:9', value: '1957031210104' }, 'PSR-4008'],
    [{ value: '1957031210104' }, 'PSR-4008'],
    ['1957031210104', 'PSR-4008'],
    [null, 'PSR-4008'],
  ])('refuses %j with %s', (patient, code) => {
    expect(() => typedPatient(configuration, patient, 'LU')).toThrow(expect.objectContaining({ code }));
  });
});
