import type { Device, Practitioner, PractitionerRole, Reference } from 'fhir/r4.js';
import type { Participant } from '../../model/party.js';
import { absentElement, address, codeableConcept, contactPoint, humanName, identifiers } from '../datatypes/index.js';
import type { FhirWriting } from '../writing.js';
import { isSameData } from '../../same-data.js';
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
  const known = knownAs(participant, writing);
  // The same few persons stand in most entries of a document, and their references are found without asking again.
  return (known.reference ??= writePerson(participant, isPerson, known.place, writing));
}

function writePerson(participant: Participant, isPerson: boolean, place: string, writing: FhirWriting): Reference {
  const { organization, role } = participant;
  if (organization === undefined && role === undefined) return writePractitioner(participant, place, writing);
  const makeRole = (): PractitionerRole => ({
    resourceType: 'PractitionerRole',
    practitioner: isPerson ? writePractitioner(participant, place, writing) : undefined,
    organization: organization === undefined ? undefined : writeOrganization(organization, writing),
    code: role === undefined ? undefined : [codeableConcept(role, writing.language)],
  });
  return { reference: writing.addOnce(`PractitionerRole/${place}`, makeRole) };
}

/** The name is demanded by IPS and EPS, so a person known by an identifier alone has a name that is absent. */
function writePractitioner(participant: Participant, place: string, writing: FhirWriting): Reference {
  const { names, telecoms, addresses } = participant;
  const make = (): Practitioner => ({
    resourceType: 'Practitioner',
    identifier: identifiers(participant.identifiers),
    name: names.length === 0 ? [absentElement('UNK')] : names.map(humanName),
    telecom: telecoms.map(contactPoint),
    address: addresses.map(address),
  });
  return { reference: writing.addOnce(`Practitioner/${place}`, make) };
}

/** Where the element takes no Device, the name of the software is at least shown. */
function writeSoftware(participant: Participant, software: string, writing: FhirWriting, allowed: Allowed): Reference {
  if (allowed.device !== true) return { display: software };
  const { organization } = participant;
  const make = (): Device => ({
    resourceType: 'Device',
    identifier: identifiers(participant.identifiers),
    deviceName: [{ name: software, type: 'user-friendly-name' }],
    owner: organization === undefined ? undefined : writeOrganization(organization, writing),
  });
  return { reference: writing.addOnce(`Device/${knownAs(participant, writing).place}`, make) };
}

/** When someone took part is said by the element that refers to them, so it does not make them someone else. */
function knownAs(participant: Participant, writing: FhirWriting): Written {
  let known = places.get(writing);
  if (known === undefined) places.set(writing, (known = new Map()));
  const [identifier] = participant.identifiers;
  const key = identifier?.value ?? participant.names[0]?.family[0] ?? '';
  const namesakes = known.get(key) ?? [];
  for (const each of namesakes) if (isSamePerson(each.participant, participant)) return each;
  const { time: _time, ...timeless } = participant;
  const written: Written = { participant, place: JSON.stringify(timeless) };
  known.set(key, [...namesakes, written]);
  return written;
}

/** Whether two participants are one but for the time. Asked part by part, what differs shows soonest. */
function isSamePerson(one: Participant, other: Participant): boolean {
  return (
    one.software === other.software &&
    isSameData(one.identifiers, other.identifiers) &&
    isSameData(one.names, other.names) &&
    isSameData(one.role, other.role) &&
    isSameData(one.telecoms, other.telecoms) &&
    isSameData(one.addresses, other.addresses) &&
    isSameData(one.organization, other.organization)
  );
}

/** Those a document has written already: the same few persons stand in most of its entries, and a comparison is cheap. */
const places = new WeakMap<FhirWriting, Map<string, readonly Written[]>>();

interface Written {
  readonly participant: Participant;
  readonly place: string;
  /** Of the person, or the person in a role, once it was written. */
  reference?: Reference;
}
