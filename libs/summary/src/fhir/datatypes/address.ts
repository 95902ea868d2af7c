import type { Address as FhirAddress } from 'fhir/r4.js';
import type { Address } from '../../model/party.js';
import { objectsOf, stated, stringOf, stringsOf } from '../narrowing.js';
import { dataAbsentReason, readDataAbsentReason } from './data-absent-reason.js';

// HL7 AddressUse and FHIR address-use. FHIR does not tell the primary home from a home.
const toFhir: Readonly<Record<string, FhirAddress['use']>> = {
  H: 'home',
  HP: 'home',
  HV: 'home',
  WP: 'work',
  TMP: 'temp',
};
const fromFhir: Readonly<Record<string, string>> = { home: 'H', work: 'WP', temp: 'TMP' };

/** A postal address; one that is only known to be missing says why. */
export function address(source: Address): FhirAddress {
  return {
    extension: source.absence === undefined ? undefined : [dataAbsentReason(source.absence)],
    use: source.use
      ?.split(' ')
      .map((use) => toFhir[use])
      .find((use) => use !== undefined),
    line: [...source.lines],
    city: source.city,
    state: source.state,
    postalCode: source.postalCode,
    country: source.country,
  };
}

/** Reads every address that says something. */
export function readAddresses(value: unknown): Address[] {
  const addresses: Address[] = [];
  for (const source of objectsOf(value)) {
    const parts = stated({
      postalCode: stringOf(source['postalCode']),
      city: stringOf(source['city']),
      state: stringOf(source['state']),
      country: stringOf(source['country']),
      absence: readDataAbsentReason(source),
    });
    const lines = [...stringsOf(source['line']), ...stringsOf(source['district'])];
    const text = stringOf(source['text']);
    if (lines.length === 0 && Object.keys(parts).length === 0) {
      if (text === undefined) continue;
      lines.push(text);
    }
    addresses.push(stated({ lines, ...parts, use: fromFhir[stringOf(source['use']) ?? ''] }));
  }
  return addresses;
}
