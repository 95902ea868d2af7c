import { PasserelleError } from '@passerelle/kernel';
import type { SeenBundle } from '@passerelle/trust/trust-bundle';
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

/** The last good bundle, with what is remembered of it. */
export interface KeptBundle {
  readonly seen: SeenBundle;
  /** The signed octets, a compact JWS. */
  readonly octets: Buffer;
}

const keptSchema = z.strictObject({
  sequence: z.number().int().min(1),
  digest: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  bundle: z.string().min(1),
});

/**
 * The file in which a node keeps the last trust bundle it took. Number and bundle are one file, so that a run cut off in
 * the middle leaves the old pair or the new one. It is what a rollback is recognised by: a damaged file is never taken for
 * a missing one.
 */
export class KeptBundleFile {
  /** @param path - absolute */
  constructor(private readonly path: string) {}

  /** @returns undefined where no bundle was ever taken. @throws PasserelleError PSR-3068 where it cannot be read */
  read(): KeptBundle | undefined {
    let text: string;
    try {
      text = readFileSync(this.path, 'utf8');
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw this.damaged(cause);
    }
    try {
      const { sequence, digest, at, bundle } = keptSchema.parse(JSON.parse(text));
      return { seen: { sequence, digest, at: new Date(at) }, octets: Buffer.from(bundle, 'latin1') };
    } catch (cause) {
      throw this.damaged(cause);
    }
  }

  /** Writes the pair whole, and onto the disk, before anybody relies on it. @throws PasserelleError PSR-8003 */
  write({ seen, octets }: KeptBundle): void {
    const { sequence, digest, at } = seen;
    const text = `${JSON.stringify({ sequence, digest, at: at.toISOString(), bundle: octets.toString('latin1') })}\n`;
    // Several processes of one node keep the same file; each writes under a name of its own.
    const growing = `${this.path}.${process.pid}.part`;
    try {
      mkdirSync(dirname(this.path), { recursive: true, mode: 0o700 });
      const file = openSync(growing, 'w', 0o600);
      try {
        writeSync(file, text);
        fsyncSync(file);
      } finally {
        closeSync(file);
      }
      renameSync(growing, this.path);
    } catch (cause) {
      throw new PasserelleError('PSR-8003', { file: this.path }, { cause });
    }
  }

  private damaged(cause: unknown): PasserelleError {
    return new PasserelleError('PSR-3068', { file: this.path }, { cause });
  }
}
