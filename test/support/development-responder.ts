import { readDevelopmentCa } from '@passerelle/trust/development-ca';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MadeCertificate } from '../../libs/trust/src/testing/certificate-maker.js';
import { certificateOfFile } from '../../libs/trust/src/testing/certificate-of-file.js';
import { startResponder, type DevelopmentResponder } from '../../libs/trust/src/testing/ocsp-responder.js';

/** A responder of the development authority, and the certificates it answers about by their file: `lu/seal.cert.pem`. */
export interface AuthorityResponder extends DevelopmentResponder {
  readonly certificates: ReadonlyMap<string, MadeCertificate>;
}

/**
 * Starts a responder for the certificates of the nodes in a folder of the development authority. It says of all that they
 * are good, as of now and for an hour.
 */
export async function startAuthorityResponder(folder: string): Promise<AuthorityResponder> {
  const text = (file: string): string => readFileSync(join(folder, file), 'utf8');
  const { privateKey, certificatePem } = readDevelopmentCa(text('ca.key.pem'), text('ca.cert.pem'));
  const files = ['lu', 'pt'].flatMap((country) =>
    readdirSync(join(folder, country))
      .filter((name) => name.endsWith('.cert.pem'))
      .map((name) => `${country}/${name}`),
  );
  // The key of a leaf plays no part in what its authority says about it.
  const certificates = new Map(files.map((file) => [file, certificateOfFile(text(file), privateKey)]));
  const now = new Date(Math.floor(Date.now() / 1000) * 1000);
  const nextUpdate = new Date(now.getTime() + 3_600_000);
  const usual = { thisUpdate: now, producedAt: now, nextUpdate };
  const responder = await startResponder(
    certificateOfFile(certificatePem, privateKey),
    [...certificates.values()],
    usual,
  );
  return { ...responder, certificates };
}
