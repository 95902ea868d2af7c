import { objectIdentifier, printableString, sequence, set, utf8String, type Asn1 } from './der.js';

/** The names a certificate is made out to. */
export interface DistinguishedName {
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string;
  readonly organization: string;
  /** In the form of ETSI EN 319 412-1 section 5.1.4, such as `NTRLU-B123456`. */
  readonly organizationIdentifier?: string;
  readonly commonName: string;
}

/** The Name of RFC 5280 section 4.1.2.4, one attribute to a RDN, from the country down. A country is a PrintableString. */
export function encodeName(name: DistinguishedName): Asn1 {
  return sequence(
    attribute('2.5.4.6', printableString(name.country)),
    attribute('2.5.4.10', utf8String(name.organization)),
    ...(name.organizationIdentifier === undefined
      ? []
      : [attribute('2.5.4.97', utf8String(name.organizationIdentifier))]),
    attribute('2.5.4.3', utf8String(name.commonName)),
  );
}

function attribute(type: string, value: Asn1): Asn1 {
  return set(sequence(objectIdentifier(type), value));
}
