import { PasserelleError } from '@passerelle/kernel';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommandIo } from './io.js';

/** Octets a document may have: the limit of the node's doors, so that both refuse the same file. */
export const largestDocument = 20_000_000;

/** Name of the standard input where a file is expected. */
const standardInput = '-';

/**
 * Reads a file, or the standard input where the name is `-`.
 * @param limit - octets it may have; nothing beyond is kept
 * @throws PSR-8002 when the file cannot be read; PSR-1001 when it is larger than the limit
 */
export async function readInput(name: string, io: CommandIo, limit = largestDocument): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of await openInput(name, io)) {
      const piece = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
      size += piece.length;
      // Leaving the loop also closes the file: a document without end (`/dev/zero`) stops here.
      if (size > limit) throw new PasserelleError('PSR-1001', { limit });
      chunks.push(piece);
    }
  } catch (cause) {
    throw cause instanceof PasserelleError ? cause : unreadable(name, cause);
  }
  return Buffer.concat(chunks);
}

/**
 * Opens a file, or the standard input where the name is `-`.
 * @throws PSR-8002 when the file cannot be opened; what goes wrong later comes as an error of the file system
 */
export async function openInput(name: string, io: CommandIo): Promise<AsyncIterable<Uint8Array | string>> {
  if (name === standardInput) return io.stdin;
  try {
    return (await open(resolve(io.cwd, name))).createReadStream();
  } catch (cause) {
    throw unreadable(name, cause);
  }
}

/** The error for a file that cannot be read. */
export function unreadable(file: string, cause: unknown): PasserelleError {
  return new PasserelleError('PSR-8002', { file }, { cause });
}
