import { createPrivateKey, X509Certificate, type KeyObject } from 'node:crypto';
import { issueLeaf, type DevelopmentCa } from './certificate-authority.js';
import { createCertificationRequest } from './certification-request.js';
import { isWholeDer } from './der.js';
import type { DistinguishedName } from './distinguished-name.js';
import { newPrivateKey, privateKeyPem } from './key-pair.js';
import { createPkcs12 } from './pkcs12.js';
import type { PrivateFolder } from './private-folder.js';
import type { LeafPurpose } from './purposes.js';
import { remainsValid } from './remaining-validity.js';

/** One leaf of a node and the files it consists of. */
export interface LeafOrder {
  readonly purpose: LeafPurpose;
  readonly subject: DistinguishedName;
  readonly names: readonly string[];
  /** Password of the PKCS#12 store; no store is made without one. */
  readonly storePassword?: string;
}

/**
 * Completes the files of a leaf: key, certificate, request and, where asked for, PKCS#12 store. What is whole and valid is
 * kept. Whatever depends on a file that is about to be made is removed first and written last, so that a run cut off
 * anywhere leaves a file missing, never one that belongs to an older key or certificate.
 * @returns the names of the files written
 */
export function completeLeaf(folder: PrivateFolder, ca: DevelopmentCa, order: LeafOrder, now: Date): readonly string[] {
  const file = (ending: string) => `${order.purpose}.${ending}`;
  const made: string[] = [];
  const write = (ending: string, content: string | Uint8Array) => {
    folder.write(file(ending), content);
    made.push(file(ending));
  };

  let key = readKey(folder.readText(file('key.pem')));
  if (!key) {
    for (const ending of ['csr.pem', 'cert.pem', 'p12']) folder.remove(file(ending));
    key = newPrivateKey('ec-p256');
    write('key.pem', privateKeyPem(key));
  }
  let certificatePem = folder.readText(file('cert.pem'));
  if (certificatePem === undefined || !isGood(certificatePem, key, ca, now)) {
    folder.remove(file('p12'));
    certificatePem = issueLeaf(ca, { ...order, key }, now);
    write('cert.pem', certificatePem);
  }
  if (!isWholeRequest(folder.readText(file('csr.pem')))) {
    write('csr.pem', createCertificationRequest({ ...order, key }));
  }
  if (order.storePassword !== undefined && !isWholeDer(folder.read(file('p12')) ?? Buffer.alloc(0))) {
    write('p12', createPkcs12(key, [certificatePem, ca.certificatePem], order.storePassword));
  }
  return made;
}

function readKey(pem: string | undefined): KeyObject | undefined {
  if (pem === undefined) return undefined;
  try {
    return createPrivateKey(pem);
  } catch {
    // A development key that cannot be read is of no use to anyone; it is replaced like a missing one.
    return undefined;
  }
}

/** Whether the certificate is of this key and this authority, and valid for a while yet. */
function isGood(certificatePem: string, key: KeyObject, ca: DevelopmentCa, now: Date): boolean {
  try {
    const certificate = new X509Certificate(certificatePem);
    return (
      certificate.checkPrivateKey(key) && certificate.verify(ca.certificate.publicKey) && remainsValid(certificate, now)
    );
  } catch {
    // Not a certificate: it is issued again like a missing one.
    return false;
  }
}

function isWholeRequest(pem: string | undefined): boolean {
  const body = /^-----BEGIN CERTIFICATE REQUEST-----([^-]+)-----END CERTIFICATE REQUEST-----\n$/.exec(pem ?? '')?.[1];
  return body !== undefined && isWholeDer(Buffer.from(body, 'base64'));
}
