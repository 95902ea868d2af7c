import { newBearerToken } from '@passerelle/trust';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * The token that the node's own doors ask for: made at the first start, kept in a file that only the owner may read,
 * the same at every later start.
 */
export function ensureBearerToken(file: string): string {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  try {
    // `wx` makes the file or fails: two processes that start at once end up with one token.
    const token = newBearerToken();
    writeFileSync(file, token, { mode: 0o600, flag: 'wx' });
    return token;
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EEXIST') throw error;
    return readFileSync(file, 'utf8').trim();
  }
}
