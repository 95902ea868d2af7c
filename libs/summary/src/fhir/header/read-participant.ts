import type { Participant } from '../../model/party.js';
import {
  readAddresses,
  readCodeableConcept,
  readContactPoints,
  readHumanNames,
  readIdentifier,
  readIdentifiers,
} from '../datatypes/index.js';
import { objectOf, objectsOf, stated, stringOf } from '../narrowing.js';
import type { FhirReading } from '../reading.js';
import type { FhirResource } from '../resource.js';
import { readOrganization } from './organization.js';

/**
 * Reads whom a reference means: Practitioner, PractitionerRole, Organization, Device, Patient or RelatedPerson. A
 * reference that only shows a name or an identifier still names someone.
 * @param from - the resource that holds the reference
 * @returns undefined where nobody is named
 */
export function readParticipant(
  reference: unknown,
  reading: FhirReading,
  from?: FhirResource,
): Participant | undefined {
  const resource = reading.resolve(reference, from);
  if (resource !== undefined) return readAny(resource, reading);
  const source = objectOf(reference);
  const text = stringOf(source?.['display']);
  const identifier = readIdentifier(source?.['identifier']);
  if (text === undefined && identifier === undefined) return undefined;
  return {
    identifiers: identifier === undefined ? [] : [identifier],
    names: text === undefined ? [] : [{ family: [], given: [], text }],
    addresses: [],
    telecoms: [],
  };
}

/** Reads everyone whom a list of references, or of elements with an `actor`, names. */
export function readParticipants(value: unknown, reading: FhirReading, from: FhirResource): Participant[] {
  return objectsOf(value).flatMap((each) => readParticipant(each['actor'] ?? each, reading, from) ?? []);
}

/** Reads a participant by the type of its resource. */
function readAny(resource: FhirResource, reading: FhirReading): Participant {
  switch (resource.resourceType) {
    case 'PractitionerRole':
      return readRole(resource, reading);
    case 'Organization':
      return { identifiers: [], names: [], addresses: [], telecoms: [], organization: readOrganization(resource) };
    case 'Device':
      return readDevice(resource, reading);
    default:
      return readPerson(resource);
  }
}

/** Practitioner, Patient and RelatedPerson say who they are in the same elements. */
function readPerson(resource: FhirResource): Participant {
  return {
    identifiers: readIdentifiers(resource['identifier']),
    names: readHumanNames(resource['name']),
    addresses: readAddresses(resource['address']),
    telecoms: readContactPoints(resource['telecom']),
  };
}

/** A role speaks for its person: telephone numbers of the role stand beside those of the person. */
function readRole(resource: FhirResource, reading: FhirReading): Participant {
  const practitioner = reading.resolve(resource['practitioner'], resource);
  // A role whose practitioner is a role again could lead round in a circle.
  const isRole = practitioner?.resourceType === 'PractitionerRole';
  const person = isRole ? undefined : readParticipant(resource['practitioner'], reading, resource);
  const organization = reading.resolve(resource['organization'], resource);
  const shown = stringOf(objectOf(resource['organization'])?.['display']);
  const identifiers = person?.identifiers ?? [];
  return stated({
    identifiers: identifiers.length > 0 ? identifiers : readIdentifiers(resource['identifier']),
    names: person?.names ?? [],
    addresses: person?.addresses ?? [],
    telecoms: [...(person?.telecoms ?? []), ...readContactPoints(resource['telecom'])],
    role: readCodeableConcept(resource['code']) ?? readCodeableConcept(resource['specialty']),
    organization:
      organization?.resourceType === 'Organization'
        ? readOrganization(organization)
        : shown === undefined
          ? undefined
          : { identifiers: [], name: shown, addresses: [], telecoms: [] },
  });
}

/** The name of software, from wherever the producer put one. */
function readDevice(resource: FhirResource, reading: FhirReading): Participant {
  const owner = reading.resolve(resource['owner'], resource);
  const name = objectsOf(resource['deviceName'])
    .map((each) => stringOf(each['name']))
    .find((text) => text !== undefined);
  const type = readCodeableConcept(resource['type']);
  return stated({
    identifiers: readIdentifiers(resource['identifier']),
    names: [],
    addresses: [],
    telecoms: readContactPoints(resource['contact']),
    software:
      name ??
      stringOf(resource['modelNumber']) ??
      type?.text ??
      type?.coding?.display ??
      stringOf(resource['manufacturer']),
    organization: owner?.resourceType === 'Organization' ? readOrganization(owner) : undefined,
  });
}
