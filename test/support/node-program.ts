import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { cloneRoot } from './two-nodes.js';

/** A process of a node, started from what was built, as it runs for people. */
export interface NodeProgram {
  readonly child: ChildProcess;
  /** Addresses of the doors it opened, by name. */
  readonly addresses: Readonly<Record<string, string>>;
  /** Token of its own doors; empty for a process without. */
  readonly bearerToken: string;
  /** Everything it has written to standard output and standard error. */
  readonly written: () => string;
  /** Asks it to end, and waits for that. */
  end(): Promise<void>;
}

/**
 * Starts a process of a node.
 * @param app - its folder under `apps`
 * @param config - file above the configuration of the clone
 * @throws Error with what it wrote, where it does not open
 */
export async function startProgram(
  app: string,
  country: string,
  config: string,
  environment: NodeJS.ProcessEnv = {},
): Promise<NodeProgram> {
  const program = join(cloneRoot, 'apps', app, 'bin', `passerelle-${app}.mjs`);
  const child = fork(program, ['--node', country, '--config', config], {
    env: { ...process.env, ...environment },
    execArgv: [],
    silent: true,
  });
  const written: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => written.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => written.push(chunk));
  const text = (): string => Buffer.concat(written).toString('utf8');
  const [message] = (await Promise.race([once(child, 'message'), once(child, 'exit')])) as [unknown];
  if (!isReport(message)) throw new Error(`${app} of ${country} did not start: ${text()}`);
  return {
    child,
    addresses: Object.fromEntries(message.doors.map(({ name, address }) => [name, address])),
    bearerToken: message.bearerToken ?? '',
    written: text,
    async end() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

interface Report {
  readonly doors: readonly { readonly name: string; readonly address: string }[];
  readonly bearerToken?: string;
}

function isReport(message: unknown): message is Report {
  return typeof message === 'object' && message !== null && 'doors' in message;
}
