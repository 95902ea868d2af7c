import { PasserelleError, systemClock } from '@passerelle/kernel';
import { openBundle, type OpenedBundle } from '@passerelle/platform/trust-bundle';
import { readCertificates, type Certificate } from '@passerelle/trust';
import { largestTrustBundle } from '@passerelle/trust/trust-bundle';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { usage } from '../arguments.js';
import { readInput } from '../input.js';
import type { CommandIo } from '../io.js';

const largestPem = 100_000;

/**
 * The certificates a trust bundle is verified with: those after `--anchor`, or that of the development issuer of this
 * clone.
 * @throws PasserelleError PSR-8001 where there is none, PSR-8002, PSR-2010
 */
export async function bundleAnchors(
  files: readonly string[] | undefined,
  io: CommandIo,
): Promise<readonly Certificate[]> {
  const development = join(io.root, 'certs', 'generated', 'trust', 'trust-list.cert.pem');
  if (files === undefined && !existsSync(development)) throw usage('--anchor names the certificate of the issuer');
  const pems = await Promise.all((files ?? [development]).map((file) => readInput(file, io, largestPem)));
  return pems.flatMap((pem) => readCertificates(pem));
}

/**
 * Reads a signed trust bundle and verifies its signature; whether it is expired is told with what is in it.
 * @throws PasserelleError PSR-3050 to PSR-3052, PSR-3054, PSR-3067; PSR-8002
 */
export async function readBundle(file: string, anchors: readonly Certificate[], io: CommandIo): Promise<OpenedBundle> {
  const opened = openBundle(await readBundleOctets(file, io), { anchors, now: systemClock.now() });
  if (opened.ok) return opened.value;
  throw opened.error;
}

/** The octets of a bundle, for who judges them otherwise. @throws PasserelleError PSR-8002, PSR-3050 for its size */
export async function readBundleOctets(file: string, io: CommandIo): Promise<Buffer> {
  try {
    return await readInput(file, io, largestTrustBundle);
  } catch (caught) {
    if (!(caught instanceof PasserelleError) || caught.code !== 'PSR-1001') throw caught;
    throw new PasserelleError('PSR-3050', { reason: `larger than ${largestTrustBundle} octets` }, { cause: caught });
  }
}
