import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { createPkcs12 } from '../../development-ca/index.js';
import { opensslMade, opensslPresent } from '../../testing/openssl.js';
import { custodyContract, deposit, pemOf, type Deposit } from '../custody/custody.contract.js';
import { pkcs12Key } from './pkcs12-key.js';

const passphrase = 'a passphrase, not only of one word';

/** A store as `openssl pkcs12 -export` makes it. */
function opensslStore(from: Deposit, secret: string, ...options: readonly string[]): Buffer {
  const { key, certificates } = pemOf(from);
  const [leaf = ''] = from.certificates;
  return opensslMade(
    { 'key.pem': key, 'leaf.pem': leaf, 'chain.pem': certificates.slice(leaf.length) },
    'store.p12',
    ...['pkcs12', '-export', '-inkey', 'key.pem', '-in', 'leaf.pem', '-certfile', 'chain.pem'],
    ...['-out', 'store.p12', '-passout', `pass:${secret}`, ...options],
  );
}

const taken = (octets: Buffer, from: Deposit) =>
  pkcs12Key(octets, passphrase, from.algorithm === undefined ? {} : { algorithm: from.algorithm });

custodyContract(
  'PKCS#12 of our own',
  (from) => {
    // Our own maker refuses a certificate of another key, so such a store comes from elsewhere.
    try {
      return taken(createPkcs12(from.key, from.certificates, passphrase), from);
    } catch (error) {
      if ((error as Error).message !== 'The first certificate of the chain is not the one of the key.') throw error;
      return taken(foreignStore(from), from);
    }
  },
  { ed25519: false },
);

/** A store whose certificate is not that of its key: the key of one and the certificate of another put together. */
function foreignStore(from: Deposit): Buffer {
  const { key, certificates } = pemOf(from);
  return opensslMade(
    { 'key.pem': key, 'others.pem': certificates },
    'store.p12',
    ...['pkcs12', '-export', '-in', 'key.pem', '-nocerts', '-inkey', 'key.pem', '-certfile', 'others.pem'],
    ...['-out', 'store.p12', '-passout', `pass:${passphrase}`],
  );
}

const describeOpenssl = opensslPresent || process.env['CI'] === 'true' ? describe : describe.skip;

describeOpenssl('PKCS#12 of openssl', () => {
  custodyContract('AES-256 and SHA-256', (from) => taken(storeOrForeign(from), from), { ed25519: false });
  custodyContract('-legacy: RC2, 3DES and SHA-1', (from) => taken(storeOrForeign(from, '-legacy'), from), {
    ed25519: false,
  });

  /** openssl looks for the certificate of the key itself and makes no store without it. */
  function storeOrForeign(from: Deposit, ...options: readonly string[]): Buffer {
    try {
      return opensslStore(from, passphrase, ...options);
    } catch {
      return foreignStore(from);
    }
  }
});

describeOpenssl('pkcs12Key refuses', () => {
  const from = deposit(generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey);
  const good = opensslStore(from, passphrase);
  const refused = (octets: Uint8Array, secret = passphrase) => {
    try {
      pkcs12Key(octets, secret);
    } catch (error) {
      return error as { code: string; message: string };
    }
    return undefined;
  };

  it('nothing about a good store', () => expect(refused(good)).toBeUndefined());

  it('a wrong passphrase, without repeating it', () => {
    const error = refused(good, 'wrong secret');
    expect(error).toMatchObject({ code: 'PSR-3071', message: expect.stringContaining('passphrase is wrong') });
    expect(error?.message).not.toContain('wrong secret');
    expect(refused(good, '')).toMatchObject({ code: 'PSR-3071' });
  });

  it('a store altered in any octet that is covered', () => {
    let refusals = 0;
    for (let at = 60; at < good.length; at += 37) {
      const altered = Buffer.from(good);
      altered[at] = altered[at]! ^ 0x01;
      const error = refused(altered);
      if (error !== undefined) refusals++;
      expect(error === undefined || error.code === 'PSR-3071').toBe(true);
    }
    expect(refusals).toBe(Math.ceil((good.length - 60) / 37));
  });

  it.each([0, 1, 100, -1])('a store cut off after %s octets', (end) => {
    expect(refused(good.subarray(0, end))).toMatchObject({ code: 'PSR-3071' });
  });

  it('octets after the store, and what is no store at all', () => {
    expect(refused(Buffer.concat([good, Buffer.of(0)]))).toMatchObject({ code: 'PSR-3071' });
    expect(refused(Buffer.from(from.certificates[0]!))).toMatchObject({ code: 'PSR-3071' });
    expect(refused(Buffer.alloc(300_000, 0x30))).toMatchObject({ code: 'PSR-3071' });
  });

  it('a store without MAC', () => {
    expect(refused(opensslStore(from, passphrase, '-nomac'))).toMatchObject({
      code: 'PSR-3071',
      message: expect.stringContaining('no MAC'),
    });
  });

  it('a store that asks for more work than is sensible', () => {
    const error = refused(opensslStore(from, passphrase, '-iter', '400000'));
    expect(error).toMatchObject({ code: 'PSR-3071', message: expect.stringContaining('rounds') });
  });

  it('a store without a private key', () => {
    const { certificates } = pemOf(from);
    const store = opensslMade(
      { 'all.pem': certificates },
      'store.p12',
      ...['pkcs12', '-export', '-nokeys', '-in', 'all.pem', '-out', 'store.p12', '-passout', `pass:${passphrase}`],
    );
    expect(refused(store)).toMatchObject({ message: expect.stringContaining('0 private keys') });
  });

  it.each(['Paßwort €', 'κλειδί'])('no passphrase for its letters: %s', (secret) => {
    for (const options of [[], ['-legacy']]) {
      expect(pkcs12Key(opensslStore(from, secret, ...options), secret).algorithm).toBe('ES256');
    }
  });
});
