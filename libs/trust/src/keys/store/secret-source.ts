import { readFileSync, statSync } from 'node:fs';
import { PasserelleError } from '@passerelle/kernel';

/** Where a passphrase or PIN comes from; never the configuration itself and never a command line, which others can read. */
export type SecretSource = { readonly file: string } | { readonly environment: string };

/**
 * Reads a passphrase or PIN. One line feed at the end of a file does not belong to it.
 * @param resolve - makes a configured path absolute
 * @throws PasserelleError PSR-3072 when it is missing or empty, or when the file is readable by everybody
 */
export function readSecret(
  source: SecretSource,
  resolve: (path: string) => string,
  environment: NodeJS.ProcessEnv = process.env,
): string {
  const secret = 'file' in source ? fromFile(resolve(source.file)) : environment[source.environment];
  if (secret !== undefined && secret !== '') return secret;
  throw missing('file' in source ? `${source.file} is empty` : `${source.environment} is not set`);
}

function fromFile(path: string): string {
  let mode: number;
  let text: string;
  try {
    ({ mode } = statSync(path));
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw missing(`${path} cannot be read`, cause);
  }
  if ((mode & 0o007) !== 0) throw missing(`${path} may be read or changed by everybody; give it mode 0600`);
  return text.replace(/\r?\n$/, '');
}

function missing(reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-3072', { reason }, { cause });
}
