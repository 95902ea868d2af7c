import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readCertificate, type Certificate } from '../../certificates/certificate.js';
import type { LocalCustodyKey } from '../custody/custody-key.js';
import { keyObjectCustody } from '../custody/key-object-custody.js';
import type { SignatureAlgorithm } from '../signature-algorithms.js';
import { childrenOf, derOf, oidOf, octetsOf, unreadable, type Asn1 } from './asn1.js';
import { openAuthenticatedSafe } from './authenticated-safe.js';

/** Kinds of SafeBag (RFC 7292 section 4.2) and of certificate that are read; others are passed over. */
const keyBag = '1.2.840.113549.1.12.10.1.1';
const shroudedKeyBag = '1.2.840.113549.1.12.10.1.2';
const certificateBag = '1.2.840.113549.1.12.10.1.3';
const x509Certificate = '1.2.840.113549.1.9.22.1';

/** A store with a key and a chain has some kilobytes. */
const largestStore = 256 * 1024;

/**
 * The key of a PKCS#12 store. node-forge reads the container, whose older encryptions OpenSSL 3 does not open any more;
 * node:crypto reads the key and decides whether it belongs to the certificate.
 * @param octets - the store, as `openssl pkcs12 -export` writes it, `-legacy` or not
 * @throws PasserelleError PSR-3071 when the store cannot be opened or does not hold exactly one private key; PSR-3008 when
 * its key cannot be used; PSR-2010 when a certificate in it is malformed
 */
export function pkcs12Key(
  octets: Uint8Array,
  passphrase: string,
  options: { readonly algorithm?: SignatureAlgorithm } = {},
): LocalCustodyKey {
  if (octets.length > largestStore) throw unreadable(`it has more than ${largestStore} octets`);
  const bags = openAuthenticatedSafe(octets, passphrase).map(readBag);
  const keys = bags.filter(({ type }) => type === keyBag || type === shroudedKeyBag);
  const [only] = keys;
  if (only === undefined || keys.length > 1) throw unreadable(`it holds ${keys.length} private keys instead of one`);
  const key = readKey(only, passphrase);
  const certificates = bags.filter(({ type }) => type === certificateBag).map(({ value }) => certificateOf(value));
  return keyObjectCustody(key, ownFirst(certificates, key), options.algorithm);
}

interface Bag {
  readonly type: string;
  readonly value: Asn1;
}

function readBag(bag: Asn1): Bag {
  const [type, explicit] = childrenOf(bag);
  const [value] = childrenOf(explicit);
  if (value === undefined) throw unreadable('a bag in it is empty');
  return { type: oidOf(type), value };
}

function readKey({ type, value }: Bag, passphrase: string): KeyObject {
  const sealed = type === shroudedKeyBag ? { passphrase } : {};
  try {
    return createPrivateKey({ key: derOf(value), format: 'der', type: 'pkcs8', ...sealed });
  } catch (cause) {
    throw unreadable('its private key is encrypted in a way that is not known, or damaged', cause);
  }
}

function certificateOf(value: Asn1): Certificate {
  const [type, explicit] = childrenOf(value);
  if (oidOf(type) !== x509Certificate) throw unreadable('a certificate in it is not an X.509 certificate');
  return readCertificate(octetsOf(childrenOf(explicit)[0]));
}

/** The certificate of the key before the others, which stay in their order. */
function ownFirst(certificates: readonly Certificate[], key: KeyObject): readonly Certificate[] {
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  const own = certificates.filter((each) => each.spki.equals(spki));
  return [...own, ...certificates.filter((each) => !own.includes(each))];
}
