import { createPrivateKey } from 'node:crypto';
import { pemSealKey, readCertificate } from '@passerelle/trust';
import { createDevelopmentCa, issueLeaf, newPrivateKey, privateKeyPem } from '@passerelle/trust/development-ca';

/**
 * A fresh sealing identity of a development authority, for one run.
 * @param {'rsa-3072' | 'ec-p256'} kind
 * @returns the key as our seals take it, its certificate, and the same key as node:crypto has it
 */
export function sealIdentity(kind) {
  const made = newPrivateKey(kind);
  const subject = { country: 'LU', organization: 'Sample organisation', commonName: `Seal ${kind}` };
  const keyPem = privateKeyPem(made);
  const certificatePem = issueLeaf(createDevelopmentCa(), { purpose: 'seal', subject, key: made });
  return {
    key: pemSealKey(keyPem, certificatePem),
    certificate: readCertificate(certificatePem),
    privateKey: createPrivateKey(keyPem),
  };
}
