import { X509Certificate } from 'node:crypto';
import { createDevelopmentCa, readDevelopmentCa, type DevelopmentCa } from './certificate-authority.js';
import type { PrivateFolder } from './private-folder.js';
import { remainsValid } from './remaining-validity.js';

const keyFile = 'ca.key.pem';
const certificateFile = 'ca.cert.pem';

/**
 * The authority of the folder: the one that is there when it is whole and not about to expire, else a new one. The key is
 * written first, so that a run cut off between the two files leaves a pair that does not match and is made again.
 * @returns also the names of the files that were written
 */
export function completeAuthority(folder: PrivateFolder, now: Date): { ca: DevelopmentCa; made: readonly string[] } {
  const existing = readExisting(folder, now);
  if (existing) return { ca: existing, made: [] };
  const ca = createDevelopmentCa(now);
  folder.write(keyFile, ca.keyPem);
  folder.write(certificateFile, ca.certificatePem);
  return { ca, made: [keyFile, certificateFile] };
}

function readExisting(folder: PrivateFolder, now: Date): DevelopmentCa | undefined {
  const keyPem = folder.readText(keyFile);
  const certificatePem = folder.readText(certificateFile);
  if (keyPem === undefined || certificatePem === undefined) return undefined;
  try {
    if (!remainsValid(new X509Certificate(certificatePem), now)) return undefined;
    return readDevelopmentCa(keyPem, certificatePem);
  } catch {
    // Damaged or not a pair: nothing that was issued under it can be renewed, so it is made anew like a missing one.
    return undefined;
  }
}
