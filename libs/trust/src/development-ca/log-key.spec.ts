import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { encodeVerifierKey, newLogKey, verifierKey } from './log-key.js';
import { newPrivateKey, privateKeyPem } from './key-pair.js';

describe('encodeVerifierKey', () => {
  it('gives the published verifier key of the Go checksum database', () => {
    const published = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';
    const typed = Buffer.from('Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8', 'base64');
    expect(encodeVerifierKey('sum.golang.org', typed.subarray(1))).toBe(published);
  });

  it.each(['', 'a b', 'a+b', 'a\nb', 'a\u00a0b'])('refuses the origin %j', (origin) => {
    expect(() => encodeVerifierKey(origin, Buffer.alloc(32))).toThrow('origin');
  });
});

describe('verifierKey', () => {
  it('holds the public key of the log key', () => {
    const pem = newLogKey();
    const vkey = verifierKey('lu.passerelle.example/log', pem);
    const { x = '' } = createPublicKey(createPrivateKey(pem)).export({ format: 'jwk' });
    expect(vkey).toMatch(/^lu\.passerelle\.example\/log\+[0-9a-f]{8}\+A[A-Za-z0-9+/]{43}$/);
    expect(Buffer.from(vkey.slice(-44), 'base64').subarray(1).equals(Buffer.from(x, 'base64url'))).toBe(true);
  });

  it('refuses a key of another kind', () => {
    expect(() => verifierKey('log', privateKeyPem(newPrivateKey('ec-p256')))).toThrow('Ed25519');
  });
});
