import { generateKeyPairSync } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createDevelopmentCa,
  createPkcs12,
  issueLeaf,
  newPrivateKey,
  privateKeyPem,
} from '../../development-ca/index.js';
import { epoch } from '../../testing/identities.js';
import { softHsmLibrary, softHsmPresent, softToken } from '../../testing/soft-hsm.js';
import { ownSignatureVerifies } from '../custody/own-signature.js';
import type { KeyPlace } from './key-place.js';
import { openKeyStore, type StorePlaces } from './key-store.js';

const authority = createDevelopmentCa(epoch);
const day = 24 * 60 * 60 * 1000;
const after = (days: number) => new Date(epoch.getTime() + days * day);
const octets = Buffer.from('exactly these octets');

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'passerelle-keys-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, content: string | Uint8Array, mode = 0o600): string => {
  writeFileSync(join(folder, name), content, { mode });
  chmodSync(join(folder, name), mode);
  return name;
};
/** A key with a certificate that begins some days after the epoch and lasts a year. */
const made = (begins = 0) => {
  const key = newPrivateKey('ec-p256');
  const subject = { country: 'LU', organization: 'o', commonName: 'c' };
  return { key, certificate: issueLeaf(authority, { purpose: 'seal', subject, key }, after(begins)) };
};
const pem = (name: string, begins = 0): KeyPlace & { name: string } => {
  const { key, certificate } = made(begins);
  return {
    adapter: 'pem',
    name,
    key: write(`${name}.key.pem`, privateKeyPem(key)),
    certificate: write(`${name}.cert.pem`, certificate),
  };
};
const open = (places: StorePlaces, environment: NodeJS.ProcessEnv = {}) =>
  openKeyStore(places, { resolve: (path) => (path.startsWith('/') ? path : join(folder, path)), environment });

describe('openKeyStore', () => {
  it('holds keys of several purposes in places of several kinds', async () => {
    const { key, certificate } = made();
    const store = await open(
      {
        seal: { keys: [pem('plain')] },
        token: {
          keys: [
            {
              adapter: 'pkcs12',
              file: write('token.p12', createPkcs12(key, [certificate], 'open sesame')),
              passphrase: { environment: 'TOKEN_PASSPHRASE' },
            },
          ],
        },
        log: {
          keys: [
            { adapter: 'pem', key: write('log.key.pem', privateKeyPem(generateKeyPairSync('ed25519').privateKey)) },
          ],
        },
      },
      { TOKEN_PASSPHRASE: 'open sesame' },
    );
    for (const purpose of ['seal', 'token', 'log'] as const) {
      const held = store.current(purpose, epoch);
      expect(ownSignatureVerifies(held, octets, await held.custody.sign(octets))).toBe(true);
      expect(store.held(purpose, held.id)).toBe(held);
    }
    expect(() => store.current('saml', epoch)).toThrow(expect.objectContaining({ code: 'PSR-3070' }));
    expect(() => store.held('seal', 'ab')).toThrow(expect.objectContaining({ code: 'PSR-3083' }));
    await store.close();
  });

  (softHsmPresent ? it : it.skip)('holds keys of a security module, its PIN from a file', async () => {
    const soft = softToken('store');
    const { key, certificate } = made();
    soft.importKey(privateKeyPem(key), 'seal 2026', '01');
    soft.importKey(privateKeyPem(generateKeyPairSync('ed25519').privateKey), 'log', '02');
    const place = {
      adapter: 'pkcs11' as const,
      module: softHsmLibrary,
      token: 'store',
      pin: { file: write('pin', `${soft.pin}\n`) },
    };
    const store = await open({
      seal: { keys: [{ ...place, label: 'seal 2026', certificate: write('hsm.cert.pem', certificate) }] },
      log: { keys: [{ ...place, label: 'log' }] },
    });
    for (const purpose of ['seal', 'log'] as const) {
      const held = store.current(purpose, epoch);
      expect(ownSignatureVerifies(held, octets, await held.custody.sign(octets))).toBe(true);
    }
    expect(inspect(store, { depth: 10, showHidden: true })).not.toContain(soft.pin);
    await store.close();
    soft.remove();
  });

  it('passes from one key to the next when the certificate of the next begins', async () => {
    const store = await open({ seal: { keys: [pem('present'), pem('next', 300)] } });
    const at = (days: number) => store.current('seal', after(days)).name;
    expect(at(0)).toBe('present');
    expect(at(299)).toBe('present');
    expect(at(301)).toBe('next');
    expect(at(600)).toBe('next');
    expect(() => at(700)).toThrow(expect.objectContaining({ code: 'PSR-3073' }));
    await store.close();
  });

  it('uses the key that the configuration names, as long as it is valid', async () => {
    const keys = [pem('first'), pem('second', 1)];
    const store = await open({ seal: { keys, current: 'first' } });
    expect(store.current('seal', after(2)).name).toBe('first');
    expect(() => store.current('seal', after(365.5))).toThrow(
      expect.objectContaining({ code: 'PSR-3073', message: expect.stringContaining('first is valid from') }),
    );
    await expect(open({ seal: { keys, current: 'third' } })).rejects.toMatchObject({ code: 'PSR-3070' });
    await store.close();
  });

  it('has an Ed25519 key for the log and for nothing else', async () => {
    const ed25519 = write('ed.pem', privateKeyPem(generateKeyPairSync('ed25519').privateKey));
    await expect(open({ seal: { keys: [{ adapter: 'pem', key: ed25519 }] } })).rejects.toMatchObject({
      code: 'PSR-3008',
    });
    await expect(open({ log: { keys: [pem('no log')] } })).rejects.toMatchObject({ code: 'PSR-3008' });
  });

  it('says which file or passphrase is missing, and shows none', async () => {
    const { key, certificate } = made();
    const file = write('some.p12', createPkcs12(key, [certificate], 'secret words'));
    const store = (passphrase: { file: string } | { environment: string }) =>
      open({ seal: { keys: [{ adapter: 'pkcs12', file, passphrase }] } }, { EMPTY: '' });
    const code = 'PSR-3072';
    await expect(store({ environment: 'NOT_SET' })).rejects.toMatchObject({
      code,
      facts: { reason: 'NOT_SET is not set' },
    });
    await expect(store({ environment: 'EMPTY' })).rejects.toMatchObject({ code });
    await expect(store({ file: 'nowhere' })).rejects.toMatchObject({ code });
    await expect(store({ file: write('open to all', 'secret words', 0o644) })).rejects.toMatchObject({
      code,
      message: expect.stringContaining('0600'),
    });
    await expect(open({ seal: { keys: [{ adapter: 'pem', key: 'nowhere.pem' }] } })).rejects.toMatchObject({
      code: 'PSR-7005',
      facts: { file: 'nowhere.pem' },
    });
    const shown = await store({ file: write('wrong', 'wrong words') }).catch((error: unknown) => inspect(error));
    expect(shown).toContain('PSR-3071');
    expect(shown).not.toContain('wrong words');
  });
});
