import { createHmac, createSecretKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { newSecretKey, readSecretKey } from '../keys/secret-key.js';
import { lookupKey, pseudonym, pseudonymSecret } from './pseudonym.js';

const secret = readSecretKey('0f'.repeat(32));
const identifier = { system: 'urn:oid:1.3.182.4.4', value: '1893120105732' };

describe('lookupKey', () => {
  it('is HMAC-SHA256 of the identifier pair under the secret', () => {
    const expected = createHmac('sha256', Buffer.alloc(32, 0x0f))
      .update('["lookup","urn:oid:1.3.182.4.4","1893120105732"]')
      .digest('hex');
    expect(lookupKey(secret, identifier)).toBe(expected);
  });

  it('differs with the secret, the system and the value', () => {
    const keys = [
      lookupKey(secret, identifier),
      lookupKey(newSecretKey(), identifier),
      lookupKey(secret, { ...identifier, system: 'urn:oid:1.3.182.4.5' }),
      lookupKey(secret, { ...identifier, value: '1893120105733' }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('does not confuse a system and value that join to the same text', () => {
    expect(lookupKey(secret, { system: 'a","b', value: 'c' })).not.toBe(
      lookupKey(secret, { system: 'a', value: 'b","c' }),
    );
  });

  it('refuses a secret that is too short', () => {
    expect(() => lookupKey(createSecretKey(Buffer.alloc(8)), identifier)).toThrow(
      expect.objectContaining({ code: 'PSR-3010' }),
    );
  });
});

describe('pseudonym', () => {
  it('stays the same for a person and differs between persons and uses', () => {
    const own = pseudonymSecret(newSecretKey());
    expect(pseudonym(own, identifier)).toBe(pseudonym(own, { ...identifier }));
    expect(pseudonym(pseudonymSecret(newSecretKey()), identifier)).not.toBe(pseudonym(own, identifier));
    expect(lookupKey(own, identifier)).not.toBe(pseudonym(own, identifier));
  });

  it('derives its secret from the person key without being it', () => {
    const personKey = newSecretKey();
    expect(pseudonymSecret(personKey).equals(pseudonymSecret(personKey))).toBe(true);
    expect(pseudonymSecret(personKey).equals(personKey)).toBe(false);
  });
});
