import {
  createDevelopmentCa,
  issueLeaf,
  newPrivateKey,
  privateKeyPem,
  type KeyKind,
  type LeafPurpose,
} from '../development-ca/index.js';
import { pemSealKey } from '../keys/pem-seal-key.js';
import type { LocalSealKey } from '../keys/seal-key.js';
import type { RsaAlgorithm } from '../keys/signature-algorithms.js';

/** The instant all certificates of the specs begin at; specs set their clocks by it. */
export const epoch = new Date('2026-11-23T12:00:00Z');

const authority = createDevelopmentCa(epoch);

/** A fresh identity of a country for a spec: the PEM texts and the signing key made of them. */
export interface TestIdentity {
  readonly keyPem: string;
  readonly certificatePem: string;
  readonly key: LocalSealKey;
}

/** Makes an identity; RSA takes most of a second. */
export function identity(
  country: string,
  purpose: LeafPurpose,
  kind: KeyKind = 'ec-p256',
  rsaAlgorithm: RsaAlgorithm = 'RS256',
): TestIdentity {
  const privateKey = newPrivateKey(kind);
  const subject = { country, organization: 'Example organisation', commonName: `${country} ${purpose}` };
  const keyPem = privateKeyPem(privateKey);
  const certificatePem = issueLeaf(authority, { purpose, subject, key: privateKey }, epoch);
  return { keyPem, certificatePem, key: pemSealKey(keyPem, certificatePem, { rsaAlgorithm }) };
}
