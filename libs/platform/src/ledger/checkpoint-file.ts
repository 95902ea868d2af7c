import { parseCheckpoint, parseNote } from '@passerelle/log';
import { appendFile, mkdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/**
 * The checkpoints a second time, in a file outside the database. A database restored from a backup has forgotten
 * entries that were signed for; the file has not, and the next signature is refused.
 */
export class CheckpointFile {
  constructor(private readonly path: string) {}

  /** The note with the largest size, or undefined where nothing was signed yet. */
  async last(): Promise<string | undefined> {
    const text = await readFile(this.path, 'utf8').catch((error: unknown) => {
      if ((error as { code?: unknown }).code === 'ENOENT') return undefined;
      throw error;
    });
    const line = text?.trimEnd().split('\n').at(-1);
    return line === undefined || line === '' ? undefined : (JSON.parse(line) as { note: string }).note;
  }

  /** Adds a note, one line of JSON. */
  async add(note: string): Promise<void> {
    await mkdir(dirname(this.path), { recursive: true });
    await appendFile(this.path, `${JSON.stringify({ note })}\n`);
  }
}

/** Where a node keeps its file of checkpoints: in its state folder. */
export function checkpointFileOf({ state }: { readonly state: string }): string {
  return join(state, 'checkpoints.jsonl');
}

/** The size a note speaks of. */
export function sizeOf(note: string): number {
  return parseCheckpoint(parseNote(note).text).size;
}

/** The note of the larger log: a file ahead of the database means that the database forgot. */
export function later(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return sizeOf(b) > sizeOf(a) ? b : a;
}
