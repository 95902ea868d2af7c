import { describe, expect, it } from '@jest/globals';
import { europeanSystems } from './code-system-table/european.js';
import { hl7Systems } from './code-system-table/hl7.js';
import { otherSystems } from './code-system-table/elsewhere.js';
import { canonicalUri, isSharedSystem, oidOfUri, systemName, uriOfOid } from './code-systems.js';

const rows = [...europeanSystems, ...hl7Systems, ...otherSystems];

describe('code systems', () => {
  it.each([
    ['2.16.840.1.113883.6.96', 'http://snomed.info/sct', 'SNOMED CT'],
    ['2.16.840.1.113883.6.1', 'http://loinc.org', 'LOINC'],
    ['1.3.6.1.4.1.12559.11.10.1.3.1.44.2', 'http://hl7.org/fhir/sid/icd-10', 'ICD-10'],
    ['0.4.0.127.0.16.1.1.2.1', 'http://standardterms.edqm.eu', 'EDQM'],
    ['1.3.6.1.4.1.12559.11.10.1.3.1.44.6', 'urn:oid:1.3.6.1.4.1.12559.11.10.1.3.1.44.6', 'EMDN'],
    ['2.16.840.1.113883.5.1150.1', 'http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips', 'IPS absent/unknown'],
  ])('name %s as %s and back', (oid, uri, name) => {
    expect(uriOfOid(oid)).toBe(uri);
    expect(oidOfUri(uri)).toBe(oid);
    expect(systemName(uri)).toBe(name);
  });

  it('carry an unknown OID as urn:oid and back, without a name', () => {
    expect(uriOfOid('2.999.5.31')).toBe('urn:oid:2.999.5.31');
    expect(oidOfUri('urn:oid:2.999.5.31')).toBe('2.999.5.31');
    expect(systemName('urn:oid:2.999.5.31')).toBeUndefined();
  });

  it('have no OID for a URI nobody assigned one', () => {
    expect(oidOfUri('http://example.org/codes')).toBeUndefined();
  });

  it.each([
    ['1.3.5.1.4.1.19376.1.5.3.2', '1.3.6.1.4.1.19376.1.5.3.2'],
    ['1.3.6.1.4.1.12559.11.10.1.3.1.44.1', '0.4.0.127.0.16.1.1.2.1'],
    ['2.16.840.1.113883.1.11.78', '2.16.840.1.113883.5.83'],
    ['2.16.840.1.113883.19.6.96', '2.16.840.1.113883.6.96'],
    ['9.2.16.840.1.113883.5.25', '2.16.840.1.113883.5.25'],
    ['1.3.6.1.4.1.12559.11.10.1.3.1.42.1', '2.16.840.1.113883.2.9.6.2.7'],
    ['2.16.840.1.113883.4.642.1.1074', '2.16.840.1.113883.4.642.4.1074'],
    ['2.16.840.1.113883.18.108', '2.16.840.1.113883.12.203'],
  ])('read %s and write %s', (written, correct) => {
    expect(oidOfUri(uriOfOid(written))).toBe(correct);
  });

  it('write eHDSI’s OID for ICD-10, whichever was read', () => {
    expect(oidOfUri(uriOfOid('2.16.840.1.113883.6.3'))).toBe('1.3.6.1.4.1.12559.11.10.1.3.1.44.2');
  });

  it.each([
    ['urn:oid:2.16.840.1.113883.6.96', 'http://snomed.info/sct'],
    ['http://snomed.info/sct/', 'http://snomed.info/sct'],
    [
      'http://hl7europe.org/fhir/terminology/ehdsi/ValueSet/eHDSIMedicalDevice',
      'urn:oid:1.3.6.1.4.1.12559.11.10.1.3.1.44.6',
    ],
    ['http://terminology.hl7.org/5.3.0/CodeSystem-ISO3166Part1.html', 'urn:iso:std:iso:3166'],
    ['http://hl7europe.org/fhir/terminology/ehdsi/CodeSystem/edqm-all', 'http://standardterms.edqm.eu'],
    ['http://example.org/codes', 'http://example.org/codes'],
    ['constructor', 'constructor'],
    ['', ''],
  ])('take %s for %s', (alias, canonical) => {
    expect(canonicalUri(alias)).toBe(canonical);
  });

  it('are shared where the catalogue or HL7 has them, and national or foreign otherwise', () => {
    for (const uri of ['http://snomed.info/sct', 'urn:oid:2.16.840.1.113883.6.73', 'http://loinc.org']) {
      expect(isSharedSystem(uri)).toBe(true);
    }
    for (const uri of ['urn:oid:1.3.182.5.31', 'http://hl7.org/fhir/sid/icd-10-cm', 'http://example.org', '']) {
      expect(isSharedSystem(uri)).toBe(false);
    }
  });

  it('are each named once: no OID and no URI leads to two of them', () => {
    const names = rows.flatMap(({ oid, uri, otherOids = [], otherUris = [] }) => [
      ...(oid === undefined ? [] : [oid]),
      ...otherOids,
      uri ?? `urn:oid:${oid}`,
      ...otherUris,
    ]);
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
    expect(names).not.toContain('urn:oid:undefined');
  });

  it('come back from either world as they went', () => {
    for (const { oid, uri = `urn:oid:${oid}` } of rows) {
      expect(canonicalUri(uri)).toBe(uri);
      expect(oidOfUri(uri)).toBe(oid);
      if (oid !== undefined) expect(uriOfOid(oid)).toBe(uri);
    }
  });
});
