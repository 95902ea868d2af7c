import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createLogKeyPair, noteSigner } from './note-signer.js';
import { formatVerifierKey, isKeyName, parseVerifierKey } from './verifier-key.js';

const pair = createLogKeyPair('log.example/one');
const [name, id, encoded] = /^([^+]+)\+([^+]+)\+(.+)$/.exec(pair.verifierKey)!.slice(1) as [string, string, string];

describe('verifier key', () => {
  it('is the public side of the private key made with it', () => {
    const signer = noteSigner('log.example/one', pair.privateKey);
    expect(formatVerifierKey(signer.key)).toBe(pair.verifierKey);
    expect(pair.privateKey).toMatch(/^-----BEGIN PRIVATE KEY-----\n/);
  });

  it('reads what it writes', () => {
    const key = parseVerifierKey(`${pair.verifierKey}\n`);
    expect(formatVerifierKey(key)).toBe(pair.verifierKey);
    expect(key.publicKey.equals(createPublicKey(pair.privateKey))).toBe(true);
  });

  it('has an id that depends on the name', () => {
    expect(noteSigner('log.example/two', pair.privateKey).key.id).not.toBe(id);
  });

  it.each([
    ['nothing', ''],
    ['a name alone', name],
    ['another name', `${name}x+${id}+${encoded}`],
    ['another id', `${name}+00000000+${encoded}`],
    ['another key', `${name}+${id}+${createLogKeyPair(name).verifierKey.split('+').slice(2).join('+')}`],
    ['an id in upper case', `${name}+ABCDEF12+${encoded}`],
    ['a space in the name', `log example+${id}+${encoded}`],
    ['a cosignature key (type 4)', `${name}+${id}+${retyped(4)}`],
    ['a key that is too short', `${name}+${id}+${Buffer.from(encoded, 'base64').subarray(0, 32).toString('base64')}`],
    ['base64 with stray padding', `${name}+${id}+${encoded}====`],
  ])('refuses %s', (_, text) => {
    expect(() => parseVerifierKey(text)).toThrow(expect.objectContaining({ code: 'PSR-6002' }));
  });

  it('refuses private keys that cannot sign for a log', () => {
    const unusable = expect.objectContaining({ code: 'PSR-6008' });
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    expect(() => noteSigner('log.example', ec)).toThrow(unusable);
    expect(() => noteSigner('log.example', 'no key')).toThrow(unusable);
    expect(() => noteSigner('a name with spaces', pair.privateKey)).toThrow(unusable);
  });

  it('knows names that would break a signature line', () => {
    expect(['a', 'log.example/lu', 'é'].every(isKeyName)).toBe(true);
    expect(['', 'a b', 'a+b', 'a\nb', 'a\u00a0b', 'a\u2003b', 'a\0b'].some(isKeyName)).toBe(false);
  });
});

function retyped(type: number): string {
  const octets = Buffer.from(encoded, 'base64');
  octets[0] = type;
  return octets.toString('base64');
}
