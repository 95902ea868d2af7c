import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { pemSealKey, readCertificate } from '@passerelle/trust';
import { createDevelopmentCa, issueLeaf, newPrivateKey, privateKeyPem } from '@passerelle/trust/development-ca';

const file = fileURLToPath(new URL('../../.cache/fuzz/identity.json', import.meta.url));

/**
 * The key that signed the seeds. It is kept between runs, so that what the fuzzer has gathered stays signed by it, and it
 * signs nothing else: a verdict of `valid` over anything but the contents of the seeds is a forgery.
 */
export function identity() {
  const { keyPem, certificatePem } = kept() ?? made();
  return { key: pemSealKey(keyPem, certificatePem), certificate: readCertificate(certificatePem), certificatePem };
}

/** What signatures are verified against: the key's own certificate, and the contents that lie beside. */
export function context(detached = []) {
  return { anchors: [identity().certificate], crls: [], ocspResponses: [], at: new Date(), detached };
}

function kept() {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  }
}

function made() {
  const privateKey = newPrivateKey('ec-p256');
  const subject = { country: 'LU', organization: 'Sample organisation', commonName: 'Seal of the seeds' };
  const certificatePem = issueLeaf(createDevelopmentCa(), { purpose: 'seal', subject, key: privateKey });
  const identity = { keyPem: privateKeyPem(privateKey), certificatePem };
  mkdirSync(new URL('.', `file://${file}`), { recursive: true });
  writeFileSync(file, JSON.stringify(identity), { mode: 0o600 });
  return identity;
}
