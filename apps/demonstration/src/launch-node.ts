import { isErrorCode, PasserelleError } from '@passerelle/kernel';
import { fork } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { closeAll } from './lifetime.js';

/** A node that runs in a process of its own. */
export interface RunningNode {
  /** `LU`. */
  readonly country: string;
  /** Address by name of the door. */
  readonly doors: Readonly<Record<string, string>>;
  readonly bearerToken: string;
  /** File with its diagnostics. */
  readonly logFile: string;
  stop(): Promise<void>;
}

interface Report {
  readonly doors?: readonly { readonly name: string; readonly address: string }[];
  readonly bearerToken?: string;
  readonly failed?: { readonly code: string; readonly message: string };
}

/**
 * Starts a node and waits until its doors are open.
 * @throws PasserelleError with the code the node reported
 */
export async function launchNode(root: string, country: string): Promise<RunningNode> {
  const folder = join(root, 'data', country);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const logFile = join(folder, 'node.log');
  const log = openSync(logFile, 'a', 0o600);
  const child = fork(join(root, 'apps', 'gateway', 'bin', 'passerelle-gateway.mjs'), ['--node', country], {
    cwd: root,
    stdio: ['ignore', log, log, 'ipc'],
    // Ctrl-C reaches the whole process group of a terminal; the node is told by us, after its peer's work is done.
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
    await ended;
    clearTimeout(patience);
  };
  // From here on it must not be left behind, also when somebody interrupts before its doors are open.
  closeAll.push(stop);
  const report = await new Promise<Report>((resolve) => {
    child.once('message', (message) => resolve(message as Report));
    child.once('exit', (code) => resolve({ failed: { code: 'PSR-9001', message: `the process ended with ${code}` } }));
  });
  if (report.failed !== undefined || report.doors === undefined) {
    const { code = 'PSR-9001' } = report.failed ?? {};
    await ended;
    throw new PasserelleError(isErrorCode(code) ? code : 'PSR-9001', {
      door: country,
      port: 'configured',
      reason: logFile,
    });
  }
  return {
    country: country.toUpperCase(),
    doors: Object.fromEntries(report.doors.map(({ name, address }) => [name, address])),
    bearerToken: report.bearerToken ?? '',
    logFile,
    stop,
  };
}
