import { PasserelleError } from '@passerelle/kernel';
import { noteSigner, type NoteSigner } from '@passerelle/log';
import { pemSealKey, readCertificate, readSecretKey, type Certificate, type SealKey } from '@passerelle/trust';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Keys and certificates of a node, read once at its start. */
export interface NodeKeys {
  readonly tls: { readonly key: string; readonly cert: string; readonly certificate: Certificate };
  readonly seal: SealKey;
  readonly token: SealKey;
  readonly log: NoteSigner;
  /** Wraps the persons' keys. */
  readonly master: ReturnType<typeof readSecretKey>;
  /** Keys the look-up digests of identifiers. */
  readonly lookup: ReturnType<typeof readSecretKey>;
}

/**
 * Reads a node's keys from its folder, in the layout that certs/README.md lists.
 * @param logOrigin - origin of the log, which is the name of its key
 * @throws PasserelleError PSR-7005 naming the first file that is missing
 */
export function readKeys(folder: string, logOrigin: string): NodeKeys {
  const read = (name: string): string => readPem(join(folder, name));
  const cert = read('tls.cert.pem');
  return {
    tls: { key: read('tls.key.pem'), cert, certificate: readCertificate(cert) },
    seal: pemSealKey(read('seal.key.pem'), read('seal.cert.pem')),
    token: pemSealKey(read('token.key.pem'), read('token.cert.pem')),
    log: noteSigner(logOrigin, read('log.key.pem')),
    master: readSecretKey(read('master.key')),
    lookup: readSecretKey(read('pseudonym.key')),
  };
}

/** Reads a PEM file. @throws PasserelleError PSR-7005 */
export function readPem(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new PasserelleError('PSR-7005', { file }, { cause });
  }
}
