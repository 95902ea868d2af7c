import { newId, PasserelleError } from '@passerelle/kernel';
import { spawn } from 'node:child_process';
import { chown, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Binaries } from './binaries.js';
import type { Place } from './place.js';

/**
 * Makes the database cluster unless it is there, and answers the password of its superuser. A cluster that an
 * interrupted start left half made has no password file yet; it holds nothing and is made again.
 * @throws PasserelleError PSR-7004
 */
export async function ensureCluster(place: Place, binaries: Binaries): Promise<string> {
  const known = await readFile(place.password, 'utf8').catch(() => undefined);
  if (known !== undefined && (await isMade(place.data))) return known;
  await rm(place.data, { recursive: true, force: true });
  const folder = dirname(place.data);
  await mkdir(folder, { recursive: true, mode: 0o711 });
  await mkdir(place.data, { mode: 0o700 });
  const password = `${newId()}${newId()}`.replaceAll('-', '');
  const passwordFile = join(folder, `initial-password.${process.pid}`);
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (binaries.runAs) {
    await chown(place.data, binaries.runAs.uid, binaries.runAs.gid);
    await chown(passwordFile, binaries.runAs.uid, binaries.runAs.gid);
  }
  try {
    await initdb(place, binaries, passwordFile);
  } finally {
    await rm(passwordFile, { force: true });
  }
  await writeFile(place.password, password, { mode: 0o600 });
  return password;
}

async function isMade(data: string): Promise<boolean> {
  return stat(join(data, 'PG_VERSION')).then(
    () => true,
    () => false,
  );
}

async function initdb(place: Place, binaries: Binaries, passwordFile: string): Promise<void> {
  // The C locale sorts by code point on every machine, so keys and pages never depend on the system's collation.
  const options = ['-D', place.data, '-U', 'passerelle', '-A', 'scram-sha-256', `--pwfile=${passwordFile}`];
  const child = spawn(binaries.initdb, [...options, '-E', 'UTF8', '--locale=C', '--no-sync', '--no-instructions'], {
    ...binaries.runAs,
    cwd: place.data,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const code = await new Promise<number | string>((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (status) => resolve(status ?? 'a signal'));
  });
  if (code !== 0) {
    throw new PasserelleError('PSR-7004', { reason: `initdb ended with ${code}: ${lastLine(output)}` });
  }
}

function lastLine(output: string): string {
  return output.trim().split('\n').at(-1) ?? '';
}
