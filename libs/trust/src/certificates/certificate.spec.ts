import { createHash, X509Certificate } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createDevelopmentCa, issueLeaf, newPrivateKey } from '../development-ca/index.js';
import { epoch, identity } from '../testing/identities.js';
import { readCertificate, readCertificates } from './certificate.js';

const lu = identity('LU', 'seal').certificatePem;
const pt = identity('PT', 'seal').certificatePem;

describe('readCertificate', () => {
  it('gives the same certificate from PEM text, PEM octets and DER', () => {
    const { raw } = new X509Certificate(lu);
    for (const source of [lu, Buffer.from(lu), raw]) {
      const certificate = readCertificate(source);
      expect(certificate.der.equals(raw)).toBe(true);
      expect(certificate.fingerprint).toBe(createHash('sha256').update(raw).digest('hex'));
      expect(certificate.thumbprint).toBe(createHash('sha256').update(raw).digest('base64url'));
    }
  });

  it('reads subject, validity and public key', () => {
    const certificate = readCertificate(lu);
    expect(certificate.subject).toEqual({ country: 'LU', organization: 'Example organisation', commonName: 'LU seal' });
    expect(certificate.validFrom.toISOString()).toBe('2026-11-23T11:55:00.000Z');
    expect(certificate.validTo.toISOString()).toBe('2027-11-23T12:00:00.000Z');
    expect(certificate.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1');
    expect(certificate.spki.equals(certificate.publicKey.export({ type: 'spki', format: 'der' }))).toBe(true);
  });

  it('is not misled by an organisation that looks like other attributes', () => {
    const subject = { country: 'PT', organization: 'x, C=LU\nC=LU + C=LU', commonName: 'C=LU/C=LU' };
    const pem = issueLeaf(
      createDevelopmentCa(epoch),
      { purpose: 'seal', subject, key: newPrivateKey('ec-p256') },
      epoch,
    );
    expect(readCertificate(pem).subject).toEqual(subject);
  });

  it.each([
    ['text that is no certificate', 'hello'],
    ['empty octets', new Uint8Array()],
    ['two certificates', lu + pt],
    ['a certificate cut off', lu.slice(0, 400)],
    ['a block whose octets are no certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n'],
    ['DER with a tail cut off', new X509Certificate(lu).raw.subarray(0, 200)],
    ['oversized octets', Buffer.concat([Buffer.of(0x30), Buffer.alloc(40_000)])],
  ])('refuses %s', (_name, source) => {
    expect(() => readCertificate(source)).toThrow(expect.objectContaining({ code: 'PSR-2010' }));
  });
});

describe('readCertificates', () => {
  it('reads a text of several in their order', () => {
    const countries = readCertificates(`old\n${lu}\nnew\n${pt}`).map(({ subject }) => subject.country);
    expect(countries).toEqual(['LU', 'PT']);
  });

  it('refuses a text in which one of several is damaged', () => {
    expect(() => readCertificates(lu + pt.replace('-----END', '-----EN'))).toThrow(
      expect.objectContaining({ code: 'PSR-2010' }),
    );
  });
});
