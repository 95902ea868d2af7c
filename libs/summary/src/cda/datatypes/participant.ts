import { child, element, textOf, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { Participant } from '../../model/party.js';
import type { CdaReading } from '../reading.js';
import { readAddresses, writeAddress } from './address.js';
import { readCoded, writeCoded } from './coded.js';
import { readIdentifiers, writeIdentifier } from './identifier.js';
import { readPoint } from './interval.js';
import { readNames, writeName } from './name.js';
import { readOrganization, writeOrganization } from './organization.js';
import { nothingKnown, readTelecoms, writeTelecom } from './telecom.js';

/** Names of the elements inside a role: who plays it and whom it is played for. */
interface RoleNames {
  readonly person: string;
  readonly organization: string;
}

const namesOf: Readonly<Record<string, RoleNames>> = {
  assignedAuthor: { person: 'assignedPerson', organization: 'representedOrganization' },
  assignedEntity: { person: 'assignedPerson', organization: 'representedOrganization' },
  associatedEntity: { person: 'associatedPerson', organization: 'scopingOrganization' },
  guardian: { person: 'guardianPerson', organization: 'guardianOrganization' },
};

/**
 * Reads a person (or authoring device) in a role.
 * @param role - `assignedEntity`, `assignedAuthor`, `associatedEntity` or `guardian`
 */
export function readParticipant(role: XmlElement, reading: CdaReading): Participant {
  const names = namesOf[role.local] ?? namesOf['assignedEntity']!;
  const code = readCoded(child(role, 'code'), reading);
  const organization = readOrganization(child(role, names.organization));
  const device = child(role, 'assignedAuthoringDevice');
  const software = textOf(child(device, 'softwareName')) ?? textOf(child(device, 'manufacturerModelName'));
  return {
    identifiers: readIdentifiers(role),
    names: readNames(child(role, names.person)),
    addresses: readAddresses(role),
    telecoms: readTelecoms(role),
    ...(code !== undefined && { role: code }),
    ...(organization !== undefined && { organization }),
    ...(software !== undefined && { software }),
  };
}

/**
 * Reads a participation (`author`, `performer`, `legalAuthenticator`): the role inside it, its time, and the function
 * where one is stated, which says more of the person here than the code of the role.
 */
export function readParticipation(source: XmlElement, reading: CdaReading): Participant | undefined {
  const role = child(source, 'assignedEntity') ?? child(source, 'assignedAuthor');
  if (role === undefined) return undefined;
  const participant = readParticipant(role, reading);
  const time = child(source, 'time');
  const at = readPoint(time, reading) ?? readPoint(child(time, 'low'), reading);
  const functionCode = readCoded(child(source, 'functionCode'), reading);
  return {
    ...participant,
    ...(functionCode !== undefined && { role: functionCode }),
    ...(at !== undefined && { time: at }),
  };
}

/** Whether a participant says who it is, or at least in what role, so that writing it is worth an element. */
export function isNamed(participant: Participant): boolean {
  const { identifiers, names, organization, software, role } = participant;
  return identifiers.length + names.length > 0 || (organization ?? software ?? role?.coding) !== undefined;
}

/** What the place of a role asks for beyond what is known. */
export interface AssignedWriting {
  /** Writes address, telecom and name with nullFlavor NI where there is none, as the header's rules demand. */
  readonly complete?: boolean;
}

/**
 * Writes a person in a role: `assignedEntity`, `assignedAuthor` (both need an id, so NI is written where there is
 * none) or `associatedEntity`.
 */
export function writeAssignedEntity(
  name: string,
  participant: Participant,
  { complete = false }: AssignedWriting = {},
  attributes: Readonly<Record<string, string | undefined>> = {},
): XmlOut {
  const names = namesOf[name] ?? namesOf['assignedEntity']!;
  const { identifiers, role, addresses, telecoms, organization } = participant;
  return element(
    name,
    attributes,
    identifiers.map((identifier) => writeIdentifier('id', identifier)),
    identifiers.length === 0 && name.startsWith('assigned') ? element('id', { nullFlavor: 'NI' }) : undefined,
    role === undefined ? undefined : writeCoded('code', role),
    addresses.length === 0 && complete ? nothingKnown('addr') : addresses.map(writeAddress),
    telecoms.length === 0 && complete ? nothingKnown('telecom') : telecoms.map(writeTelecom),
    writePlayer(name, names.person, participant, complete),
    organization === undefined ? undefined : writeOrganization(names.organization, organization),
  );
}

function writePlayer(role: string, person: string, participant: Participant, complete: boolean): XmlOut | undefined {
  const { names, software, organization } = participant;
  if (names.length > 0) return element(person, {}, names.map(writeName));
  if (software !== undefined) {
    // Only an author can be a device; elsewhere the software's name is the best name there is.
    return role === 'assignedAuthor'
      ? element('assignedAuthoringDevice', {}, element('softwareName', {}, software))
      : element(person, {}, element('name', {}, software));
  }
  return complete && organization === undefined
    ? element(person, {}, element('name', { nullFlavor: 'NI' }))
    : undefined;
}
