import { describe, expect, it } from '@jest/globals';
import { isClaimed, readEntry, roundTrip, writeEntry } from '../cda/testing/entry-xml.js';
import { readEntry as readResource, writeEntry as writeResource } from '../fhir/testing/bundle-entry.js';
import type { Plan, PlannedActivity } from '../model/entry.js';
import { planCda } from './plan.cda.js';
import { planFhir } from './plan.fhir.js';

const snomed = 'http://snomed.info/sct';
const coded = (code: string, display: string) => ({ coding: { system: snomed, code, display } });
const activity: PlannedActivity = {
  identifiers: [],
  class: 'procedure',
  code: coded('73761001', 'Colonoscopy'),
  period: { low: '2024-09', high: '2024-09' },
  reasons: [],
  outcomes: [],
  performers: [],
};
const colonoscopy: Plan = {
  kind: 'plan',
  path: '/entry',
  identifiers: [{ system: 'urn:oid:2.999.1', value: 'P1' }],
  period: {},
  authors: [],
  addresses: [],
  goals: [],
  activities: [activity],
};
const medicine: PlannedActivity = {
  identifiers: [],
  class: 'substanceAdministration',
  period: {},
  reasons: [],
  outcomes: [],
  performers: [],
  medication: {
    kind: 'medication',
    path: '/entry',
    identifiers: [],
    product: {
      identifiers: [],
      ingredients: [],
      code: { coding: { system: 'http://www.whocc.no/atc', code: 'C07AB02' } },
    },
    period: {},
    timings: [],
    mood: 'RQO',
  },
};
const whole: Plan = {
  ...colonoscopy,
  title: 'Programme',
  description: 'Suivi de six mois',
  status: 'active',
  period: { low: '2024-09', high: '2025-03' },
  created: '2024-08-30',
  addresses: [coded('44054006', 'Diabetes mellitus type 2')],
  goals: [{ text: 'HbA1c < 7 %' }],
  activities: [activity, medicine],
};
const code = '<code code="73761001" codeSystem="2.16.840.1.113883.6.96"/>';

describe('a plan in CDA', () => {
  it.each(['INT', 'RQO', 'PRP', 'PRMS', 'ARQ', 'APT'])('is one statement in mood %s', (mood) => {
    const { entry } = readEntry(planCda, `<procedure classCode="PROC" moodCode="${mood}">${code}</procedure>`);
    expect(entry).toMatchObject({ activities: [{ class: 'procedure', code: { coding: { code: '73761001' } } }] });
    expect(entry?.mood).toBe(mood === 'INT' ? undefined : mood);
  });

  it.each([
    ['act', 'ACT'],
    ['encounter', 'ENC'],
    ['observation', 'OBS'],
    ['supply', 'SPLY'],
  ])('is one %s', (local, classCode) => {
    const { entry } = readEntry(planCda, `<${local} classCode="${classCode}" moodCode="INT">${code}</${local}>`);
    expect(entry?.activities).toMatchObject([{ class: local }]);
    expect(writeEntry(planCda, entry!)).toMatch(new RegExp(`^<${local} [^>]*moodCode="INT"`));
  });

  it('is a goal with what is aimed at', () => {
    const xml = `<observation classCode="OBS" moodCode="GOL"><code code="4548-4" codeSystem="2.16.840.1.113883.6.1"/>
      <value xsi:type="IVL_PQ"><high value="7" unit="%" inclusive="false"/></value></observation>`;
    expect(readEntry(planCda, xml).entry).toMatchObject({
      mood: 'GOL',
      activities: [{ target: { kind: 'quantity', quantity: { value: '7', unit: '%' }, comparator: '<' } }],
    });
  });

  it('is the frame of its activities, goals and reasons where it is more than one statement', () => {
    const xml = writeEntry(planCda, whole);
    expect(xml).toMatch(/^<act [^>]*classCode="PCPR" moodCode="INT"/);
    expect(xml).toContain('<entryRelationship typeCode="COMP"><procedure classCode="PROC" moodCode="INT">');
    expect(xml).toContain(
      '<entryRelationship typeCode="COMP"><substanceAdministration classCode="SBADM" moodCode="RQO">',
    );
    expect(xml).toContain('<entryRelationship typeCode="REFR"><observation classCode="OBS" moodCode="GOL">');
    expect(roundTrip(planCda, whole)).toMatchObject({
      title: whole.title,
      description: whole.description,
      created: whole.created,
      goals: whole.goals,
      addresses: [{ coding: { code: '44054006' } }],
      activities: [{ class: 'procedure' }, { medication: { product: { code: { coding: { code: 'C07AB02' } } } } }],
    });
  });

  it.each([
    ['what was done', `<procedure classCode="PROC" moodCode="EVN">${code}</procedure>`],
    ['what is not to be done', `<procedure classCode="PROC" moodCode="INT" negationInd="true">${code}</procedure>`],
    ['a definition', `<act classCode="ACT" moodCode="DEF">${code}</act>`],
    [
      'a vaccination that is due',
      `<substanceAdministration classCode="SBADM" moodCode="INT"><code code="IMMUNIZ" codeSystem="2.16.840.1.113883.5.4"/></substanceAdministration>`,
    ],
  ])('is not %s', (_, xml) => {
    expect(readEntry(planCda, xml).entry).toBeUndefined();
    if (!xml.includes('negationInd')) expect(isClaimed(planCda, xml)).toBe(false);
  });

  it('tells what it has no place for', () => {
    const xml = `<procedure classCode="PROC" moodCode="INT">${code}<priorityCode code="UR" codeSystem="2.16.840.1.113883.5.7"/>
      <participant typeCode="LOC"><participantRole classCode="SDLOC"/></participant></procedure>`;
    expect(readEntry(planCda, xml).omitted).toEqual(['priority']);
  });
});

