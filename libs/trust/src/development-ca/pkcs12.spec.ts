import { createSecureContext } from 'node:tls';
import { describe, expect, it } from '@jest/globals';
import { openssl, opensslPresent } from '../testing/openssl.js';
import { createDevelopmentCa, issueLeaf } from './certificate-authority.js';
import { newPrivateKey, privateKeyPem } from './key-pair.js';
import { createPkcs12 } from './pkcs12.js';

const ca = createDevelopmentCa();
const subject = { country: 'LU', organization: 'o', commonName: 'lu' };
const password = 'Paßwort';
const kinds = ['ec-p256', 'rsa-3072'] as const;
const store = (kind: (typeof kinds)[number], secret: string) => {
  const key = newPrivateKey(kind);
  const leaf = issueLeaf(ca, { purpose: 'tls', subject, key });
  return { key, leaf, pfx: createPkcs12(key, [leaf, ca.certificatePem], secret) };
};

describe('createPkcs12', () => {
  it.each(kinds)('makes a store with a %s key that node:tls opens', (kind) => {
    const { pfx } = store(kind, 'development');
    expect(() => createSecureContext({ pfx, passphrase: 'development' })).not.toThrow();
  });

  it('does not open with another password or after a change', () => {
    const { pfx } = store('ec-p256', 'development');
    const altered = Buffer.from(pfx);
    altered[200] = altered[200]! ^ 0x01;
    expect(() => createSecureContext({ pfx, passphrase: 'other' })).toThrow(/mac verify failure/);
    expect(() => createSecureContext({ pfx: altered, passphrase: 'development' })).toThrow();
  });

  it('refuses a certificate of another key', () => {
    expect(() => createPkcs12(newPrivateKey('ec-p256'), [store('ec-p256', 'x').leaf], 'x')).toThrow(
      'not the one of the key',
    );
    expect(() => createPkcs12(newPrivateKey('ec-p256'), [], 'x')).toThrow('not the one of the key');
  });

  it('keeps the private key out of sight', () => {
    const { key, pfx } = store('ec-p256', 'development');
    const { d = '' } = key.export({ format: 'jwk' });
    expect(pfx.includes(Buffer.from(d, 'base64url'))).toBe(false);
  });
});

(opensslPresent ? describe : describe.skip)('openssl pkcs12', () => {
  it.each(kinds)('reads key, chain and algorithms of a %s store, whatever the password', (kind) => {
    const { key, leaf, pfx } = store(kind, password);
    const { status, output } = openssl(
      { 's.p12': pfx },
      'pkcs12',
      '-in',
      's.p12',
      '-info',
      '-nodes',
      '-passin',
      `pass:${password}`,
    );
    expect(status).toBe(0);
    expect(output).toContain('MAC: sha256');
    expect(output).toContain('Shrouded Keybag: PBES2, PBKDF2, AES-256-CBC');
    expect(output).toContain(privateKeyPem(key));
    expect(output).toContain(leaf);
    expect(output).toContain(ca.certificatePem);
  });
});
