import { constants, createHash, privateEncrypt, randomBytes, type KeyObject } from 'node:crypto';

/** Digests that RSA signatures are made over. */
export type DigestName = 'sha256' | 'sha384' | 'sha512';

/** Head of the DigestInfo of each digest: AlgorithmIdentifier with NULL (RFC 8017 section 9.2, note 1). */
const digestInfoHeads: Readonly<Record<DigestName, Buffer>> = {
  sha256: Buffer.from('3031300d060960864801650304020105000420', 'hex'),
  sha384: Buffer.from('3041300d060960864801650304020205000430', 'hex'),
  sha512: Buffer.from('3051300d060960864801650304020305000440', 'hex'),
};

/** DigestInfo of a digest: what RSASSA-PKCS1-v1_5 pads and encrypts (RFC 8017 section 9.2). */
export function digestInfo(name: DigestName, digest: Uint8Array): Buffer {
  return Buffer.concat([digestInfoHeads[name], digest]);
}

/** RSASSA-PKCS1-v1_5 over a digest: octet for octet what `crypto.sign` makes over the octets. */
export function rsaPkcs1OverDigest(key: KeyObject, name: DigestName, digest: Uint8Array): Buffer {
  return privateEncrypt({ key, padding: constants.RSA_PKCS1_PADDING }, digestInfo(name, digest));
}

/**
 * RSASSA-PSS over a digest, salt as long as the digest, MGF1 with the same digest (RFC 7518 section 3.5). OpenSSL's own
 * PSS wants to digest by itself, so the padding is laid out here and OpenSSL does the private-key operation on it.
 */
export function rsaPssOverDigest(key: KeyObject, name: DigestName, digest: Uint8Array): Buffer {
  const bits = key.asymmetricKeyDetails?.modulusLength ?? 0;
  return privateEncrypt({ key, padding: constants.RSA_NO_PADDING }, pssEncoded(name, digest, bits));
}

/** EMSA-PSS-ENCODE (RFC 8017 section 9.1.1), with the leading zero octets that make it as long as the modulus. */
function pssEncoded(name: DigestName, digest: Uint8Array, modulusBits: number): Buffer {
  const length = Math.ceil((modulusBits - 1) / 8);
  const salt = randomBytes(digest.length);
  const hash = createHash(name).update(Buffer.alloc(8)).update(digest).update(salt).digest();
  const block = Buffer.alloc(length - hash.length - 1);
  block[block.length - salt.length - 1] = 0x01;
  salt.copy(block, block.length - salt.length);
  const mask = mgf1(name, hash, block.length);
  for (let at = 0; at < block.length; at++) block[at] = block[at]! ^ mask[at]!;
  block[0] = block[0]! & (0xff >> (8 * length - (modulusBits - 1)));
  const encoded = Buffer.concat([block, hash, Buffer.of(0xbc)]);
  return Buffer.concat([Buffer.alloc(Math.ceil(modulusBits / 8) - length), encoded]);
}

/** MGF1 (RFC 8017 appendix B.2.1). */
function mgf1(name: DigestName, seed: Buffer, length: number): Buffer {
  const parts: Buffer[] = [];
  for (let counter = 0, made = 0; made < length; counter++) {
    const number = Buffer.alloc(4);
    number.writeUInt32BE(counter);
    const part = createHash(name).update(seed).update(number).digest();
    parts.push(part);
    made += part.length;
  }
  return Buffer.concat(parts).subarray(0, length);
}
