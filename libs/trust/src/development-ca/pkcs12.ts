import { createHash, createHmac, randomBytes, X509Certificate, type KeyObject } from 'node:crypto';
import forge from 'node-forge';
import {
  fromDer,
  integer,
  nothing,
  objectIdentifier,
  octetString,
  sequence,
  set,
  tagged,
  toDer,
  type Asn1,
} from './der.js';

/** Object identifiers of RFC 7292 section 4 and RFC 2985. */
const oid = {
  data: '1.2.840.113549.1.7.1',
  x509Certificate: '1.2.840.113549.1.9.22.1',
  localKeyId: '1.2.840.113549.1.9.21',
  shroudedKeyBag: '1.2.840.113549.1.12.10.1.2',
  certificateBag: '1.2.840.113549.1.12.10.1.3',
  sha256: '2.16.840.1.101.3.4.2.1',
};
/** Rounds of the key derivation of the MAC; OpenSSL's own default. The key itself is protected by PBES2. */
const macRounds = 2048;

/**
 * Makes a PKCS#12 store (RFC 7292) with one private key, RSA or EC, and its chain. The key is encrypted with PBES2 and
 * AES-256 by node:crypto; the certificates are public and stay in the clear; a SHA-256 MAC protects the whole.
 * @param chain - PEM or DER, the certificate of the key first
 */
export function createPkcs12(key: KeyObject, chain: readonly (string | Uint8Array)[], password: string): Buffer {
  const certificates = chain.map((certificate) => new X509Certificate(certificate));
  const [own] = certificates;
  if (!own?.checkPrivateKey(key)) throw new Error('The first certificate of the chain is not the one of the key.');
  // Readers pair the key with its certificate by this attribute; the SHA-1 of the certificate is what they all write.
  const pairing = set(sequence(objectIdentifier(oid.localKeyId), set(octetString(sha1(own.raw)))));

  const encryptedKey = key.export({ type: 'pkcs8', format: 'der', cipher: 'aes-256-cbc', passphrase: password });
  const keyBag = sequence(objectIdentifier(oid.shroudedKeyBag), tagged(0, [fromDer(encryptedKey)]), pairing);
  const certificateBags = certificates.map((certificate, index) =>
    sequence(
      objectIdentifier(oid.certificateBag),
      tagged(0, [sequence(objectIdentifier(oid.x509Certificate), tagged(0, [octetString(certificate.raw)]))]),
      ...(index === 0 ? [pairing] : []),
    ),
  );
  const safe = toDer(sequence(dataContent(sequence(...certificateBags)), dataContent(sequence(keyBag))));
  return toDer(sequence(integer(3), dataContentOf(safe), macData(safe, password)));
}

function dataContent(content: Asn1): Asn1 {
  return dataContentOf(toDer(content));
}

function dataContentOf(octets: Uint8Array): Asn1 {
  return sequence(objectIdentifier(oid.data), tagged(0, [octetString(octets)]));
}

/** MacData, RFC 7292 section 4 with the key derivation of appendix B (purpose 3). */
function macData(safe: Uint8Array, password: string): Asn1 {
  const salt = randomBytes(8);
  const salted = forge.util.createBuffer(salt.toString('latin1'));
  const key = forge.pkcs12.generateKey(password, salted, 3, macRounds, 32, forge.md.sha256.create());
  const mac = createHmac('sha256', Buffer.from(key.getBytes(), 'latin1')).update(safe).digest();
  return sequence(
    sequence(sequence(objectIdentifier(oid.sha256), nothing()), octetString(mac)),
    octetString(salt),
    integer(macRounds),
  );
}

function sha1(octets: Uint8Array): Buffer {
  return createHash('sha1').update(octets).digest();
}
