import { PasserelleError } from '@passerelle/kernel';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { importLimits } from './limits.js';

/** A file of an archive. */
export interface ArchivedFile {
  /** Path in the archive. */
  readonly path: string;
  readonly octets: Buffer;
}

/**
 * The files of an npm package (a gzipped tar archive), one after the other: never more than one of them is in memory.
 * Nothing is written to disk, so it does not matter what paths an archive claims.
 * @param wanted - tells by its path whether a file is to be read
 * @throws PSR-7101 when it is no such archive; PSR-7103 when it unpacks to more than the limits allow
 */
export async function* archivedFiles(
  archive: Uint8Array,
  name: string,
  wanted: (path: string) => boolean,
  limits = importLimits,
): AsyncGenerator<ArchivedFile, void> {
  // Loaded when an archive is met: a node that only opens an index needs none of it.
  const { Parser } = await import('tar');
  const done: ArchivedFile[] = [];
  let fault: unknown;
  let files = 0;
  const parser = new Parser({
    strict: true,
    filter: (path) => wanted(path),
    onReadEntry: (entry) => {
      const chunks: Buffer[] = [];
      if (++files > limits.files)
        fault = new PasserelleError('PSR-7103', { file: name, limit: `${limits.files} files` });
      if (entry.size > limits.fileBytes) {
        fault = new PasserelleError('PSR-7103', { file: entry.path, limit: `${limits.fileBytes} octets` });
      }
      if (fault !== undefined) return entry.resume();
      entry.on('data', (chunk) => chunks.push(chunk));
      entry.on('end', () => done.push({ path: entry.path, octets: Buffer.concat(chunks) }));
    },
  });
  parser.on('error', (cause) => (fault ??= cause));
  let unpacked = 0;
  try {
    for await (const chunk of Readable.from([archive]).pipe(createGunzip())) {
      unpacked += (chunk as Buffer).length;
      if (unpacked > limits.sourceBytes) {
        throw new PasserelleError('PSR-7103', { file: name, limit: `${limits.sourceBytes} octets` });
      }
      parser.write(chunk as Buffer);
      if (fault !== undefined) throw fault;
      yield* done.splice(0);
    }
    parser.end();
    if (fault !== undefined) throw fault;
    yield* done.splice(0);
  } catch (cause) {
    if (cause instanceof PasserelleError) throw cause;
    throw new PasserelleError('PSR-7101', { file: name, reason: 'it is no gzipped tar archive' }, { cause });
  }
}
