import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { cloneRoot } from '../clone.js';
import { passerelle } from '../dispatch.js';

/** What a command left behind. */
export interface Ran {
  readonly code: number;
  readonly stdout: string;
  /** The same, before it is taken for text. */
  readonly octets: Buffer;
  readonly stderr: string;
}

/** Where a test runs a command, when it is not the clone with empty input. */
export interface Surroundings {
  readonly stdin?: string | Uint8Array;
  readonly cwd?: string;
  readonly root?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs a command line in this process. */
export async function run(argv: readonly string[], surroundings: Surroundings = {}): Promise<Ran> {
  const { stdin = '', cwd = cloneRoot, root = cloneRoot, env = {} } = surroundings;
  const stdout = new Captured();
  const stderr = new Captured();
  const code = await passerelle(argv, { stdin: inPieces(stdin), stdout, stderr, env, cwd, root });
  return { code, stdout: stdout.text(), octets: stdout.octets(), stderr: stderr.text() };
}

/** A fixture of `test/fixtures`, as an absolute path. */
export function fixture(name: string): string {
  return join(cloneRoot, 'test', 'fixtures', name);
}

/** A folder of its own for a test file. */
export function scratchFolder(): { readonly path: string; file(name: string): string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'passerelle-command-'));
  return { path, file: (name) => join(path, name), remove: () => rmSync(path, { recursive: true, force: true }) };
}

class Captured extends Writable {
  private readonly chunks: Buffer[] = [];

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.chunks.push(chunk);
    done();
  }

  octets(): Buffer {
    return Buffer.concat(this.chunks);
  }

  text(): string {
    return this.octets().toString('utf8');
  }
}

/** Input arrives in pieces that respect no character and no line. */
async function* inPieces(input: string | Uint8Array): AsyncGenerator<Uint8Array, void> {
  const octets = Buffer.from(input);
  for (let at = 0; at < octets.length; at += 1001) yield octets.subarray(at, at + 1001);
}
