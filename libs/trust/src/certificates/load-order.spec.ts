import { describe, expect, it } from '@jest/globals';
import { identity } from '../testing/identities.js';
import { readCertificate } from './certificate.js';

describe('reading a certificate', () => {
  it('leaves node:tls whole for whoever loads it afterwards', async () => {
    const { certificatePem, keyPem } = identity('LU', 'tls');
    readCertificate(certificatePem);
    const { createSecureContext } = await import('node:tls');
    expect(createSecureContext({ cert: certificatePem, key: keyPem })).toBeDefined();
  });
});
