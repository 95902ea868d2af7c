import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { built } from '../built.mjs';
import { closing } from '../harness/closing.mjs';
import { temporaryServer } from '../harness/temporary-server.mjs';
import { launch } from './launch.mjs';
import { records } from './records.mjs';

const { findPort } = await built('apps/demonstration/dist/ports.js');
const { call } = await built('apps/demonstration/dist/node-client.js');

/**
 * @typedef {import('./launch.mjs').LaunchedNode} LaunchedNode
 * @typedef {{ lu: LaunchedNode, pt: LaunchedNode, databasePid: number }} TwoNodes
 */

/**
 * Works with Luxembourg and Portugal, each a process of its own, over an embedded PostgreSQL of their own. State, ports
 * and databases are those of this run: a demonstration that runs in the same clone is not disturbed.
 * @template T
 * @param {(nodes: TwoNodes) => Promise<T>} work
 * @returns {Promise<T>}
 * @throws whatever the work throws, after the nodes' own errors have been printed: their logs go with the run
 */
export async function withTwoNodes(work) {
  return closing(async (closers) => {
    const nodes = await openTwoNodes(closers);
    try {
      return await work(nodes);
    } catch (cause) {
      for (const line of [...nodes.lu.complaints(), ...nodes.pt.complaints()]) console.error(line);
      throw cause;
    }
  });
}

async function openTwoNodes(closers) {
  const server = await temporaryServer();
  closers.push(() => server.close());
  const ports = await choosePorts();
  const open = async (country, peer) => {
    const state = join(server.folder, country);
    const doors = Object.fromEntries(Object.entries(ports[country]).map(([name, port]) => [name, { port }]));
    const node = await launch(country, state, {
      doors,
      peerEndpoints: { [peer.toUpperCase()]: `https://127.0.0.1:${ports[peer].edge}/fhir` },
      state,
      national: { folder: join(state, 'inbox') },
      store: { url: await server.database(`bench_${country}`) },
    });
    closers.push(() => node.stop());
    return node;
  };
  const lu = await open('lu', 'pt');
  return { lu, pt: await open('pt', 'lu'), databasePid: server.pid };
}

/** Loads the national records of both countries through their national doors. */
export async function loadRecords(nodes) {
  for (const { country, file } of records) {
    const octets = readFileSync(new URL(`../../test/fixtures/national/${country}/${file}`, import.meta.url));
    await call(nodes[country], 'national', '/national/records', octets);
  }
}

async function choosePorts() {
  // 0 is no port a peer could call; standing among the taken ones, it makes findPort look for a real one.
  const taken = new Set([0]);
  const choose = async () => {
    const port = await findPort(0, taken);
    taken.add(port);
    return port;
  };
  const ofNode = async () => ({ edge: await choose(), national: await choose(), operators: await choose() });
  return { lu: await ofNode(), pt: await ofNode() };
}
