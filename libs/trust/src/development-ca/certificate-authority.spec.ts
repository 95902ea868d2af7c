import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { readCertificate } from '../certificates/certificate.js';
import { openssl, opensslPresent } from '../testing/openssl.js';
import { createDevelopmentCa, issueLeaf, readDevelopmentCa } from './certificate-authority.js';
import { newPrivateKey, type KeyKind } from './key-pair.js';
import type { LeafPurpose } from './purposes.js';

const now = new Date();
const ca = createDevelopmentCa(now);
const ecKey = newPrivateKey('ec-p256');
const rsaKey = newPrivateKey('rsa-3072');
const subject = {
  country: 'LU',
  organization: 'Agence d’exemple, Ä & Söhne',
  organizationIdentifier: 'NTRLU-B000000',
  commonName: 'lu.passerelle.example',
};
const leafPem = (purpose: LeafPurpose, kind: KeyKind = 'ec-p256', at = now) =>
  issueLeaf(ca, { purpose, subject, key: kind === 'ec-p256' ? ecKey : rsaKey, names: ['lu.passerelle.example'] }, at);
const leaf = (...parameters: Parameters<typeof leafPem>) => new X509Certificate(leafPem(...parameters));
const day = 24 * 60 * 60 * 1000;
const daysValid = (certificate: X509Certificate) =>
  Math.round((Date.parse(certificate.validTo) - Date.parse(certificate.validFrom)) / day);

