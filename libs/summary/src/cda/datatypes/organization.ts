import { child, element, textOf, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { Organization } from '../../model/party.js';
import { readAddresses, writeAddress } from './address.js';
import { readIdentifiers, writeIdentifier } from './identifier.js';
import { readTelecoms, writeTelecom } from './telecom.js';

/** Reads an organisation (`representedOrganization`, `scopingOrganization`, ...); undefined where it says nothing. */
export function readOrganization(source: XmlElement | undefined): Organization | undefined {
  if (source === undefined) return undefined;
  const name = textOf(child(source, 'name'));
  const organization: Organization = {
    identifiers: readIdentifiers(source),
    ...(name !== undefined && { name }),
    addresses: readAddresses(source),
    telecoms: readTelecoms(source),
  };
  const { identifiers, addresses, telecoms } = organization;
  return name === undefined && identifiers.length + addresses.length + telecoms.length === 0 ? undefined : organization;
}

/** Writes an organisation under the given element name. */
export function writeOrganization(name: string, organization: Organization): XmlOut {
  return element(
    name,
    {},
    organization.identifiers.map((identifier) => writeIdentifier('id', identifier)),
    organization.name === undefined ? element('name', { nullFlavor: 'NI' }) : element('name', {}, organization.name),
    organization.telecoms.map(writeTelecom),
    organization.addresses.map(writeAddress),
  );
}

/** Writes the custodian's organisation, which has at least one `id` and at most one `telecom` and `addr` (POCD_MT000040). */
export function writeCustodianOrganization(organization: Organization | undefined): XmlOut {
  const [telecom] = organization?.telecoms ?? [];
  const [address] = organization?.addresses ?? [];
  const identifiers = organization?.identifiers ?? [];
  const name = organization?.name;
  return element(
    'representedCustodianOrganization',
    {},
    identifiers.length === 0
      ? element('id', { nullFlavor: 'NI' })
      : identifiers.map((identifier) => writeIdentifier('id', identifier)),
    name === undefined ? element('name', { nullFlavor: 'NI' }) : element('name', {}, name),
    telecom === undefined ? undefined : writeTelecom(telecom),
    address === undefined ? undefined : writeAddress(address),
  );
}
