import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brokerClassPath } from './java.mjs';
import { freePort, isFree, listens } from './ports.mjs';
import { serverProperties } from './properties.mjs';
import { Refusal } from './refusal.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../..');

/** The broker takes 4 to 6 seconds on an idle machine; a busy one gets its time. */
const startWithinMs = 90_000;

/**
 * Starts one Apache Kafka broker (KRaft, no Docker) on the loopback address. It ends with this process, however that
 * ends.
 * @param {object} [options]
 * @param {number} [options.port] - port for clients; a free one when left out
 * @param {boolean} [options.ephemeral] - keep the data in a temporary folder that is removed at the end, instead of in
 *   `data/kafka`
 * @returns {Promise<{ port: number, address: string, exited: Promise<void>, stop: () => Promise<void> }>} when clients
 *   can connect; `exited` resolves when the broker is gone, by `stop` or by itself
 * @throws {Refusal} PSR-5004 without Java or Maven, PSR-5008 when the port is taken, PSR-5009 when it does not start
 */
export async function startKafka({ port, ephemeral = false } = {}) {
  if (port !== undefined && !(await isFree(port))) throw new Refusal('PSR-5008', { port });
  const classPath = brokerClassPath();
  const folder = ephemeral ? mkdtempSync(join(tmpdir(), 'passerelle-kafka-')) : join(root, 'data/kafka');
  mkdirSync(folder, { recursive: true });
  const chosen = port ?? (await freePort());
  const properties = join(folder, 'server.properties');
  const logFolder = join(folder, 'log');
  writeFileSync(properties, serverProperties({ port: chosen, controllerPort: await freePort(), logFolder }));
  format({ classPath, properties, logFolder });

  const logFile = join(folder, 'broker.log');
  const logging = [`-Dorg.slf4j.simpleLogger.logFile=${logFile}`, '-Dorg.slf4j.simpleLogger.defaultLogLevel=warn'];
  const java = ['java', '-Xmx512m', ...logging, '-cp', classPath, 'kafka.Kafka', properties];
  const removal = ephemeral ? ['--remove', folder] : [];
  const guardian = spawn(process.execPath, [join(here, 'guardian.mjs'), ...removal, ...java], {
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  // Closing a pipe whose reader has just died is no news.
  guardian.stdin.on('error', () => undefined);
  let gone = false;
  const exited = once(guardian, 'exit').then(() => void (gone = true));
  const stop = () => {
    guardian.stdin.end();
    return exited;
  };
  for (const end = Date.now() + startWithinMs; !gone && Date.now() < end;) {
    if (await listens(chosen)) return { port: chosen, address: `127.0.0.1:${chosen}`, exited, stop };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const said = existsSync(logFile) ? readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20) : [];
  process.stderr.write(`${said.join('\n')}\n`);
  await stop();
  throw new Refusal('PSR-5009');
}

/** Gives an empty data folder its cluster id; a folder of an earlier run keeps its own and its messages. */
function format({ classPath, properties, logFolder }) {
  if (existsSync(join(logFolder, 'meta.properties'))) return;
  const tool = (...args) =>
    spawnSync('java', ['-cp', classPath, 'kafka.tools.StorageTool', ...args], { encoding: 'utf8' });
  const clusterId = tool('random-uuid').stdout?.trimEnd().split('\n').at(-1) ?? '';
  const formatted = tool('format', '-t', clusterId, '-c', properties);
  if (formatted.status === 0) return;
  process.stderr.write(`${formatted.stderr ?? ''}${formatted.stdout ?? ''}`);
  throw new Refusal('PSR-5009');
}
