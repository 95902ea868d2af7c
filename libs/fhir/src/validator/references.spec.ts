import { describe, expect, it } from '@jest/globals';
import type { Constraint } from '../definitions/definitions.js';
import { triedAgainst } from './testing/with-profile.js';

type Resource = Readonly<Record<string, unknown>>;

const named = 'http://profiles.example/StructureDefinition/named';
const cyclic = 'http://profiles.example/StructureDefinition/cyclic';
const profiles = {
  [named]: { type: 'Patient', root: { elements: { name: { min: 1 } } } },
  [cyclic]: {
    type: 'Observation',
    root: { elements: { status: { fixed: 'final' }, hasMember: { targets: [cyclic] } } },
  },
};

function bundle(...resources: (readonly [fullUrl: string, resource: Resource])[]): object {
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map(([fullUrl, resource]) => ({ fullUrl, resource })),
  };
}
const uuid = (number: number): string => `urn:uuid:00000000-0000-4000-8000-00000000000${number}`;
const observation = (more: Resource): Resource => ({
  resourceType: 'Observation',
  status: 'final',
  code: { text: 'x' },
  ...more,
});
const subject = (reference: string): Resource => observation({ subject: { reference } });

/** Every entry is held against a profile of its own choice in `meta.profile`. */
function triedWith(root: Constraint, document: object): string[] {
  return triedAgainst({}, document, { profiles: { ...profiles, 'http://p.example/o': { type: 'Observation', root } } });
}
const claiming = (resource: Resource): Resource => ({ ...resource, meta: { profile: ['http://p.example/o'] } });

describe('where a reference leads', () => {
  it.each([
    ['the same UUID', uuid(1), uuid(1), []],
    ['a UUID that is not there', uuid(1), uuid(2), ['reference-resolves Bundle.entry[1].resource.subject.reference']],
    ['a relative address beside a UUID', uuid(1), 'Patient/1', ['reference-resolves Bundle.entry[1].resource.subject.reference']],
    ['an address elsewhere', uuid(1), 'https://elsewhere.example/Patient/7', []],
    ['an address elsewhere of another type', uuid(1), 'https://elsewhere.example/Medication/7', ['reference-type Bundle.entry[1].resource.subject.reference']],
    ['what is not contained', uuid(1), '#p', ['reference-resolves Bundle.entry[1].resource.subject.reference']],
  ])('is %s', (_case, fullUrl, reference, expected) => {
    const document = bundle([fullUrl, { resourceType: 'Patient', active: true }], [uuid(9), subject(reference)]);
    expect(triedAgainst({}, document)).toEqual(expected);
  }); // prettier-ignore

  it('is the entry of the same server for a relative address', () => {
    const server = 'https://one.example/fhir';
    const found = (patient: string, reference: string): string[] =>
      triedAgainst(
        {},
        bundle(
          [`${server}/Patient/${patient}`, { resourceType: 'Medication', id: patient }],
          [`${server}/Observation/2`, { ...subject(reference), id: '2' }],
        ),
      );
    // It resolves, for its type is found to be wrong; one that does not resolve leads outside.
    expect(found('1', 'Patient/1')).toEqual(['reference-type Bundle.entry[1].resource.subject.reference']);
    expect(found('1', 'Patient/2')).toEqual([]);
  });

  it('is a contained resource, or the resource around it', () => {
    const holder = observation({
      contained: [{ resourceType: 'Observation', id: 'c', status: 'final', code: { text: 'x' }, derivedFrom: [{ reference: '#' }] }],
      hasMember: [{ reference: '#c' }],
    });
    expect(triedAgainst({}, holder as object)).toEqual([]);
  }); // prettier-ignore

  it('is of the type that it says', () => {
    const document = bundle(
      [uuid(1), { resourceType: 'Patient', active: true }],
      [uuid(2), observation({ subject: { reference: uuid(1), type: 'Group' } })],
    );
    expect(triedAgainst({}, document)).toEqual(['reference-type Bundle.entry[1].resource.subject.type']);
  });
});

describe('what a reference must lead to', () => {
  const toNamed: Constraint = { elements: { subject: { targets: [named, 'Group'] } } };

  it('is a resource that conforms to one of the profiles, or is of one of the types', () => {
    const document = (patient: Resource): object => bundle([uuid(1), patient], [uuid(2), claiming(subject(uuid(1)))]);
    expect(triedWith(toNamed, document({ resourceType: 'Patient', name: [{ text: 'x' }] }))).toEqual([]);
    expect(triedWith(toNamed, document({ resourceType: 'Group', type: 'person', actual: true }))).toEqual([]);
    expect(triedWith(toNamed, document({ resourceType: 'Patient', active: true }))).toEqual([
      'reference-profile Bundle.entry[1].resource.subject.reference',
    ]);
    expect(triedWith(toNamed, document({ resourceType: 'Device', manufacturer: 'x' }))).toEqual([
      'reference-type Bundle.entry[1].resource.subject.reference',
    ]);
  });

  it('is told once: where the target claims the profile itself, at the target', () => {
    const patient = { resourceType: 'Patient', active: true, meta: { profile: [named] } };
    expect(triedWith(toNamed, bundle([uuid(1), patient], [uuid(2), claiming(subject(uuid(1)))]))).toEqual([
      'min Bundle.entry[0].resource.name',
    ]);
  });

  it('may lead in a circle', () => {
    const member = (to: number, status = 'final'): Resource => ({
      ...observation({ hasMember: [{ reference: uuid(to) }] }),
      status,
      meta: { profile: [cyclic] },
    });
    expect(triedWith({}, bundle([uuid(1), member(2)], [uuid(2), member(1)]))).toEqual([]);
    expect(triedWith({}, bundle([uuid(1), member(1)]))).toEqual([]);
    expect(triedWith({}, bundle([uuid(1), member(2)], [uuid(2), member(1, 'preliminary')]))).toEqual([
      'fixed-value Bundle.entry[1].resource.status',
    ]);
  });
});
