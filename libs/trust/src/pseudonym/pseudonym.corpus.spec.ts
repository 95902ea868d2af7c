import { createSecretKey } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { hex, judgeWycheproof } from '../../../../test/support/wycheproof.js';
import { keyedDigestOf } from './pseudonym.js';

it('Wycheproof hmac_sha256 with our length of key and digest: none wrong', () => {
  const run = judgeWycheproof('hmac_sha256', ({ key, msg, tag }, { keySize, tagSize }) => {
    if (keySize !== 256 || tagSize !== 256) return undefined;
    return keyedDigestOf(createSecretKey(hex(key)), hex(msg)) === tag;
  });
  expect([0, 66]).toContain(run);
});
