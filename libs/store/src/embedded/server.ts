import { PasserelleError } from '@passerelle/kernel';
import { spawn, type ChildProcess } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { findBinaries, type Binaries } from './binaries.js';
import { ensureCluster } from './cluster.js';
import { embeddedPlace, type Place } from './place.js';

/** A running embedded PostgreSQL. */
export interface EmbeddedServer {
  /** Address of a database on it; the database is made when it is missing. */
  database(name: string): Promise<string>;
  /** Stops the server if this process started it. */
  stop(): Promise<void>;
}

/**
 * Starts the embedded PostgreSQL over the data of the last run, or joins the one that another process of the same
 * clone has running. It listens on loopback only, on a port found free, with a password.
 * @param stateFolder - absolute path of the folder in which the clone keeps what it makes
 * @throws PasserelleError PSR-7004
 */
export async function startEmbeddedServer(stateFolder: string): Promise<EmbeddedServer> {
  const place = embeddedPlace(stateFolder);
  const running = await runningPort(place);
  if (running !== undefined) {
    const password = await readFile(place.password, 'utf8');
    await ready(url(password, running, 'postgres'), () => undefined, place);
    return server(password, running, async () => {});
  }
  const binaries = await findBinaries(place.shelter);
  const password = await ensureCluster(place, binaries);
  const port = await freePort();
  const child = await launch(place, binaries, port);
  let ended: string | undefined;
  child.on('exit', (code, signal) => (ended = `the server ended with ${signal ?? code}`));
  child.on('error', (error) => (ended = error.message));
  await ready(url(password, port, 'postgres'), () => ended, place);
  return server(password, port, () => stop(child));
}

function server(password: string, port: number, stopServer: () => Promise<void>): EmbeddedServer {
  return {
    async database(name) {
      const client = new pg.Client({ connectionString: url(password, port, 'postgres') });
      await client.connect();
      try {
        const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
        if (found.rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
      } catch (error) {
        // Two nodes may make the same database at once; 42P04 and 23505 say that the other one was first.
        if (!['42P04', '23505'].includes(String((error as { code?: unknown }).code))) throw error;
      } finally {
        await client.end();
      }
      return url(password, port, name);
    },
    stop: stopServer,
  };
}

/** Port of a server that runs over this cluster, read from its lock file (line 1 process, line 4 port). */
async function runningPort(place: Place): Promise<number | undefined> {
  const lock = await readFile(join(place.data, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (lock === undefined) return undefined;
  const [pid, , , port] = lock.split('\n').map((line) => Number(line));
  if (!pid || !port) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to someone else. Anything else: it is gone and left its lock behind.
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  return port;
}

async function launch(place: Place, binaries: Binaries, port: number): Promise<ChildProcess> {
  const log = await open(place.log, 'a');
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    max_connections: '80',
    shared_buffers: '64MB',
    jit: 'off',
  };
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Its own process group: Ctrl-C in the terminal then reaches only Passerelle, which ends its work before the database goes.
  const child = spawn(binaries.postgres, ['-D', place.data, ...options], {
    ...binaries.runAs,
    cwd: place.data,
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
  });
  child.once('spawn', () => void log.close());
  return child;
}

async function ready(address: string, ended: () => string | undefined, place: Place): Promise<void> {
  const until = performance.now() + 30_000;
  for (;;) {
    const client = new pg.Client({ connectionString: address, connectionTimeoutMillis: 2_000 });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (cause) {
      const reason = ended() ?? (performance.now() > until ? 'no answer within 30 seconds' : undefined);
      if (reason !== undefined) {
        throw new PasserelleError('PSR-7004', { reason: `${reason}; see ${place.log}` }, { cause });
      }
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** SIGINT is PostgreSQL's fast shutdown: it rolls back what is open, writes a checkpoint and ends. */
async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGINT');
  const patience = setTimeout(() => child.kill('SIGQUIT'), 10_000);
  await gone;
  clearTimeout(patience);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string')
    throw new PasserelleError('PSR-7004', { reason: 'no free port' });
  return address.port;
}

function url(password: string, port: number, database: string): string {
  return `postgresql://passerelle:${password}@127.0.0.1:${port}/${database}`;
}
