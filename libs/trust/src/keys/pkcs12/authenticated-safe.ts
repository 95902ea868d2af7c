import { createHmac, timingSafeEqual } from 'node:crypto';
import forge from 'node-forge';
import { asn1Of, binary, childrenOf, integerOf, oidOf, octetsOf, unreadable, type Asn1 } from './asn1.js';
import { limitIterations } from './iterations.js';

/** Password-based encryption of forge, which its types leave out. */
const { pbe } = forge.pki as unknown as {
  pbe: { getCipher(scheme: string, parameters: Asn1, secret: string): forge.cipher.BlockCipher };
};

/** Object identifiers of RFC 7292, RFC 5652 and RFC 8018. */
const data = '1.2.840.113549.1.7.1';
const encryptedData = '1.2.840.113549.1.7.6';
const pbes2 = '1.2.840.113549.1.5.13';

/** Digests a store may be protected with; SHA-1 is what `openssl pkcs12 -legacy` and older software write. */
const macDigests = new Map([
  ['1.3.14.3.2.26', { name: 'sha1', length: 20 }],
  ['2.16.840.1.101.3.4.2.1', { name: 'sha256', length: 32 }],
  ['2.16.840.1.101.3.4.2.2', { name: 'sha384', length: 48 }],
  ['2.16.840.1.101.3.4.2.3', { name: 'sha512', length: 64 }],
] as const);

/**
 * Opens a PKCS#12 store (RFC 7292): checks its MAC, then decrypts its contents.
 * @param octets - the store, DER or BER
 * @returns its SafeBags, whose keys are still encrypted
 * @throws PasserelleError PSR-3071 when it is damaged, has no MAC, the passphrase is wrong, or asks for an algorithm or an
 * effort that is not allowed
 */
export function openAuthenticatedSafe(octets: Uint8Array, passphrase: string): readonly Asn1[] {
  const [version, authSafe, macData] = childrenOf(asn1Of(octets));
  if (version === undefined || integerOf(version) !== 3) throw unreadable('it is not a PKCS#12 store of version 3');
  const content = contentOf(authSafe, data);
  if (macData === undefined) throw unreadable('it has no MAC, so nobody can tell whether it was altered');
  checkMac(macData, content, passphrase);
  return childrenOf(asn1Of(content)).flatMap((info) => childrenOf(asn1Of(plainContent(info, passphrase))));
}

/** The octets of a ContentInfo of a type. */
function contentOf(info: Asn1 | undefined, type: string): Buffer {
  const [oid, explicit] = childrenOf(info);
  if (oidOf(oid) !== type) throw unreadable('its parts are not protected by a passphrase');
  return octetsOf(childrenOf(explicit)[0]);
}

/** RFC 7292 section 4 and appendix B: HMAC over the contents, keyed from the passphrase. */
function checkMac(macData: Asn1, content: Buffer, passphrase: string): void {
  const [mac, salt, iterations] = childrenOf(macData);
  const [algorithm, digest] = childrenOf(mac);
  const known = macDigests.get(oidOf(childrenOf(algorithm)[0]) as never);
  if (known === undefined) throw unreadable('its MAC uses another digest than SHA-1, SHA-256, SHA-384 or SHA-512');
  // The default of 1 is of 1996 and is refused by no reader; the effort protects the passphrase, not the store.
  const rounds = iterations === undefined ? 1 : limitIterations(integerOf(iterations));
  const key = forge.pkcs12.generateKey(
    passphrase,
    forge.util.createBuffer(binary(octetsOf(salt))),
    3,
    rounds,
    known.length,
    forge.md[known.name].create(),
  );
  const made = createHmac(known.name, Buffer.from(key.getBytes(), 'latin1')).update(content).digest();
  const stated = octetsOf(digest);
  if (made.length !== stated.length || !timingSafeEqual(made, stated)) {
    throw unreadable('its MAC does not verify: the passphrase is wrong or the store was altered');
  }
}

/** The SafeContents of one part: in the clear or encrypted with the passphrase. */
function plainContent(info: Asn1, passphrase: string): Buffer {
  if (oidOf(childrenOf(info)[0]) !== encryptedData) return contentOf(info, data);
  const [, explicit] = childrenOf(info);
  const [, encrypted] = childrenOf(childrenOf(explicit)[0]);
  const [, algorithm, content] = childrenOf(encrypted);
  const [scheme, parameters] = childrenOf(algorithm);
  const oid = oidOf(scheme);
  if (parameters === undefined) throw unreadable('its encryption has no parameters');
  limitIterations(iterationsOf(oid, parameters));
  // PBES2 takes the octets of the passphrase (UTF-8), the older schemes its characters (RFC 7292 appendix B.1).
  const secret = oid === pbes2 ? binary(Buffer.from(passphrase, 'utf8')) : passphrase;
  try {
    const cipher = pbe.getCipher(oid, parameters, secret);
    cipher.update(forge.util.createBuffer(binary(octetsOf(content))));
    if (!cipher.finish()) throw unreadable('a part of it does not decrypt');
    return Buffer.from(cipher.output.getBytes(), 'latin1');
  } catch (cause) {
    throw unreadable('a part of it does not decrypt, or is encrypted in a way that is not known', cause);
  }
}

/** Rounds of key derivation that an encryption asks for. */
function iterationsOf(scheme: string, parameters: Asn1): number {
  if (scheme !== pbes2) return integerOf(childrenOf(parameters)[1]);
  const [derivation] = childrenOf(parameters);
  return integerOf(childrenOf(childrenOf(derivation)[1])[1]);
}
