import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/** Ending of a file that is being written; one left behind was cut off and is swept at the next run. */
const unfinished = '.unfinished';

/** A folder of secrets: only its owner reads it, and a file in it is either whole or absent. */
export class PrivateFolder {
  /** @param path - created with mode 700 when it is missing, set to that mode when it has another */
  constructor(readonly path: string) {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    chmodSync(path, 0o700);
  }

  /** A folder inside this one. */
  folder(name: string): PrivateFolder {
    return new PrivateFolder(join(this.path, name));
  }

  /** The octets of a file, or undefined when there is none. Its mode is put right on the way. */
  read(name: string): Buffer | undefined {
    const file = join(this.path, name);
    if (!existsSync(file)) return undefined;
    chmodSync(file, 0o600);
    return readFileSync(file);
  }

  /** The text of a file, or undefined when there is none. */
  readText(name: string): string | undefined {
    return this.read(name)?.toString('utf8');
  }

  /** Writes a file whole: under another name first, then renamed, which a reader sees as one step. */
  write(name: string, content: string | Uint8Array): void {
    const file = join(this.path, name);
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    writeFileSync(file + unfinished, content, { mode: 0o600 });
    renameSync(file + unfinished, file);
  }

  remove(name: string): void {
    rmSync(join(this.path, name), { force: true });
  }

  /** Removes what an interrupted run left half-written. */
  sweep(): void {
    for (const name of readdirSync(this.path)) if (name.endsWith(unfinished)) this.remove(name);
  }
}
