import { describe, expect, it } from '@jest/globals';
import { isClaimed, readEntry, writeEntry } from '../cda/testing/entry-xml.js';
import { readEntry as readResource, writeEntry as writeResource } from '../fhir/testing/bundle-entry.js';
import type { FunctionalStatus } from '../model/entry.js';
import { functionalStatusCda } from './functional-status.cda.js';
import { functionalStatusFhir } from './functional-status.fhir.js';

const snomed = 'http://snomed.info/sct';
const ehdsi = '1.3.6.1.4.1.12559.11.10.1.3.1.3';

function status(display: string, parts: Partial<FunctionalStatus> = {}): FunctionalStatus {
  return {
    kind: 'functional-status',
    path: '/entry',
    identifiers: [],
    code: { coding: { system: snomed, code: '284546000', display } },
    period: { low: '2024-05-10', high: '2024-05-10' },
    interpretations: [],
    referenceRanges: [],
    performers: [],
    members: [],
    ...parts,
  };
}

const bathing = status('Ability to bathe', {
  path: '/entry.component[0]',
  value: { kind: 'quantity', quantity: { value: '5' } },
});
const assessment = status('Barthel index', { members: [bathing] });
const dependent = status('Mobility', {
  value: { kind: 'coded', coded: { coding: { system: snomed, code: '371152001', display: 'Assisted' } } },
});

describe('functional status in CDA', () => {
  it('is an organizer of observations where it has items, and an observation where it has none', () => {
    const panel = writeEntry(functionalStatusCda, assessment);
    expect(panel).toMatch(new RegExp(`^<organizer [^>]*classCode="CLUSTER"[^>]*><templateId root="${ehdsi}.39">`));
    expect(panel).toContain(`<component><observation classCode="OBS" moodCode="EVN"><templateId root="${ehdsi}.40">`);
    expect(writeEntry(functionalStatusCda, dependent)).toMatch(/^<observation [^>]*><templateId root="[0-9.]*\.40">/);
  });

  it.each([
    [
      'an organizer of eHDSI',
      `<organizer classCode="CLUSTER" moodCode="EVN"><templateId root="${ehdsi}.39"/></organizer>`,
      true,
    ],
    [
      'an observation of eHDSI',
      `<observation classCode="OBS" moodCode="EVN"><templateId root="${ehdsi}.40"/></observation>`,
      true,
    ],
    [
      'another organizer',
      '<organizer classCode="CLUSTER" moodCode="EVN"><code code="1" codeSystem="2.999"/></organizer>',
      false,
    ],
    ['an act', `<act classCode="ACT" moodCode="EVN"><templateId root="${ehdsi}.39"/></act>`, false],
  ])('is known in a strange section: %s', (_, xml, claimed) => {
    expect(isClaimed(functionalStatusCda, xml)).toBe(claimed);
  });

  it('is none where it is denied', () => {
    const denied = writeEntry(functionalStatusCda, dependent).replace(
      '<observation ',
      '<observation negationInd="true" ',
    );
    expect(readEntry(functionalStatusCda, denied).entry).toBeUndefined();
  });
});

describe('functional status in FHIR', () => {
  it('is an impression whose finding is the value', () => {
    const { resource, resources } = writeResource(functionalStatusFhir, dependent);
    expect(resources).toHaveLength(1);
    expect(resource).toMatchObject({
      resourceType: 'ClinicalImpression',
      status: 'completed',
      code: { coding: [{ code: '284546000' }] },
      finding: [{ itemCodeableConcept: { coding: [{ code: '371152001' }] } }],
    });
    expect(resource).not.toHaveProperty('investigation');
  });

  it('has the items of an assessment as what was investigated', () => {
    const { resource, resources } = writeResource(functionalStatusFhir, assessment);
    const item = resources.find(({ resourceType }) => resourceType === 'Observation');
    expect(item).toMatchObject({ valueInteger: 5, code: { coding: [{ display: 'Ability to bathe' }] } });
    expect(resource['investigation']).toMatchObject([{ item: [{ reference: `urn:uuid:${item?.id}` }] }]);
  });

  it('keeps a quantity, for which an impression has no place, in an observation', () => {
    const score = status('Barthel index', { value: { kind: 'quantity', quantity: { value: '85' } } });
    const { resources } = writeResource(functionalStatusFhir, score);
    expect(resources.map(({ resourceType }) => resourceType).sort()).toEqual(['ClinicalImpression', 'Observation']);
    expect(resources).toContainEqual(expect.objectContaining({ valueInteger: 85 }));
  });

  it('reads findings by code, by what they refer to and by what they show', () => {
    const impression = {
      resourceType: 'ClinicalImpression',
      id: 'i',
      status: 'completed',
      description: 'Marche',
      date: '2024-05',
      finding: [
        { itemCodeableConcept: { text: 'avec aide' } },
        { itemReference: { reference: 'urn:uuid:c' } },
        { itemReference: { display: 'chutes' } },
      ],
    };
    const condition = { resourceType: 'Condition', id: 'c', code: { text: 'hémiplégie' } };
    expect(readResource(functionalStatusFhir, impression, [condition]).entry).toMatchObject({
      code: { text: 'Marche' },
      period: { low: '2024-05', high: '2024-05' },
      value: { kind: 'coded', coded: { text: 'avec aide' } },
      members: [{ value: { coded: { text: 'hémiplégie' } } }, { value: { coded: { text: 'chutes' } } }],
    });
  });

  it('tells what an impression says and the model has no place for', () => {
    const impression = {
      resourceType: 'ClinicalImpression',
      status: 'completed',
      code: { text: 'Marche' },
      prognosisCodeableConcept: [{ text: 'bon' }],
      investigation: [{ code: { text: 'examen' }, item: [] }],
      finding: [{ itemCodeableConcept: { text: 'x' }, basis: 'entretien' }],
    };
    const { entry } = readResource(functionalStatusFhir, impression);
    expect(entry?.omitted).toEqual(
      expect.arrayContaining(['prognosisCodeableConcept', 'code of the investigation', 'basis of the finding']),
    );
  });

  it('reads an observation in this section as what it is', () => {
    const observation = { resourceType: 'Observation', code: { text: 'Marche' }, valueString: 'avec aide' };
    expect(readResource(functionalStatusFhir, observation).entry).toMatchObject({
      kind: 'functional-status',
      value: { kind: 'text', text: 'avec aide' },
    });
  });
});
