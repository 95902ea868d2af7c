import { describe, expect, it } from '@jest/globals';
import { createDevelopmentCa, issueLeaf, newPrivateKey, type LeafPurpose } from '../development-ca/index.js';
import { epoch } from '../testing/identities.js';
import { openssl, opensslPresent } from '../testing/openssl.js';
import { chainsTo } from './anchored.js';
import { readCertificate, type Certificate } from './certificate.js';

const authority = createDevelopmentCa(epoch);
const namesake = createDevelopmentCa(epoch);
const key = newPrivateKey('ec-p256');
const subject = { country: 'PT', organization: 'Example organisation', commonName: 'PT' };
const issued = (purpose: LeafPurpose, by = authority): Certificate =>
  readCertificate(issueLeaf(by, { purpose, subject, key }, epoch));
const anchor = readCertificate(authority.certificatePem);
const otherAnchor = readCertificate(namesake.certificatePem);
const years = (count: number): Date => new Date(Date.UTC(2026 + count, 11, 1));

describe('chainsTo', () => {
  it('names the authority that issued a seal certificate, wherever it stands in the list', () => {
    expect(chainsTo(issued('seal'), [otherAnchor, anchor], epoch)).toBe(anchor);
  });

  it('finds no authority in an empty list', () => {
    expect(chainsTo(issued('seal'), [], epoch)).toBeUndefined();
  });

  it('is not misled by another authority of the same name', () => {
    expect(chainsTo(issued('seal', namesake), [anchor], epoch)).toBeUndefined();
  });

  it.each(['tls', 'token'] as const)('refuses the %s certificate of the same node', (purpose) => {
    expect(chainsTo(issued(purpose), [anchor], epoch)).toBeUndefined();
  });

  it('refuses a leaf as an authority, the certificate itself included', () => {
    const seal = issued('seal');
    expect(chainsTo(seal, [seal, issued('seal')], epoch)).toBeUndefined();
  });

  it('refuses the authority as a seal of its own', () => {
    expect(chainsTo(anchor, [anchor], epoch)).toBeUndefined();
  });

  it('asks for both certificates to be valid at the instant', () => {
    const seal = issued('seal');
    expect(chainsTo(seal, [anchor], new Date('2026-11-23T11:54:59Z'))).toBeUndefined();
    expect(chainsTo(seal, [anchor], new Date('2027-11-23T12:00:01Z'))).toBeUndefined();
    const late = readCertificate(issueLeaf(authority, { purpose: 'seal', subject, key }, years(4)));
    expect(chainsTo(late, [anchor], years(4))).toBe(anchor);
    expect(chainsTo(late, [anchor], years(5))).toBeUndefined();
  });

  it('refuses a certificate of which a single octet of the signature was changed', () => {
    const der = Buffer.from(issued('seal').der);
    der[der.length - 1]! ^= 1;
    expect(chainsTo(readCertificate(der), [anchor], epoch)).toBeUndefined();
  });

  const withOpenssl = opensslPresent ? it : it.skip;
  withOpenssl.each([
    ['sha256', true],
    ['sha1', false],
  ])('judges a certificate that openssl signed with %s', (digest, accepted) => {
    const { status, output } = openssl(
      { 'ca.pem': authority.certificatePem, 'ca.key': authority.keyPem },
      ...[
        'req',
        '-x509',
        `-${digest}`,
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        'key.pem',
        '-subj',
        '/C=PT/CN=seal',
      ],
      ...['-CA', 'ca.pem', '-CAkey', 'ca.key', '-days', '2', '-addext', 'keyUsage=critical,nonRepudiation'],
      ...['-addext', 'basicConstraints=critical,CA:FALSE'],
    );
    expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
    const certificate = readCertificate(output.slice(output.indexOf('-----BEGIN CERTIFICATE')));
    const at = new Date(Math.max(certificate.validFrom.getTime(), anchor.validFrom.getTime()) + 1000);
    expect(chainsTo(certificate, [anchor], at) === anchor).toBe(accepted);
  });
});
