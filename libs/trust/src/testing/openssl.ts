import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether the openssl command is installed; specs that ask a second opinion of it are skipped without. */
export const opensslPresent = spawnSync('openssl', ['version']).status === 0;

/**
 * Runs openssl over files given by name and content.
 * @returns exit status and everything it printed
 */
export function openssl(
  files: Readonly<Record<string, string | Uint8Array>>,
  ...parameters: readonly string[]
): { status: number | null; output: string } {
  const cwd = mkdtempSync(join(tmpdir(), 'passerelle-openssl-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
    const { status, stdout, stderr } = spawnSync('openssl', parameters, { cwd, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  } finally {
    rmSync(cwd, { recursive: true });
  }
}

/**
 * Runs openssl over files and gives back a file it has made.
 * @throws Error with what it printed when it does not succeed
 */
export function opensslMade(
  files: Readonly<Record<string, string | Uint8Array>>,
  made: string,
  ...parameters: readonly string[]
): Buffer {
  const cwd = mkdtempSync(join(tmpdir(), 'passerelle-openssl-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(join(cwd, name), content);
    const { status, stderr } = spawnSync('openssl', parameters, { cwd, encoding: 'utf8' });
    if (status !== 0) throw new Error(`openssl ${parameters[0]}: ${stderr}`);
    return readFileSync(join(cwd, made));
  } finally {
    rmSync(cwd, { recursive: true });
  }
}
