import type { Organization as FhirOrganization, Reference } from 'fhir/r4.js';
import type { Organization } from '../../model/party.js';
import {
  absentElement,
  address,
  contactPoint,
  identifiers,
  readAddresses,
  readContactPoints,
  readIdentifiers,
} from '../datatypes/index.js';
import { stated, stringOf } from '../narrowing.js';
import type { FhirResource } from '../resource.js';
import type { FhirWriting } from '../writing.js';

/** Adds an organisation to the Bundle; the same one is added once. IPS and EPS demand a name, or the reason for none. */
export function writeOrganization(organization: Organization, writing: FhirWriting): Reference {
  const { name, addresses, telecoms } = organization;
  const make = (): FhirOrganization => ({
    resourceType: 'Organization',
    identifier: identifiers(organization.identifiers),
    name,
    _name: name === undefined ? absentElement('UNK') : undefined,
    telecom: telecoms.map(contactPoint).map(notAtHome),
    address: addresses.map(address).map(notAtHome),
  });
  return { reference: writing.addOnce(`Organization/${JSON.stringify(organization)}`, make) };
}

/** No address and no telephone of an organisation is its home (org-2, org-3). */
function notAtHome<T extends { use?: string | undefined }>(contact: T): T {
  return contact.use === 'home' ? { ...contact, use: undefined } : contact;
}

/** Reads an Organization. */
export function readOrganization(resource: FhirResource): Organization {
  return stated({
    identifiers: readIdentifiers(resource['identifier']),
    name: stringOf(resource['name']),
    addresses: readAddresses(resource['address']),
    telecoms: readContactPoints(resource['telecom']),
  });
}