describe('a plan in FHIR', () => {
  it('is a CarePlan with its activities, and a request for the medicine', () => {
    const { resource, resources } = writeResource(planFhir, whole);
    expect(resource).toMatchObject({
      resourceType: 'CarePlan',
      status: 'active',
      intent: 'plan',
      title: 'Programme',
      description: 'Suivi de six mois',
      period: { start: '2024-09', end: '2025-03' },
      activity: [{ detail: { kind: 'ServiceRequest', scheduledPeriod: { start: '2024-09' } } }, { reference: {} }],
    });
    expect(resources.find(({ resourceType }) => resourceType === 'MedicationRequest')).toMatchObject({
      intent: 'order',
    });
    expect(resources.find(({ resourceType }) => resourceType === 'Goal')).toMatchObject({
      description: { text: 'HbA1c < 7 %' },
    });
  });

  it('tells what FHIR has no place for', () => {
    const appointed: Plan = {
      ...whole,
      mood: 'APT',
      activities: [{ ...activity, class: 'observation', identifiers: whole.identifiers }],
    };
    expect(writeResource(planFhir, appointed).omitted.get('/entry')).toEqual(
      expect.arrayContaining(['identifier of the activity', 'that the activity is an observation']),
    );
  });

  const plan = { resourceType: 'CarePlan', id: 'p', status: 'active', intent: 'plan' };

  it('reads goals and problems by what they refer to', () => {
    const others = [
      { resourceType: 'Goal', id: 'g', description: { text: 'marcher' } },
      { resourceType: 'Condition', id: 'c', code: { text: 'diabète' } },
      {
        resourceType: 'ServiceRequest',
        id: 's',
        status: 'active',
        intent: 'order',
        code: { text: 'radio' },
        occurrenceDateTime: '2024-10',
      },
    ];
    const resource = {
      ...plan,
      goal: [{ reference: 'urn:uuid:g' }, { display: 'dormir' }],
      addresses: [{ reference: 'urn:uuid:c' }],
      activity: [{ reference: { reference: 'urn:uuid:s' } }],
    };
    expect(readResource(planFhir, resource, others).entry).toMatchObject({
      goals: [{ text: 'marcher' }, { text: 'dormir' }],
      addresses: [{ text: 'diabète' }],
      activities: [
        { class: 'procedure', mood: 'RQO', code: { text: 'radio' }, period: { low: '2024-10', high: '2024-10' } },
      ],
    });
  });

  it.each([
    ['a detail', { detail: { status: 'scheduled', doNotPerform: true, code: { text: 'IRM' } } }],
    ['a request', { reference: { reference: 'urn:uuid:s' } }],
  ])('is left to the narrative where %s says what is not to be done', (_, activities) => {
    const request = { resourceType: 'ServiceRequest', id: 's', doNotPerform: true, code: { text: 'IRM' } };
    expect(readResource(planFhir, { ...plan, activity: [activities] }, [request]).entry).toBeUndefined();
  });
});
