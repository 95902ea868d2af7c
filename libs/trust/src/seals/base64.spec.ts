import { describe, expect, it } from '@jest/globals';
import { decodeBase64, decodeBase64url } from './base64.js';

describe('strict base64', () => {
  it('decodes what was encoded, also with wrapped lines', () => {
    const octets = Buffer.from(Array.from({ length: 200 }, (_, at) => at));
    expect(decodeBase64(octets.toString('base64'))).toEqual(octets);
    expect(decodeBase64(`\r\n ${octets.toString('base64').replace(/.{64}/g, '$&\r\n\t')}\n`)).toEqual(octets);
    expect(decodeBase64url(octets.toString('base64url'))).toEqual(octets);
  });

  // Buffer.from decodes each of these to the octets of another spelling.
  it.each(['', ' ', 'QQ', 'QQ=', 'QR==', 'QUI', 'QUI=QUI=', 'Q?Q=', 'QQ==QQ==', '-_-_', 'QQ==.'])(
    'refuses %j',
    (text) => {
      expect(decodeBase64(text)).toBeUndefined();
    },
  );

  it.each(['', 'QQ==', 'QR', 'Q Q', 'QQ\n', '+/+/', 'Q'])('refuses %j as base64url', (text) => {
    expect(decodeBase64url(text)).toBeUndefined();
  });
});
