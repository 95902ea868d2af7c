import { constants, createHash, generateKeyPairSync, verify, type KeyObject } from 'node:crypto';
import { inspect } from 'node:util';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { createDevelopmentCa, issueLeaf, privateKeyPem } from '../../development-ca/index.js';
import { epoch } from '../../testing/identities.js';
import { digestOfAlgorithm, signatureAlgorithmsOf, type SignatureAlgorithm } from '../signature-algorithms.js';
import type { CustodyKey } from './custody-key.js';

/** A key that an adapter is to hold. */
export interface Deposit {
  readonly key: KeyObject;
  /** PEM of the certificate, then of its chain; none for an Ed25519 key. */
  readonly certificates: readonly string[];
  readonly algorithm?: SignatureAlgorithm;
}

/** An adapter under test: puts a key into its place and takes it up from there as the node does. */
export type Adapter = (deposit: Deposit) => CustodyKey | Promise<CustodyKey>;

const authority = createDevelopmentCa(epoch);
const subject = { country: 'LU', organization: 'o', commonName: 'c' };
const octets = Buffer.from('exactly these octets');

/** A deposit of a fresh key, with a certificate of its own unless one is given. */
export function deposit(key: KeyObject, algorithm?: SignatureAlgorithm, certificateOf = key): Deposit {
  const leaf = issueLeaf(authority, { purpose: 'seal', subject, key: certificateOf }, epoch);
  return {
    key,
    certificates: [leaf, authority.certificatePem],
    ...(algorithm !== undefined && { algorithm }),
  };
}

const rsa = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength }).privateKey;
const ec = (namedCurve: string) => generateKeyPairSync('ec', { namedCurve }).privateKey;

/** Every key a node may sign with, by the algorithms its kind allows. */
const kinds = [rsa(3072), ec('P-256'), ec('P-384')].flatMap((key) =>
  signatureAlgorithmsOf(key, 3072).map((algorithm) => ({ key, algorithm })),
);

/** What every place for keys has to do, whatever it is. */
export function custodyContract(name: string, adapter: Adapter, holds: { readonly ed25519: boolean }): void {
  describe(`${name}: custody of a key`, () => {
    describe.each(kinds)('$algorithm', ({ key, algorithm }) => {
      let held: CustodyKey;
      beforeAll(async () => {
        held = await adapter(deposit(key, algorithm));
      });

      it('signs octets, and the digest of octets, so that node:crypto verifies both', async () => {
        expect(held.algorithm).toBe(algorithm);
        const digest = createHash(digestOfAlgorithm(algorithm)).update(octets).digest();
        for (const signature of [await held.sign(octets), await held.signDigest(digest)]) {
          expect(verifies(held, algorithm, octets, signature)).toBe(true);
          expect(verifies(held, algorithm, Buffer.from('other octets'), signature)).toBe(false);
        }
      });

      it('signs many things at once without mixing them up', async () => {
        const texts = Array.from({ length: 8 }, (_, at) => Buffer.from(`document ${at}`));
        const signatures = await Promise.all(texts.map(async (text) => held.sign(text)));
        texts.forEach((text, at) => expect(verifies(held, algorithm, text, signatures[at]!)).toBe(true));
      });

      it('gives the certificate of the key first, then its chain', () => {
        const [own, issuer] = held.certificates;
        expect(own?.publicKey.equals(held.publicKey)).toBe(true);
        expect(issuer?.der.equals(authority.certificate.raw)).toBe(true);
      });

      it('shows nothing of the key when it is printed', () => {
        const { d = 'absent' } = key.export({ format: 'jwk' });
        const printed = inspect(held, { depth: 6, showHidden: true }) + JSON.stringify(held);
        expect(printed).not.toContain(d);
        expect(printed).not.toContain('PRIVATE');
      });
    });

    it.each([
      ['an RSA key of 2048 bits', () => deposit(rsa(2048))],
      ['a key on secp256k1', () => deposit(ec('secp256k1'))],
      ['a key that is not that of the certificate', () => deposit(ec('P-256'), undefined, ec('P-256'))],
    ])('refuses %s', async (_name, make) => {
      await expect(async () => adapter(make())).rejects.toMatchObject({ code: 'PSR-3008' });
    });

    if (!holds.ed25519) return;
    it('signs checkpoints with an Ed25519 key, which has no certificate', async () => {
      const { privateKey, publicKey } = generateKeyPairSync('ed25519');
      const held = await adapter({ key: privateKey, certificates: [] });
      expect(held).toMatchObject({ algorithm: 'EdDSA', certificates: [] });
      expect(held.publicKey.equals(publicKey)).toBe(true);
      expect(verify(null, octets, publicKey, await held.sign(octets))).toBe(true);
      await expect(async () => held.signDigest(Buffer.alloc(32))).rejects.toThrow('octets');
    });
  });
}

function verifies(held: CustodyKey, algorithm: SignatureAlgorithm, signed: Buffer, signature: Buffer): boolean {
  const digest = digestOfAlgorithm(algorithm);
  const saltLength = createHash(digest).digest().length;
  const parameters = {
    ES: { dsaEncoding: 'ieee-p1363' as const },
    PS: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength },
    RS: { padding: constants.RSA_PKCS1_PADDING },
  }[algorithm.slice(0, 2) as 'ES' | 'PS' | 'RS'];
  return verify(digest, signed, { key: held.publicKey, ...parameters }, signature);
}

/** The deposit as PEM texts, for adapters that read files. */
export function pemOf({ key, certificates }: Deposit): { key: string; certificates: string } {
  return { key: privateKeyPem(key), certificates: certificates.join('') };
}
