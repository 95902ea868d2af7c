import { PasserelleError } from '@passerelle/kernel';
import { readCertificate, readSecretKey, type Certificate } from '@passerelle/trust';
import type { SigningKeys } from '@passerelle/trust/signer';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What every process of a node reads for itself: its end of TLS, and the secrets under which its data lie. */
export interface ProcessKeys {
  readonly tls: { readonly key: string; readonly cert: string; readonly certificate: Certificate };
  /** Wraps the persons' keys. */
  readonly master: ReturnType<typeof readSecretKey>;
  /** Keys the look-up digests of identifiers. */
  readonly lookup: ReturnType<typeof readSecretKey>;
}

/** All keys that the parts of a node work with. */
export interface NodeKeys extends ProcessKeys {
  /** The keys that sign, wherever they are. */
  readonly signing: SigningKeys;
}

/**
 * Reads the keys of a process from the folder of a node, in the layout that certs/README.md lists.
 * @throws PasserelleError PSR-7005 naming the first file that is missing
 */
export function readProcessKeys(folder: string): ProcessKeys {
  const read = (name: string): string => readPem(join(folder, name));
  const cert = read('tls.cert.pem');
  return {
    tls: { key: read('tls.key.pem'), cert, certificate: readCertificate(cert) },
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
