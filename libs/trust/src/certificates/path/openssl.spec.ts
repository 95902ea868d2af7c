import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { privateKeyPem } from '../../development-ca/index.js';
import { toPem } from '../../development-ca/der.js';
import { bits, extendedKeyUsageOf, keyUsageOf, make, type MadeCertificate } from '../../testing/certificate-maker.js';
import { makeCrl, serialOf } from '../../testing/crl-maker.js';
import { makeOcspResponse } from '../../testing/ocsp-maker.js';
import { opensslPresent } from '../../testing/openssl.js';
import { outcomeOf } from '../../testing/path-outcome.js';
import { fieldsOf } from '../fields/fields-of.js';
import { makeOcspRequest } from '../ocsp/make-request.js';

const day = 86_400_000;
const now = new Date(Math.floor(Date.now() / 1000) * 1000);
const valid = { validFrom: new Date(now.getTime() - day), validTo: new Date(now.getTime() + 30 * day) };
const lists = { thisUpdate: new Date(now.getTime() - 60_000), nextUpdate: new Date(now.getTime() + day) };

const root = make({ subject: 'Root', authority: true, ...valid });
const middle = make({ subject: 'Middle', authority: 0, issuer: root, ...valid });
const leaf = make({ issuer: middle, ...valid });
const server = make({
  issuer: middle,
  ...valid,
  extensions: [keyUsageOf(bits.digitalSignature), extendedKeyUsageOf(['1.3.6.1.5.5.7.3.1'])],
});

if (!opensslPresent && process.env['CI'] === 'true') throw new Error('CI needs the command openssl.');
const withOpenssl = opensslPresent ? describe : describe.skip;

withOpenssl('a second opinion of openssl', () => {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-openssl-'));
  const file = (name: string): string => join(folder, name);
  const openssl = (...parameters: readonly string[]) => {
    const { status, stdout, stderr } = spawnSync('openssl', parameters, { cwd: folder, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  };
  const pem = ({ certificate }: MadeCertificate): string => toPem('CERTIFICATE', certificate.der);

  beforeAll(() => {
    for (const [name, made] of Object.entries({ root, middle, leaf, server })) {
      writeFileSync(file(`${name}.pem`), pem(made));
      writeFileSync(file(`${name}.key`), privateKeyPem(made.key));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const verify = (...more: readonly string[]) =>
    openssl('verify', '-x509_strict', '-CAfile', 'root.pem', '-untrusted', 'middle.pem', ...more);

  it('takes the paths that we take, and reads the lists that we judge by', () => {
    expect(verify('leaf.pem')).toMatchObject({ status: 0 });
    expect(verify('-purpose', 'sslserver', 'server.pem')).toMatchObject({ status: 0 });
    const crls = [makeCrl({ issuer: root, ...lists }), makeCrl({ issuer: middle, ...lists })];
    writeFileSync(file('crls.pem'), crls.map((crl) => toPem('X509 CRL', crl)).join(''));
    expect(verify('-crl_check_all', '-CRLfile', 'crls.pem', 'leaf.pem')).toMatchObject({ status: 0 });
    expect(outcomeOf(leaf, [middle], [root], { revocation: 'required', crls, at: now })).toBe('valid');
  });

  it('refuses the certificate that a list revokes', () => {
    const revoked = [{ certificate: leaf, revokedAt: new Date(now.getTime() - 120_000) }];
    const crls = [makeCrl({ issuer: root, ...lists }), makeCrl({ issuer: middle, ...lists, revoked })];
    writeFileSync(file('revoking.pem'), crls.map((crl) => toPem('X509 CRL', crl)).join(''));
    const { status, output } = verify('-crl_check_all', '-CRLfile', 'revoking.pem', 'leaf.pem');
    expect(status).not.toBe(0);
    expect(output).toContain('revoked');
    expect(outcomeOf(leaf, [middle], [root], { revocation: 'required', crls, at: now })).toBe('PSR-3036');
  });

  it('answers our request, and we judge by its answer', () => {
    const links = [leaf, middle].map(({ certificate }) => {
      const fields = fieldsOf(certificate);
      if (!fields.ok) throw fields.error;
      return { certificate, fields: fields.value };
    });
    writeFileSync(file('request'), makeOcspRequest(links[0]!, links[1]!));
    for (const [flag, outcome] of [
      ['V', 'valid'],
      ['R', 'PSR-3036'],
    ] as const) {
      const serial = serialOf(leaf).toString('hex').toUpperCase();
      const revokedAt = flag === 'R' ? '260101000000Z' : '';
      writeFileSync(
        file('index.txt'),
        `${flag}\t491231235959Z\t${revokedAt}\t${serial}\tunknown\t/CN=Example signer\n`,
      );
      const { status, output } = openssl(
        ...['ocsp', '-index', 'index.txt', '-CA', 'middle.pem', '-rsigner', 'middle.pem', '-rkey', 'middle.key'],
        ...['-reqin', 'request', '-respout', 'response', '-nmin', '30'],
      );
      expect({ status, output: status === 0 ? '' : output }).toEqual({ status: 0, output: '' });
      const ocspResponses = [readFileSync(file('response'))];
      const crls = [makeCrl({ issuer: root, ...lists })];
      const at = new Date(Date.now() + 1000);
      expect(outcomeOf(leaf, [middle], [root], { revocation: 'required', ocspResponses, crls, at })).toBe(outcome);
    }
  });

  it('verifies the responses that our development responder makes', () => {
    const times = { producedAt: now, thisUpdate: now, nextUpdate: new Date(now.getTime() + 3_600_000) };
    writeFileSync(file('made'), makeOcspResponse({ certificate: leaf, issuer: middle, ...times }));
    const { output } = openssl(
      ...['ocsp', '-respin', 'made', '-issuer', 'middle.pem', '-cert', 'leaf.pem', '-CAfile', 'root.pem'],
      ...['-verify_other', 'middle.pem', '-no_nonce'],
    );
    expect(output).toContain('Response verify OK');
    expect(output).toContain('leaf.pem: good');
  });
});
