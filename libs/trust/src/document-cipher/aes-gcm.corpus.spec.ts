import { createSecretKey } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { hex, judgeWycheproof } from '../../../../test/support/wycheproof.js';
import { openGcm, sealGcm } from './aes-gcm.js';

it('Wycheproof aes_gcm with our lengths of key, nonce and tag: none wrong', () => {
  const run = judgeWycheproof('aes_gcm', ({ key, iv, aad, msg, ct, tag, result }, { keySize, ivSize, tagSize }) => {
    if (keySize !== 256 || ivSize !== 96 || tagSize !== 128) return undefined;
    const secret = createSecretKey(hex(key));
    const frame = { nonce: hex(iv), ciphertext: hex(ct), tag: hex(tag) };
    const opened = openGcm(frame, secret, hex(aad))?.equals(hex(msg)) === true;
    if (result === 'valid') expect(sealGcm(hex(msg), secret, hex(iv), hex(aad))).toEqual(frame);
    return opened;
  });
  expect([0, 66]).toContain(run);
});

it('Wycheproof aes_gcm: keys of other lengths are refused', () => {
  judgeWycheproof('aes_gcm', ({ key, iv }, { keySize, ivSize }) => {
    if (keySize === 256 || ivSize !== 96) return undefined;
    const nothing = Buffer.alloc(0);
    expect(() => sealGcm(nothing, createSecretKey(hex(key)), hex(iv), nothing)).toThrow('PSR-3010');
    return undefined;
  });
});
