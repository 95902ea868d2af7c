import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { checkSecretKey, newSecretKey, readSecretKey } from './secret-key.js';

const hex = '00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff';

describe('readSecretKey', () => {
  it('reads 64 hexadecimal characters of a file, in either case', () => {
    expect(readSecretKey(`${hex}\n`).export().toString('hex')).toBe(hex);
    expect(readSecretKey(hex.toUpperCase()).export().toString('hex')).toBe(hex);
  });

  it.each(['', hex.slice(1), `${hex}0`, `${hex.slice(2)}zz`])('refuses %j', (text) => {
    expect(() => readSecretKey(text)).toThrow(expect.objectContaining({ code: 'PSR-3010' }));
  });

  it('does not repeat the text it refuses', () => {
    const secret = hex.slice(1);
    expect(() => readSecretKey(secret)).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining(secret) }),
    );
  });
});

describe('checkSecretKey', () => {
  it('lets 32 secret octets through', () => {
    const key = newSecretKey();
    expect(checkSecretKey(key)).toBe(key);
  });

  it('refuses shorter secrets and private keys', () => {
    for (const key of [createSecretKey(Buffer.alloc(16)), generateKeyPairSync('ed25519').privateKey]) {
      expect(() => checkSecretKey(key)).toThrow(expect.objectContaining({ code: 'PSR-3010' }));
    }
  });
});
