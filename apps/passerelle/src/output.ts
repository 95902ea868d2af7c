import { PasserelleError } from '@passerelle/kernel';
import { open, realpath, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CommandIo } from './io.js';

type Pieces = AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;

/**
 * Writes a file whole or not at all: it grows under another name beside its place and is renamed at the end, so that
 * nobody takes half an export for the log. A device or pipe (`/dev/null`) is written to as it is.
 * @param pieces - content, text as UTF-8
 * @throws PSR-8003 when the file cannot be written; whatever the pieces throw goes through
 */
export async function writeOutput(name: string, pieces: Pieces, io: CommandIo): Promise<void> {
  const attempt = attempts(name);
  const path = await placeOf(resolve(io.cwd, name));
  const growing = path.regular ? `${path.name}.${process.pid}.part` : path.name;
  const file = await attempt(open(growing, 'w'));
  try {
    await fill(file, pieces, attempt);
    if (path.regular) await attempt(rename(growing, path.name));
  } catch (cause) {
    if (path.regular) await rm(growing, { force: true });
    throw cause;
  }
}

async function fill(file: FileHandle, pieces: Pieces, attempt: ReturnType<typeof attempts>): Promise<void> {
  try {
    for await (const piece of pieces) await attempt(file.appendFile(piece));
  } finally {
    await attempt(file.close());
  }
}

/** Turns a failure of the file system, and no other, into the registered error. */
function attempts(file: string): <T>(work: Promise<T>) => Promise<T> {
  return (work) =>
    work.catch((cause: unknown) => {
      throw new PasserelleError('PSR-8003', { file }, { cause });
    });
}

/** Where the file really is: a symbolic link stays one, and a device must not be replaced by a file. */
async function placeOf(path: string): Promise<{ name: string; regular: boolean }> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || found.isDirectory()) return { name: path, regular: true };
  return found.isFile() ? { name: await realpath(path), regular: true } : { name: path, regular: false };
}
