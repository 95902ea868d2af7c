import { describe, expect, it } from '@jest/globals';
import { readEntry, writeEntry } from '../cda/testing/entry-xml.js';
import { readEntry as readResource, writeEntry as writeResource } from '../fhir/testing/bundle-entry.js';
import { alertProfiles } from '../fhir/profiles.js';
import type { Alert } from '../model/entry.js';
import { alertCda } from './alert.cda.js';
import { alertFhir } from './alert.fhir.js';

const pacemaker: Alert = {
  kind: 'alert',
  path: '/entry',
  identifiers: [{ system: 'urn:oid:2.999.1', value: 'A1' }],
  code: { coding: { system: 'http://snomed.info/sct', code: '441509002', display: 'Cardiac pacemaker in situ' } },
  period: { low: '2019' },
  authors: [],
};
const snomed = 'codeSystem="2.16.840.1.113883.6.96"';

describe('an alert in CDA', () => {
  it.each<[string, string, Partial<Alert>]>([
    [
      'a finding alone',
      `<observation classCode="OBS" moodCode="EVN"><code code="404684003" ${snomed}/><statusCode code="completed"/>
        <value xsi:type="CD" code="441509002" ${snomed}/></observation>`,
      { code: { coding: { system: 'http://snomed.info/sct', code: '441509002' } } },
    ],
    [
      'a finding in a concern, whose status is that of the alert',
      `<act classCode="ACT" moodCode="EVN"><id root="2.999.7"/><code code="CONC" codeSystem="2.16.840.1.113883.5.6"/>
        <statusCode code="active"/><effectiveTime><low value="2019"/></effectiveTime><entryRelationship typeCode="SUBJ">
        <observation classCode="OBS" moodCode="EVN"><code code="ASSERTION" codeSystem="2.16.840.1.113883.5.4"/>
        <value xsi:type="ST">Pacemaker</value></observation></entryRelationship></act>`,
      {
        code: { text: 'Pacemaker' },
        status: 'active',
        period: { low: '2019' },
        identifiers: [{ system: 'urn:ietf:rfc:3986', value: 'urn:oid:2.999.7' }],
      },
    ],
    [
      'an observation whose code says it all',
      `<observation classCode="OBS" moodCode="EVN"><code code="441509002" ${snomed}/></observation>`,
      { code: { coding: { system: 'http://snomed.info/sct', code: '441509002' } } },
    ],
    [
      'a kind of alert with its finding',
      `<observation classCode="OBS" moodCode="EVN"><code code="106190000" ${snomed}/>
        <value xsi:type="CD" code="441509002" ${snomed}/></observation>`,
      {
        code: { coding: { system: 'http://snomed.info/sct', code: '441509002' } },
        category: { coding: { system: 'http://snomed.info/sct', code: '106190000' } },
      },
    ],
    [
      'an act that says it by its code',
      `<act classCode="ACT" moodCode="EVN"><code code="441509002" ${snomed}/><statusCode code="completed"/></act>`,
      { code: { coding: { system: 'http://snomed.info/sct', code: '441509002' } }, status: 'completed' },
    ],
  ])('is read from %s', (_, xml, alert) => {
    expect(readEntry(alertCda, xml).entry).toMatchObject(alert);
  });

  it.each([
    [
      'a denied finding',
      `<observation negationInd="true" classCode="OBS" moodCode="EVN"><code code="1" ${snomed}/></observation>`,
    ],
    [
      'a finding that is only intended',
      `<observation classCode="OBS" moodCode="INT"><code code="1" ${snomed}/></observation>`,
    ],
    [
      'a finding that says nothing',
      `<observation classCode="OBS" moodCode="EVN"><code code="404684003" ${snomed}/></observation>`,
    ],
    [
      'a number',
      `<observation classCode="OBS" moodCode="EVN"><code code="1" ${snomed}/><value xsi:type="PQ" value="1" unit="mg"/></observation>`,
    ],
    ['a procedure', `<procedure classCode="PROC" moodCode="EVN"><code code="1" ${snomed}/></procedure>`],
    [
      'a concern about several findings',
      `<act classCode="ACT" moodCode="EVN">${`<entryRelationship typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN"><code code="1" ${snomed}/></observation></entryRelationship>`.repeat(2)}</act>`,
    ],
  ])('is not read from %s', (_, xml) => {
    expect(readEntry(alertCda, xml).entry).toBeUndefined();
  });

  it('is written as a concern with a finding', () => {
    const xml = writeEntry(alertCda, pacemaker);
    expect(xml).toMatch(/^<act [^>]*><templateId root="2.16.840.1.113883.10.20.1.27">/);
    expect(xml).toMatch(/<code code="ASSERTION"[^]*<value [^>]*code="441509002"/);
  });
});

describe('an alert in FHIR', () => {
  it.each<[string, Alert, boolean]>([
    ['active', { ...pacemaker, status: 'active' }, true],
    ['of no status', pacemaker, true],
    ['over', { ...pacemaker, status: 'completed' }, false],
    ['said in error', { ...pacemaker, status: 'nullified' }, false],
  ])('that is %s has a place only while it holds', (_, alert, hasPlace) => {
    expect(alertFhir.hasPlace?.(alert, [])).toBe(hasPlace);
  });

  it('claims the profiles of EPS and IPS', () => {
    const { resource } = writeResource(alertFhir, pacemaker);
    expect(resource).toMatchObject({ resourceType: 'Flag', status: 'active', meta: { profile: alertProfiles } });
  });

  it('tells of authors and parts it has no place for', () => {
    const author = { identifiers: [], names: [{ family: ['INVENTÉE'], given: [] }], addresses: [], telecoms: [] };
    const { omitted } = writeResource(alertFhir, { ...pacemaker, authors: [{ ...author, time: '2024' }, author] });
    expect(omitted.get('/entry')).toEqual(['further author', 'time of the author']);
    const flag = { resourceType: 'Flag', status: 'active', code: { text: 'x' }, encounter: { display: 'visite' } };
    expect(readResource(alertFhir, flag).entry).toMatchObject({ code: { text: 'x' }, omitted: ['encounter'] });
  });
});
