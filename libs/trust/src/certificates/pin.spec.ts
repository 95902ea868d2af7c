import { describe, expect, it } from '@jest/globals';
import { identity } from '../testing/identities.js';
import { pinOf, readPin, thumbprintOf } from './pin.js';
import { isPinned, pinnedByThumbprint } from './pinned.js';

const certificate = identity('LU', 'tls').key.certificate;
const other = identity('LU', 'tls').key.certificate;

describe('pins', () => {
  it('reads the colon form of openssl and plain hexadecimal alike', () => {
    const colons = (pinOf(certificate.der).toUpperCase().match(/../g) ?? []).join(':');
    expect(readPin(` ${colons}\n`)).toBe(certificate.fingerprint);
    expect(readPin(certificate.fingerprint)).toBe(certificate.fingerprint);
  });

  it.each(['', 'abcd', `${'0'.repeat(63)}g`, '0'.repeat(65)])('refuses %j as a pin', (text) => {
    expect(() => readPin(text)).toThrow(expect.objectContaining({ code: 'PSR-2010' }));
  });

  it('tells the pinned certificate from another one of the same subject', () => {
    expect(isPinned(certificate, [other.fingerprint, certificate.fingerprint])).toBe(true);
    expect(isPinned(certificate, [other.fingerprint])).toBe(false);
    expect(isPinned(certificate, [])).toBe(false);
  });

  it('finds a pinned certificate by its thumbprint only', () => {
    expect(pinnedByThumbprint(thumbprintOf(other.fingerprint), [certificate, other])).toBe(other);
    expect(pinnedByThumbprint(certificate.thumbprint, [other])).toBeUndefined();
    expect(pinnedByThumbprint(undefined, [other])).toBeUndefined();
    expect(pinnedByThumbprint(other.fingerprint, [other])).toBeUndefined();
  });
});
