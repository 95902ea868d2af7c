import { PasserelleError, systemClock } from '@passerelle/kernel';
import { checkValidity, pemSealKey, type RsaAlgorithm, type SealKey } from '@passerelle/trust';
import { join } from 'node:path';
import { usage } from './arguments.js';
import { certificateFolder, defaultNode } from './clone.js';
import { readInput } from './input.js';
import type { CommandIo } from './io.js';

/** What the options of `seal` say about the key. */
export interface SealKeyChoice {
  readonly node?: string | undefined;
  readonly key?: string | undefined;
  readonly cert?: string | undefined;
  readonly algorithm?: string | undefined;
}

/** What an RSA key can be told to sign with. */
const rsaAlgorithms: readonly RsaAlgorithm[] = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];

/** A PEM file holds some kilobytes; a chain of certificates some more. */
const largestPem = 100_000;

/**
 * The key to seal with: the files named, or the development key of a node of this clone.
 * @throws PSR-8001 when the options contradict each other; PSR-7005 when a file is missing; PSR-3008 and PSR-2010 when
 * key or certificate cannot be used, an expired certificate among them
 */
export async function readSealKey(choice: SealKeyChoice, io: CommandIo): Promise<SealKey> {
  const algorithm = rsaAlgorithms.find((each) => each === (choice.algorithm ?? 'RS256'));
  if (algorithm === undefined) throw usage(`--algorithm is ${rsaAlgorithms.join(', ')}`);
  const { key, cert } = filesOf(choice, io);
  const [keyPem, certificatePem] = await Promise.all([readPem(key, io), readPem(cert, io)]);
  const sealKey = pemSealKey(keyPem, certificatePem, { rsaAlgorithm: algorithm });
  // Everybody would refuse such a seal, and who made it would be the last to know.
  const validity = checkValidity(sealKey.certificate, systemClock.now(), 'PSR-3006');
  if (!validity.ok) throw new PasserelleError('PSR-3008', { reason: 'its certificate is not valid at present' });
  return sealKey;
}

function filesOf({ node, key, cert }: SealKeyChoice, io: CommandIo): { key: string; cert: string } {
  if (key !== undefined && cert !== undefined) {
    if (node !== undefined) throw usage('--node names a key of its own; give either that or --key and --cert');
    return { key, cert };
  }
  // A key beside somebody else's certificate would be found out anyway, but the sentence would not say what to do.
  if (key !== undefined || cert !== undefined) throw usage('--key and --cert are given together');
  const folder = certificateFolder(io.root, node ?? defaultNode);
  return { key: join(folder, 'seal.key.pem'), cert: join(folder, 'seal.cert.pem') };
}

async function readPem(file: string, io: CommandIo): Promise<string> {
  try {
    return (await readInput(file, io, largestPem)).toString('latin1');
  } catch (cause) {
    throw new PasserelleError('PSR-7005', { file }, { cause });
  }
}
