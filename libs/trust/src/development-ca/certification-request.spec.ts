import { describe, expect, it } from '@jest/globals';
import { openssl, opensslPresent } from '../testing/openssl.js';
import { createCertificationRequest } from './certification-request.js';
import { isWholeDer } from './der.js';
import { newPrivateKey } from './key-pair.js';

const subject = { country: 'LU', organization: 'Äxample', commonName: 'lu.passerelle.example' };
const body = (pem: string) => pem.split('\n').slice(1, -2).join('');
const octets = (pem: string) => Buffer.from(body(pem), 'base64');

describe('createCertificationRequest', () => {
  it('writes one DER value as PEM in lines of 64', () => {
    const pem = createCertificationRequest({ purpose: 'seal', subject, key: newPrivateKey('ec-p256') });
    expect(pem).toMatch(
      /^-----BEGIN CERTIFICATE REQUEST-----\n([A-Za-z0-9+/=]{1,64}\n)+-----END CERTIFICATE REQUEST-----\n$/,
    );
    expect(isWholeDer(octets(pem))).toBe(true);
    expect(isWholeDer(octets(pem).subarray(0, -1))).toBe(false);
  });
});

(opensslPresent ? describe : describe.skip)('openssl req', () => {
  it.each(['ec-p256', 'rsa-3072'] as const)('verifies the proof of possession of a %s key', (kind) => {
    const pem = createCertificationRequest({ purpose: 'tls', subject, key: newPrivateKey(kind) });
    const { status, output } = openssl({ 'r.pem': pem }, 'req', '-in', 'r.pem', '-verify', '-noout', '-text');
    expect(status).toBe(0);
    expect(output).toContain('verify OK');
    expect(output).toContain('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1');
    expect(output).toContain('TLS Web Client Authentication');
  });

  it('refuses a request that was altered', () => {
    const pem = createCertificationRequest({ purpose: 'seal', subject, key: newPrivateKey('ec-p256') });
    const altered = Buffer.from(octets(pem).toString('latin1').replace('lu.passerelle', 'pt.passerelle'), 'latin1');
    const { output } = openssl({ 'r.der': altered }, 'req', '-inform', 'DER', '-in', 'r.der', '-verify', '-noout');
    expect(output).not.toContain('verify OK');
  });
});