describe('createDevelopmentCa', () => {
  it('makes a self-signed RSA-3072 authority of five years', () => {
    expect(ca.certificate.ca).toBe(true);
    expect(ca.certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(3072);
    expect(ca.certificate.verify(ca.certificate.publicKey)).toBe(true);
    expect(daysValid(ca.certificate)).toBeGreaterThanOrEqual(5 * 365);
    expect(daysValid(ca.certificate)).toBeLessThanOrEqual(5 * 366);
  });

  it('can be taken up again from its PEM texts, and only from a pair', () => {
    const again = readDevelopmentCa(ca.keyPem, ca.certificatePem);
    const issued = issueLeaf(again, { purpose: 'seal', subject, key: ecKey });
    expect(new X509Certificate(issued).verify(ca.certificate.publicKey)).toBe(true);
    expect(() => readDevelopmentCa(createDevelopmentCa().keyPem, ca.certificatePem)).toThrow('not the key');
  });

  it('uses GeneralizedTime from the year 2050 on', () => {
    const late = createDevelopmentCa(new Date('2047-06-01T00:00:00Z')).certificate;
    expect(late.validTo).toBe('Jun  1 00:00:00 2052 GMT');
    expect(late.raw.includes(Buffer.from('20520601000000Z'))).toBe(true);
    expect(late.raw.includes(Buffer.from('470531235500Z'))).toBe(true);
  });
});

describe('issueLeaf', () => {
  it.each(['tls', 'seal', 'token'] as const)('issues a %s certificate for P-256 and RSA keys', (purpose) => {
    for (const kind of ['ec-p256', 'rsa-3072'] as const) {
      const certificate = leaf(purpose, kind);
      expect(certificate.checkPrivateKey(kind === 'ec-p256' ? ecKey : rsaKey)).toBe(true);
      expect(certificate.checkIssued(ca.certificate)).toBe(true);
      expect(certificate.verify(ca.certificate.publicKey)).toBe(true);
      expect(certificate.ca).toBe(false);
      expect(daysValid(certificate)).toBeGreaterThanOrEqual(365);
      expect(daysValid(certificate)).toBeLessThanOrEqual(366);
    }
  });

  it('makes the subject out as given, in UTF-8', () => {
    expect(readCertificate(leafPem('seal')).subject).toEqual(subject);
  });

  it('names localhost in both address families beside the given host', () => {
    const certificate = leaf('tls');
    for (const host of ['localhost', 'lu.passerelle.example']) expect(certificate.checkHost(host)).toBe(host);
    for (const address of ['127.0.0.1', '::1']) expect(certificate.checkIP(address)).toBeDefined();
    expect(certificate.checkHost('pt.passerelle.example')).toBeUndefined();
    expect(leaf('seal').subjectAltName).toBeUndefined();
  });

  it('gives every certificate a positive serial number of 20 octets', () => {
    const serials = Array.from({ length: 20 }, () => leaf('seal').serialNumber);
    expect(new Set(serials).size).toBe(serials.length);
    for (const serial of serials) expect(serial).toMatch(/^[4-7][0-9A-F]{39}$/);
  });

  it('writes key usage as DER does: no more bits than the last one set', () => {
    // BIT STRING of one octet: 6 unused bits and 0xc0 for the first two usages, 7 and 0x80 for the first alone.
    expect(leaf('seal').raw.includes(Buffer.from('030206c0', 'hex'))).toBe(true);
    expect(leaf('token').raw.includes(Buffer.from('03020780', 'hex'))).toBe(true);
  });

  it('does not outlive its authority', () => {
    const late = new Date(Date.parse(ca.certificate.validTo) - 40 * day);
    expect(leaf('seal', 'ec-p256', late).validTo).toBe(ca.certificate.validTo);
  });
});

(opensslPresent ? describe : describe.skip)('openssl', () => {
  it.each([
    ['tls', 'ec-p256', 'sslserver'],
    ['tls', 'ec-p256', 'sslclient'],
    ['tls', 'rsa-3072', 'sslserver'],
    ['seal', 'ec-p256', 'any'],
    ['seal', 'rsa-3072', 'any'],
    ['token', 'ec-p256', 'any'],
  ] as const)('verifies %s %s strictly for %s', (purpose, kind, use) => {
    const files = { 'ca.pem': ca.certificatePem, 'leaf.pem': leafPem(purpose, kind) };
    const { output } = openssl(files, 'verify', '-x509_strict', '-purpose', use, '-CAfile', 'ca.pem', 'leaf.pem');
    expect(output).toBe('leaf.pem: OK\n');
  });

  it('refuses a leaf under another authority and a leaf as an authority', () => {
    const sub = issueLeaf(
      { ...ca, privateKey: ecKey, certificate: leaf('seal'), certificatePem: leafPem('seal') },
      { purpose: 'seal', subject, key: rsaKey },
    );
    const files = {
      'ca.pem': ca.certificatePem,
      'other.pem': createDevelopmentCa().certificatePem,
      'leaf.pem': leafPem('seal'),
      'sub.pem': sub,
    };
    expect(openssl(files, 'verify', '-CAfile', 'other.pem', 'leaf.pem').status).not.toBe(0);
    expect(openssl(files, 'verify', '-CAfile', 'ca.pem', '-untrusted', 'leaf.pem', 'sub.pem').status).not.toBe(0);
  });

  it('reads the extensions with their criticality', () => {
    const print = (pem: string) => openssl({ 'c.pem': pem }, 'x509', '-in', 'c.pem', '-noout', '-text').output;
    const authority = print(ca.certificatePem);
    expect(authority).toMatch(/Basic Constraints: critical\s+CA:TRUE, pathlen:0\n/);
    expect(authority).toMatch(/X509v3 Key Usage: critical\s+Certificate Sign, CRL Sign\n/);
    const seal = print(leafPem('seal'));
    expect(seal).toMatch(/Basic Constraints: critical\s+CA:FALSE\n/);
    expect(seal).toMatch(/X509v3 Key Usage: critical\s+Digital Signature, Non Repudiation\n/);
    expect(seal).toContain('Signature Algorithm: sha256WithRSAEncryption');
    expect(seal).toContain('Subject Key Identifier');
    expect(seal).toContain('Authority Key Identifier');
    expect(seal).not.toContain('Extended Key Usage');
    const tls = print(leafPem('tls'));
    expect(tls).toMatch(/Extended Key Usage: \s+TLS Web Server Authentication, TLS Web Client Authentication\n/);
  });
});
