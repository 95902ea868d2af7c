import { generateKeyPairSync, X509Certificate, type KeyObject } from 'node:crypto';
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Handle } from 'pkcs11js';
import { readCertificates } from '../../certificates/certificate.js';
import { privateKeyPem } from '../../development-ca/index.js';
import { softHsmLibrary, softHsmPresent, softToken, type SoftToken } from '../../testing/soft-hsm.js';
import { custodyContract, deposit } from '../custody/custody.contract.js';
import { ownSignatureVerifies } from '../custody/own-signature.js';
import { openLibrary, type Library } from './library.js';
import { pkcs11Key } from './pkcs11-key.js';
import { Token } from './token.js';

const octets = Buffer.from('exactly these octets');
const ecKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

(softHsmPresent ? describe : describe.skip)('PKCS#11 on SoftHSM', () => {
  let soft: SoftToken;
  let token: Token;
  let count = 0;

  beforeAll(async () => {
    soft = softToken();
    token = await Token.open({ module: softHsmLibrary, token: soft.label, pin: soft.pin });
  });
  afterAll(() => {
    token.close();
    soft.remove();
  });

  /** Puts a key into the token under a name of its own. */
  const put = (key: KeyObject): { label: string; id: string } => {
    const id = (++count).toString(16).padStart(4, '0');
    const label = `key ${id}`;
    soft.importKey(privateKeyPem(key), label, id);
    return { label, id };
  };

  custodyContract(
    'certificates in a file',
    ({ key, certificates, algorithm }) =>
      pkcs11Key(token, {
        label: put(key).label,
        ...(key.asymmetricKeyType === 'ed25519'
          ? { ed25519: true }
          : { certificates: readCertificates(certificates.join('')) }),
        ...(algorithm !== undefined && { algorithm }),
      }),
    { ed25519: true },
  );

  describe('the token', () => {
    const { key, certificates } = deposit(ecKey());
    let name: { label: string; id: string };
    beforeAll(() => {
      name = put(key);
    });
    const own = () => readCertificates(certificates[0]!);

    it('is asked for the key by id, and for its certificate under the same id', async () => {
      await expect(pkcs11Key(token, { id: name.id })).rejects.toMatchObject({
        code: 'PSR-3075',
        facts: { reason: `0 certificates with the id ${name.id}` },
      });
      await inSession((library, session) => putCertificate(library, session, certificates[0]!, name.id));
      const held = await pkcs11Key(token, { id: name.id });
      expect(held.certificates.map((each) => each.fingerprint)).toEqual([own()[0]!.fingerprint]);
      expect(ownSignatureVerifies(held, octets, await held.sign(octets))).toBe(true);
    });

    it('does not give the private value away', async () => {
      await token.use((library, session) => {
        const { binding, calls } = library;
        calls.C_FindObjectsInit(session, [
          { type: binding.CKA_CLASS, value: binding.CKO_PRIVATE_KEY },
          { type: binding.CKA_LABEL, value: name.label },
        ]);
        const [handle] = calls.C_FindObjects(session, 1);
        calls.C_FindObjectsFinal(session);
        expect(() => calls.C_GetAttributeValue(session, handle!, [{ type: binding.CKA_VALUE }])).toThrow(
          'CKR_ATTRIBUTE_SENSITIVE',
        );
      });
    });

    it('is not used for a key that it would give away', async () => {
      await inSession(({ binding, calls }, session) => {
        calls.C_GenerateKeyPair(
          session,
          { mechanism: binding.CKM_EC_KEY_PAIR_GEN },
          [
            { type: binding.CKA_TOKEN, value: true },
            { type: binding.CKA_EC_PARAMS, value: Buffer.from('06082a8648ce3d030107', 'hex') },
          ],
          [
            { type: binding.CKA_TOKEN, value: true },
            { type: binding.CKA_LABEL, value: 'talkative' },
            { type: binding.CKA_SIGN, value: true },
            { type: binding.CKA_SENSITIVE, value: false },
            { type: binding.CKA_EXTRACTABLE, value: true },
          ],
        );
      });
      await expect(pkcs11Key(token, { label: 'talkative', certificates: own() })).rejects.toMatchObject({
        code: 'PSR-3008',
        facts: { reason: expect.stringContaining('CKA_SENSITIVE') },
      });
    });

    it('says which key is missing, and when a name fits two', async () => {
      const ask = (label: string) => pkcs11Key(token, { label, certificates: own() });
      await expect(ask('none')).rejects.toMatchObject({
        code: 'PSR-3075',
        facts: { reason: '0 private keys with the label none' },
      });
      soft.importKey(privateKeyPem(ecKey()), 'twice', 'aa01');
      soft.importKey(privateKeyPem(ecKey()), 'twice', 'aa02');
      await expect(ask('twice')).rejects.toMatchObject({
        code: 'PSR-3075',
        facts: { reason: '2 private keys with the label twice' },
      });
    });

    it('opens its sessions again, once, where they were lost', async () => {
      const held = await pkcs11Key(token, { label: name.label, certificates: own() });
      for (let each = 0; each < 3; each++) {
        await inSession(({ calls }, _session, slot) => calls.C_CloseAllSessions(slot));
        const signatures = await Promise.all(Array.from({ length: 12 }, async () => held.sign(octets)));
        for (const signature of signatures) expect(ownSignatureVerifies(held, octets, signature)).toBe(true);
      }
    });

    it('refuses a wrong PIN and does not show it', async () => {
      token.close();
      const open = (pin: string, label = soft.label) => Token.open({ module: softHsmLibrary, token: label, pin });
      const error: unknown = await open('99887766').catch((caught: unknown) => caught);
      expect(error).toMatchObject({ code: 'PSR-3076', facts: { reason: 'CKR_PIN_INCORRECT' } });
      expect(inspect(error, { depth: 5 })).not.toContain('99887766');
      await expect(open(soft.pin, 'another')).rejects.toMatchObject({
        code: 'PSR-3075',
        facts: { reason: '0 tokens with the label another' },
      });
      token = await open(soft.pin);
      expect(inspect(token, { depth: 5, showHidden: true })).not.toContain(soft.pin);
    });
  });

  /** Works on the token in a session of another user of the same library. */
  async function inSession(work: (library: Library, session: Handle, slot: Handle) => unknown): Promise<void> {
    const library = await openLibrary(softHsmLibrary);
    try {
      const { binding, calls } = library;
      const slot = calls.C_GetSlotList(true).find((each) => calls.C_GetTokenInfo(each).label.trim() === soft.label)!;
      const session = calls.C_OpenSession(slot, binding.CKF_SERIAL_SESSION | binding.CKF_RW_SESSION);
      await work(library, session, slot);
    } finally {
      library.release();
    }
  }
});

