import { describe, expect, it } from '@jest/globals';
import { loadConfiguration, nodeFiles } from './load.js';
import { keyPlaces } from '../signing/key-places.js';
import { signerClients } from '../signing/signer-clients.js';

const root = new URL('../../../../', import.meta.url).pathname;
const load = (overlay: Readonly<Record<string, unknown>>) =>
  loadConfiguration({ root, files: nodeFiles('lu'), overlay }).configuration;
const problems = (overlay: Readonly<Record<string, unknown>>): string => {
  try {
    load(overlay);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('keys in the configuration', () => {
  it('lie in the folder of certificates unless told', () => {
    const places = keyPlaces(load({ certificates: 'somewhere' }));
    expect(places.seal?.keys).toEqual([
      { adapter: 'pem', key: 'somewhere/seal.key.pem', certificate: 'somewhere/seal.cert.pem' },
    ]);
    expect(places.log?.keys).toEqual([{ adapter: 'pem', key: 'somewhere/log.key.pem' }]);
    expect(places.saml).toBeUndefined();
  });

  it('lie where each is said to lie, one or several', () => {
    const hsm = { adapter: 'pkcs11', module: '/m.so', token: 'lu', pin: { environment: 'PIN' }, label: 'seal' };
    const store = { adapter: 'pkcs12', name: 'next', file: 'token.p12', passphrase: { file: 'secret' } };
    const places = keyPlaces(load({ keys: { seal: hsm, token: { keys: [store], current: 'next' } } }));
    expect(places.seal).toEqual({ keys: [hsm] });
    expect(places.token).toEqual({ keys: [store], current: 'next' });
  });

  it.each([
    [
      'a PIN in the configuration itself',
      { seal: { adapter: 'pkcs11', module: 'm', token: 't', pin: '1234', label: 'l' } },
      'seal',
    ],
    [
      'a passphrase in the configuration itself',
      { seal: { adapter: 'pkcs12', file: 'f', passphrase: 'words' } },
      'seal',
    ],
    [
      'a key of a module without name',
      { seal: { adapter: 'pkcs11', module: 'm', token: 't', pin: { file: 'p' } } },
      'label',
    ],
    ['an unknown adapter', { seal: { adapter: 'cloud' } }, 'adapter'],
    ['an unknown setting', { seal: { adapter: 'pem', key: 'k', cert: 'c' } }, 'cert'],
    ['an unknown purpose', { master: { adapter: 'pem', key: 'k' } }, 'master'],
    ['no key', { seal: { keys: [] } }, 'keys'],
    ['a current key that is none', { seal: { keys: [{ adapter: 'pem', key: 'k' }], current: 'x' } }, 'current'],
    ['an algorithm that is not allowed', { seal: { adapter: 'pem', key: 'k', algorithm: 'none' } }, 'algorithm'],
  ])('refuse %s, without repeating a secret', (_name, keys, named) => {
    const told = problems({ keys });
    expect(told).toContain(named);
    expect(told).not.toMatch(/1234|words/);
  });

  it('may be asked for by processes as usual, or as told', () => {
    const usual = signerClients(load({}));
    expect(usual['edge']).toEqual(['seal']);
    expect(usual['ledger']).toEqual(['log']);
    const told = signerClients(load({ signer: { clients: { edge: [], witness: ['log'] } } }));
    expect(told).toMatchObject({ edge: [], witness: ['log'], ledger: ['log'] });
  });
});
