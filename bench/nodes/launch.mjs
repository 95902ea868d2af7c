import { fork } from 'node:child_process';
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * A node in a process of its own.
 * @typedef {object} LaunchedNode
 * @property {string} country - `LU`
 * @property {Record<string, string>} doors - address by name
 * @property {string} bearerToken
 * @property {number} pid
 * @property {() => string[]} complaints - the last lines of its log that are errors
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the gateway with settings above its own configuration, and waits until its doors are open.
 * @param {string} country - `lu`
 * @param {string} state - folder for its state, settings and log
 * @param {object} settings - in the form of config/node.yaml
 * @returns {Promise<LaunchedNode>}
 * @throws Error with the end of the node's log when it does not open
 */
export async function launch(country, state, settings) {
  mkdirSync(state, { recursive: true, mode: 0o700 });
  const file = join(state, 'bench.yaml');
  const log = join(state, 'node.log');
  // JSON is YAML.
  writeFileSync(file, JSON.stringify(settings));
  const child = fork(join(root, 'apps/gateway/bin/passerelle-gateway.mjs'), ['--node', country, '--config', file], {
    cwd: root,
    stdio: ['ignore', openSync(log, 'a'), openSync(log, 'a'), 'ipc'],
    // The nodes run as they do in production, without the flags of this process.
    execArgv: [],
    env: withoutOwnSettings(process.env),
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const report = await new Promise((resolve) => {
    child.once('message', resolve);
    child.once('exit', () => resolve({}));
  });
  if (report.doors === undefined) {
    throw new Error(`the node ${country} does not open: ${report.failed?.message ?? ''}\n${linesOf(log).join('\n')}`);
  }
  return {
    country: country.toUpperCase(),
    doors: Object.fromEntries(report.doors.map(({ name, address }) => [name, address])),
    bearerToken: report.bearerToken,
    pid: child.pid,
    complaints: () => linesOf(log).filter((line) => /"level":[56]0/.test(line)),
    async stop() {
      child.kill('SIGTERM');
      const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
      await ended;
      clearTimeout(patience);
    },
  };
}

/** The end of a file, by lines. */
function linesOf(file) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-20);
}

/** A database or broker of the environment would be somebody's, and the figures would be of it. */
function withoutOwnSettings(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith('PASSERELLE_')));
}
