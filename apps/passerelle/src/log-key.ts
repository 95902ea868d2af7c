import { PasserelleError } from '@passerelle/kernel';
import { parseVerifierKey, type VerifierKey } from '@passerelle/log';
import { join } from 'node:path';
import { usage } from './arguments.js';
import { certificateFolder } from './clone.js';
import { readInput } from './input.js';
import type { CommandIo } from './io.js';

/** A verifier key is a line; a larger file is not one. */
const largestKeyFile = 10_000;

/**
 * The verifier key named by `--key`: its text, `<name>+<id>+<base64>`, or a file that holds it.
 * @throws PSR-8001 when it is neither; PSR-1001 when the file is too large for one
 */
export async function readLogKey(option: string, io: CommandIo): Promise<VerifierKey> {
  const given = parsed(option);
  if (given !== undefined) return given;
  const file = await readInput(option, io, largestKeyFile).catch((cause: unknown) => {
    if (!(cause instanceof PasserelleError) || cause.code !== 'PSR-8002') throw cause;
    throw usage('--key is neither a verifier key of a log nor a readable file', cause);
  });
  const held = parsed(file.toString('utf8'));
  if (held === undefined) throw usage('the file after --key holds no verifier key of a log');
  return held;
}

/**
 * The verifier key of a development node of this clone.
 * @throws PSR-7005 when its file is missing or holds another thing
 */
export async function developmentLogKey(country: string, io: CommandIo): Promise<VerifierKey> {
  const file = join(certificateFolder(io.root, country), 'log.vkey');
  const key = parsed((await readInput(file, io, largestKeyFile).catch(() => Buffer.of())).toString('utf8'));
  if (key === undefined) throw new PasserelleError('PSR-7005', { file });
  return key;
}

function parsed(text: string): VerifierKey | undefined {
  try {
    return parseVerifierKey(text);
  } catch (cause) {
    // A key that was typed wrongly is bad input and not the answer that a log does not verify.
    if (cause instanceof PasserelleError) return undefined;
    throw cause;
  }
}