describe('openLibrary', () => {
  it('says what to do on a machine without the binding', async () => {
    const without = () => Promise.reject(new Error("Cannot find package 'pkcs11js'"));
    await expect(openLibrary('/any/library.so', without)).rejects.toMatchObject({
      code: 'PSR-3074',
      message: expect.stringContaining('pkcs11js'),
    });
  });

  (softHsmPresent ? it : it.skip)('says so when the library is not there or is none', async () => {
    for (const file of ['/nowhere/library.so', '/etc/hostname']) {
      await expect(openLibrary(file)).rejects.toMatchObject({
        code: 'PSR-3074',
        message: expect.stringContaining(file),
      });
    }
  });
});

function putCertificate({ binding, calls }: Library, session: Handle, pem: string, id: string): void {
  const { raw } = new X509Certificate(pem);
  // SoftHSM asks for the subject; what stands in it is not read.
  calls.C_CreateObject(session, [
    { type: binding.CKA_CLASS, value: binding.CKO_CERTIFICATE },
    { type: binding.CKA_CERTIFICATE_TYPE, value: binding.CKC_X_509 },
    { type: binding.CKA_TOKEN, value: true },
    { type: binding.CKA_SUBJECT, value: Buffer.from('3000', 'hex') },
    { type: binding.CKA_ID, value: Buffer.from(id, 'hex') },
    { type: binding.CKA_VALUE, value: raw },
  ]);
}
