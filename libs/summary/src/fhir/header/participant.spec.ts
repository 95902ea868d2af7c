import { describe, expect, it } from '@jest/globals';
import type { FhirResource as R4Resource } from 'fhir/r4.js';
import type { Participant } from '../../model/party.js';
import { BundleIndex } from '../read/bundle-index.js';
import { BundleWriter } from '../write/bundle-writer.js';
import { readParticipant } from './read-participant.js';
import { writeParticipant, type Allowed } from './write-participant.js';

const nobody: Participant = { identifiers: [], names: [], addresses: [], telecoms: [] };
const doctor: Participant = {
  ...nobody,
  identifiers: [{ system: 'urn:oid:1.3.182.4.1', value: '19' }],
  names: [{ family: ['INVENTÉE'], given: ['Inès'] }],
  telecoms: [{ value: 'tel:+352-1', use: 'WP' }],
};
const practice = {
  identifiers: [],
  name: 'Cabinet fictif',
  addresses: [],
  telecoms: [{ value: 'tel:+352-2', use: 'WP' }],
};
const role = { coding: { system: 'urn:oid:2.16.840.1.113883.2.9.6.2.7', code: '221', display: 'Medical doctors' } };

function write(participant: Participant, allowed?: Allowed): { types: string[]; again: Participant | undefined } {
  const writer = new BundleWriter({ document: { system: '', value: 'test' } });
  const reference = writeParticipant(participant, writer, allowed);
  const index = new BundleIndex(JSON.parse(JSON.stringify({ entry: writer.entries })) as Record<string, unknown>);
  const resources = writer.entries.map(({ resource }) => resource as R4Resource);
  return { types: resources.map(({ resourceType }) => resourceType), again: readParticipant(reference, index) };
}

describe('participants', () => {
  it.each<[string, Participant, string[]]>([
    ['a person', doctor, ['Practitioner']],
    [
      'a person of an organisation',
      { ...doctor, organization: practice },
      ['Practitioner', 'Organization', 'PractitionerRole'],
    ],
    ['a person in a role', { ...doctor, role }, ['Practitioner', 'PractitionerRole']],
    ['an organisation', { ...nobody, organization: practice }, ['Organization']],
    ['a person known by an identifier', { ...nobody, identifiers: doctor.identifiers }, ['Practitioner']],
    ['a role of nobody known', { ...nobody, role }, ['PractitionerRole']],
  ])('give back %s', (_what, participant, types) => {
    expect(write(participant)).toEqual({ types, again: participant });
  });

  it('write software as Device only where the element allows one', () => {
    const software: Participant = { ...nobody, software: 'DSP', organization: practice };
    expect(write(software, { device: true })).toEqual({ types: ['Organization', 'Device'], again: software });
    expect(write(software).again?.names).toEqual([{ family: [], given: [], text: 'DSP' }]);
  });

  it('write an organisation as a role where the element allows persons only', () => {
    expect(write({ ...nobody, organization: practice }, {}).types).toEqual(['Organization', 'PractitionerRole']);
  });

  it('never put an organisation at home (org-3)', () => {
    const writer = new BundleWriter({ document: { system: '', value: 'test' } });
    const home = { ...practice, telecoms: [{ value: 'tel:+352-2', use: 'H' }] };
    writeParticipant({ ...nobody, organization: home }, writer);
    expect(JSON.stringify(writer.entries)).not.toContain('"home"');
  });

  it('do not run in a circle when a role is its own practitioner', () => {
    const circle = {
      resourceType: 'PractitionerRole',
      id: 'r',
      practitioner: { reference: 'urn:uuid:r' },
      code: [{ text: 'x' }],
    };
    const index = new BundleIndex({ entry: [{ fullUrl: 'urn:uuid:r', resource: circle }] });
    expect(readParticipant({ reference: 'urn:uuid:r' }, index)?.role).toEqual({ text: 'x' });
  });

  it('read nobody from a reference that names nobody', () => {
    expect(readParticipant({ reference: 'Practitioner/none' }, new BundleIndex({}))).toBeUndefined();
  });
});
