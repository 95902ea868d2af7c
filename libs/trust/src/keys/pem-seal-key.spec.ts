import { constants, createPrivateKey, generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createDevelopmentCa, issueLeaf, privateKeyPem } from '../development-ca/index.js';
import { epoch, identity } from '../testing/identities.js';
import { verifiesSignature } from '../seals/signature-value.js';
import { pemSealKey } from './pem-seal-key.js';

const octets = Buffer.from('exactly these octets');
const ec = identity('LU', 'seal');
const rsa = identity('LU', 'seal', 'rsa-3072');
const ca = createDevelopmentCa(epoch);
const subject = { country: 'LU', organization: 'o', commonName: 'c' };
const pair = (key: KeyObject): [string, string] => [
  privateKeyPem(key),
  issueLeaf(ca, { purpose: 'seal', subject, key }, epoch),
];

describe('pemSealKey', () => {
  it('signs ES256 with r and s one after the other', () => {
    const signature = ec.key.sign(octets);
    expect(ec.key.algorithm).toBe('ES256');
    expect(signature).toHaveLength(64);
    expect(verify('sha256', octets, { key: ec.key.certificate.publicKey, dsaEncoding: 'ieee-p1363' }, signature)).toBe(
      true,
    );
  });

  it('signs RS256 with an RSA key', () => {
    expect(rsa.key.algorithm).toBe('RS256');
    expect(verify('sha256', octets, rsa.key.certificate.publicKey, rsa.key.sign(octets))).toBe(true);
  });

  it('signs PS256 with a salt of 32 octets when told to', () => {
    const pss = pemSealKey(rsa.keyPem, rsa.certificatePem, { rsaAlgorithm: 'PS256' });
    const key = { key: pss.certificate.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 };
    expect(pss.algorithm).toBe('PS256');
    expect(verify('sha256', octets, key, pss.sign(octets))).toBe(true);
  });

  it.each(['RS384', 'RS512', 'PS384', 'PS512'] as const)('signs %s when told to', (rsaAlgorithm) => {
    const key = pemSealKey(rsa.keyPem, rsa.certificatePem, { rsaAlgorithm });
    expect(verifiesSignature(octets, key.sign(octets), key.certificate.publicKey, rsaAlgorithm)).toBe(true);
  });

  it('signs ES384 with a P-384 key', () => {
    const { key } = identity('LU', 'seal', 'ec-p384');
    expect(key.algorithm).toBe('ES384');
    expect(key.sign(octets)).toHaveLength(96);
    expect(verifiesSignature(octets, key.sign(octets), key.certificate.publicKey, 'ES384')).toBe(true);
  });

  it('signs ES256 with an EC key whatever RSA keys are to do', () => {
    expect(pemSealKey(ec.keyPem, ec.certificatePem, { rsaAlgorithm: 'PS256' }).algorithm).toBe('ES256');
  });

  it('takes the first certificate of a chain', () => {
    const key = pemSealKey(ec.keyPem, ec.certificatePem + rsa.certificatePem);
    expect(key.certificateDer).toEqual(ec.key.certificate.der);
  });

  it('opens an encrypted key with its passphrase and refuses it without', () => {
    const encrypted = createPrivateKey(ec.keyPem)
      .export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open' })
      .toString();
    expect(pemSealKey(encrypted, ec.certificatePem, { passphrase: 'open' }).algorithm).toBe('ES256');
    expect(() => pemSealKey(encrypted, ec.certificatePem)).toThrow(expect.objectContaining({ code: 'PSR-3008' }));
    expect(() => pemSealKey(encrypted, ec.certificatePem, { passphrase: 'shut' })).toThrow(
      expect.objectContaining({ code: 'PSR-3008' }),
    );
  });

  it.each([
    ['an RSA key of 2048 bits', () => generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey],
    ['a key on P-521', () => generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey],
    ['a key on secp256k1', () => generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).privateKey],
    ['an Ed25519 key', () => generateKeyPairSync('ed25519').privateKey],
  ])('refuses %s', (_name, generate) => {
    const key = generate();
    const certificate = key.asymmetricKeyType === 'ed25519' ? ec.certificatePem : pair(key)[1];
    expect(() => pemSealKey(privateKeyPem(key), certificate)).toThrow(expect.objectContaining({ code: 'PSR-3008' }));
  });

  it('refuses a certificate of another key', () => {
    const other = identity('LU', 'seal');
    expect(() => pemSealKey(ec.keyPem, other.certificatePem)).toThrow(expect.objectContaining({ code: 'PSR-3008' }));
  });

  it('refuses text that is no key and text that is no certificate', () => {
    expect(() => pemSealKey('no key', ec.certificatePem)).toThrow(expect.objectContaining({ code: 'PSR-3008' }));
    expect(() => pemSealKey(ec.keyPem, 'no certificate')).toThrow(expect.objectContaining({ code: 'PSR-2010' }));
  });

  it('shows nothing of the key when it is printed', () => {
    expect(JSON.stringify(ec.key)).not.toContain('PRIVATE');
    expect(Object.values(ec.key)).not.toContain(ec.keyPem);
  });
});
