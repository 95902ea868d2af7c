import { attribute, element, textOf, type XmlElement, type XmlOut } from '@passerelle/xml';
import type { Address } from '../../model/party.js';
import { readNullFlavor } from './null-flavor.js';
import { usesOf } from './use.js';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Reads every `addr` (AD) of an element. An address that only says NI says nothing and is left out. */
export function readAddresses(parent: XmlElement | undefined): Address[] {
  const addresses: Address[] = [];
  for (const node of parent?.children ?? []) {
    if (typeof node === 'string' || node.local !== 'addr') continue;
    const address = readAddress(node);
    if (address !== undefined) addresses.push(address);
  }
  return addresses;
}

/**
 * Reads one address. Street name and house number become one line; parts that the model does not tell apart (post box,
 * precinct, county) become lines of their own, so that the postman still finds them.
 */
function readAddress(source: XmlElement): Address | undefined {
  const lines: string[] = [];
  const street: string[] = [];
  const address: Writable<Address> = { lines };
  for (const node of source.children) {
    if (typeof node === 'string' || node.local === 'useablePeriod') continue;
    const text = textOf(node);
    if (text === undefined) continue;
    if (node.local === 'postalCode' || node.local === 'city' || node.local === 'state' || node.local === 'country') {
      address[node.local] ??= text;
    } else if (node.local.startsWith('streetName') || node.local.startsWith('houseNumber')) {
      street.push(text);
    } else {
      lines.push(text);
    }
  }
  if (street.length > 0) lines.unshift(street.join(' '));
  const placed =
    lines.length > 0 || (address.postalCode ?? address.city ?? address.state ?? address.country) !== undefined;
  if (!placed) {
    const text = textOf(source);
    const absence = readNullFlavor(source);
    if (text !== undefined) lines.push(text);
    else if (absence === undefined || absence === 'NI') return undefined;
    else address.absence = absence;
  }
  const use = attribute(source, 'use');
  if (use !== undefined) address.use = use;
  return address;
}

/** Writes an address (AD). */
export function writeAddress(address: Address): XmlOut {
  return element(
    'addr',
    { use: usesOf('address', address.use), nullFlavor: address.absence },
    address.lines.map((line) => element('streetAddressLine', {}, line)),
    part('postalCode', address.postalCode),
    part('city', address.city),
    part('state', address.state),
    part('country', address.country),
  );
}

function part(name: string, text: string | undefined): XmlOut | undefined {
  return text === undefined ? undefined : element(name, {}, text);
}
