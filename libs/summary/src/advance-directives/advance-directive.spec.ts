import { describe, expect, it } from '@jest/globals';
import { isClaimed, readEntry, writeEntry } from '../cda/testing/entry-xml.js';
import { readEntry as readResource, roundTrip, writeEntry as writeResource } from '../fhir/testing/bundle-entry.js';
import type { AdvanceDirective } from '../model/entry.js';
import { advanceDirectiveCda } from './advance-directive.cda.js';
import { advanceDirectiveFhir } from './advance-directive.fhir.js';

const snomed = 'http://snomed.info/sct';
const ihe = '1.3.6.1.4.1.19376.1.5.3.1.4.13.7';
const directive: AdvanceDirective = {
  kind: 'advance-directive',
  path: '/entry',
  identifiers: [{ system: 'urn:oid:2.999.1', value: 'D1' }],
  code: { coding: { system: snomed, code: '304251008', display: 'Resuscitation' } },
  decision: { coding: { system: snomed, code: '304253006', display: 'Not for resuscitation' } },
  status: 'active',
  period: { low: '2021-03-04', high: '2031' },
  performers: [],
  documents: [
    { identifiers: [{ system: 'urn:oid:2.999.2', value: 'doc' }], title: 'Directives', url: 'https://exemple.lu/d' },
  ],
};

function observation(inner: string, attributes = ''): string {
  return `<observation classCode="OBS" moodCode="EVN"${attributes}><templateId root="${ihe}"/>
    <code code="304251008" codeSystem="2.16.840.1.113883.6.96"/>${inner}</observation>`;
}

describe('an advance directive in CDA', () => {
  it('states the templates of IHE and CCD, and is known by them', () => {
    const xml = writeEntry(advanceDirectiveCda, directive);
    expect(xml).toContain(`<templateId root="${ihe}">`);
    expect(xml).toContain('<templateId root="2.16.840.1.113883.10.20.1.17">');
    expect(isClaimed(advanceDirectiveCda, xml)).toBe(true);
    expect(isClaimed(advanceDirectiveCda, observation('').replace(ihe, '2.999'))).toBe(false);
  });

  it('refers to the document', () => {
    const xml = writeEntry(advanceDirectiveCda, directive);
    expect(xml).toMatch(/<externalDocument classCode="DOC" moodCode="EVN"><id extension="doc" root="2.999.2">/);
    expect(readEntry(advanceDirectiveCda, xml).entry?.documents).toEqual(directive.documents);
  });

  it.each([
    ['in force where its observation is completed', '<statusCode code="completed"/>', { status: 'active' }],
    ['over', '<statusCode code="aborted"/>', { status: 'aborted' }],
    [
      'decided in words',
      '<value xsi:type="ST">pas de réanimation</value>',
      { decision: { text: 'pas de réanimation' } },
    ],
  ])('is read where it is %s', (_, inner, parts) => {
    expect(readEntry(advanceDirectiveCda, observation(inner)).entry).toMatchObject(parts);
  });

  it.each([
    ['decides by a truth value', observation('<value xsi:type="BL" value="false"/>')],
    ['decides twice', observation('<value xsi:type="ST">a</value><value xsi:type="ST">b</value>')],
    ['is denied', observation('', ' negationInd="true"')],
    ['is only intended', observation('').replace('EVN', 'INT')],
  ])('is left to the narrative where it %s', (_, xml) => {
    expect(readEntry(advanceDirectiveCda, xml).entry).toBeUndefined();
  });

  it('tells what it refers to beside documents', () => {
    const xml = observation('<reference typeCode="REFR"><externalAct><id root="2.999.3"/></externalAct></reference>');
    expect(readEntry(advanceDirectiveCda, xml).omitted).toEqual(['reference to another act']);
  });
});

describe('an advance directive in FHIR', () => {
  it('comes back as it was', () => {
    expect(roundTrip(advanceDirectiveFhir, directive)).toEqual(directive);
  });

  it('is a Consent of scope adr whose policy nobody made up', () => {
    const { resource, resources } = writeResource(advanceDirectiveFhir, directive);
    expect(resource).toMatchObject({
      resourceType: 'Consent',
      status: 'active',
      scope: { coding: [{ code: 'adr' }] },
      policyRule: { extension: [{ valueCode: 'unknown' }] },
      provision: { period: { end: '2031' }, code: [{ coding: [{ code: '304253006' }] }] },
    });
    expect(resources.find(({ resourceType }) => resourceType === 'DocumentReference')).toMatchObject({
      content: [{ attachment: { url: 'https://exemple.lu/d', title: 'Directives' } }],
    });
  });

  const consent = {
    resourceType: 'Consent',
    status: 'active',
    scope: { coding: [{ code: 'adr' }] },
    category: [{ text: 'réanimation' }],
  };

  it.each<[string, object, object]>([
    [
      'its source attached',
      { sourceAttachment: { title: 'Directives', url: 'https://exemple.lu/d' } },
      { documents: [{ title: 'Directives', url: 'https://exemple.lu/d' }] },
    ],
    [
      'a source outside the Bundle',
      { sourceReference: { reference: 'DocumentReference/9' } },
      { documents: [{ url: 'DocumentReference/9' }] },
    ],
    [
      'the time of the provision',
      { provision: { period: { start: '2020', end: '2030' } } },
      { period: { low: '2020', high: '2030' } },
    ],
  ])('is read with %s', (_, parts, read) => {
    expect(readResource(advanceDirectiveFhir, { ...consent, ...parts }).entry).toMatchObject(read);
  });

  it('is left to the narrative where it forbids, because a directive says what is decided', () => {
    const deny = { ...consent, provision: { type: 'deny', code: [{ text: 'réanimation' }] } };
    expect(readResource(advanceDirectiveFhir, deny).entry).toBeUndefined();
  });

  it('tells where it is a consent of another scope that stands in the section of directives', () => {
    const scope = { coding: [{ code: 'patient-privacy' }] };
    expect(readResource(advanceDirectiveFhir, { ...consent, scope }).entry?.omitted).toEqual(['scope']);
  });

  it('tells of content that is attached itself, and of conditions of the decision', () => {
    const parts = { sourceAttachment: { data: 'AAAA' }, provision: { purpose: [{ code: 'TREAT' }] } };
    expect(readResource(advanceDirectiveFhir, { ...consent, ...parts }).entry?.omitted).toEqual(
      expect.arrayContaining(['data of the document', 'purpose of the provision']),
    );
  });
});
