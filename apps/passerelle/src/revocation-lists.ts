import { usage } from './arguments.js';
import { readInput } from './input.js';
import type { CommandIo } from './io.js';

/** Lists of a large authority have some megabytes. */
const largestList = 20_000_000;

const pemBlock = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/g;

/**
 * Reads certificate revocation lists, DER or PEM, as DER.
 * @throws PSR-8002 when a file cannot be read, PSR-1001 when it is too large, PSR-8001 when it holds no list
 */
export async function readRevocationLists(files: readonly string[], io: CommandIo): Promise<readonly Uint8Array[]> {
  const lists: Uint8Array[] = [];
  for (const file of files) {
    const octets = await readInput(file, io, largestList);
    if (octets[0] === 0x30) {
      lists.push(octets);
      continue;
    }
    const blocks = [...octets.toString('latin1').matchAll(pemBlock)];
    if (blocks.length === 0) throw usage('a file after --crl holds no revocation list, DER or PEM');
    for (const [, base64 = ''] of blocks) lists.push(Buffer.from(base64, 'base64'));
  }
  return lists;
}
