import type { Device, Practitioner, PractitionerRole, Reference } from 'fhir/r4.js';
import type { Participant } from '../../model/party.js';
import { absentElement, address, codeableConcept, contactPoint, humanName, identifiers } from '../datatypes/index.js';
import type { FhirWriting } from '../writing.js';
import { writeOrganization } from './organization.js';

/** Kinds of resource the element that refers to a participant allows beside Practitioner and PractitionerRole. */
export interface Allowed {
  readonly organization?: boolean;
  readonly device?: boolean;
}

/**
 * Adds a participant to the Bundle: a person as Practitioner, with a PractitionerRole where the person acts in a role
 * or for an organisation; software as Device; an organisation as itself. The same participant is added once.
 * @returns undefined where the participant says nothing
 */
export function writeParticipant(
  participant: Participant,
  writing: FhirWriting,
  allowed: Allowed = { organization: true },
): Reference | undefined {
  const { names, organization, software, role } = participant;
  const isPerson = names.length > 0 || (participant.identifiers.length > 0 && software === undefined);
  if (!isPerson && software !== undefined) return writeSoftware(participant, software, writing, allowed);
  if (!isPerson && organization === undefined && role === undefined) return undefined;
  if (!isPerson && organization !== undefined && role === undefined && allowed.organization === true) {
    return writeOrganization(organization, writing);
  }
  const practitioner = isPerson ? writePractitioner(participant, writing) : undefined;
  if (organization === undefined && role === undefined) return practitioner;
  const resource: PractitionerRole = {
    resourceType: 'PractitionerRole',
    practitioner,
    organization: organization === undefined ? undefined : writeOrganization(organization, writing),
    code: role === undefined ? undefined : [codeableConcept(role, writing.language)],
  };
  return { reference: writing.add(resource, `PractitionerRole/${placeOf(participant)}`) };
}

/** The name is demanded by IPS and EPS, so a person known by an identifier alone has a name that is absent. */
function writePractitioner(participant: Participant, writing: FhirWriting): Reference {
  const { names, telecoms, addresses } = participant;
  const resource: Practitioner = {
    resourceType: 'Practitioner',
    identifier: identifiers(participant.identifiers),
    name: names.length === 0 ? [absentElement('UNK')] : names.map(humanName),
    telecom: telecoms.map(contactPoint),
    address: addresses.map(address),
  };
  return { reference: writing.add(resource, `Practitioner/${placeOf(participant)}`) };
}

/** Where the element takes no Device, the name of the software is at least shown. */
function writeSoftware(participant: Participant, software: string, writing: FhirWriting, allowed: Allowed): Reference {
  if (allowed.device !== true) return { display: software };
  const { organization } = participant;
  const resource: Device = {
    resourceType: 'Device',
    identifier: identifiers(participant.identifiers),
    deviceName: [{ name: software, type: 'user-friendly-name' }],
    owner: organization === undefined ? undefined : writeOrganization(organization, writing),
  };
  return { reference: writing.add(resource, `Device/${placeOf(participant)}`) };
}

/** When someone took part is said by the element that refers to them, so it does not make them someone else. */
function placeOf(participant: Participant): string {
  return JSON.stringify({ ...participant, time: undefined });
}
