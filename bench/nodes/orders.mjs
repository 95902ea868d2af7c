import { randomUUID } from 'node:crypto';
import { built } from '../built.mjs';
import { patientOfTurn } from './records.mjs';

const { call } = await built('apps/demonstration/dist/node-client.js');
const { requesterOf } = await built('apps/demonstration/dist/cast.js');

const ended = new Set(['acknowledged', 'refused', 'failed']);
const patienceMs = 120_000;
/** How often the pushes that are on the way are looked at. */
const lookMs = 100;

/**
 * Pushes summaries from Luxembourg to Portugal, always the same number of them on the way, until the last one is
 * acknowledged.
 * @param {{ lu: import('./launch.mjs').LaunchedNode }} nodes
 * @param {{ count: number, inFlight: number }} how
 * @returns {Promise<{ seconds: number, latencies: number[] }>} latencies in milliseconds, from the order to the receipt,
 *   as the node has recorded them
 * @throws Error when one does not end acknowledged, since a refusal is quick
 */
export async function pushAll({ lu }, { count, inFlight }) {
  const underway = new Set();
  const latencies = [];
  let ordered = 0;
  const began = performance.now();
  while (latencies.length < count) {
    const free = Math.min(inFlight - underway.size, count - ordered);
    await Promise.all(
      Array.from({ length: free }, async () => {
        const { id } = await order(lu, 'push', 'PT', patientOfTurn(ordered++));
        underway.add(id);
      }),
    );
    await new Promise((resolve) => setTimeout(resolve, lookMs));
    for (const exchange of await endedOf(lu, underway)) {
      if (exchange.state !== 'acknowledged')
        throw new Error(`a push ended ${exchange.state} with ${exchange.errorCode}`);
      underway.delete(exchange.id);
      latencies.push(Date.parse(exchange.updatedAt) - Date.parse(exchange.createdAt));
    }
    if (performance.now() - began > patienceMs + count * 1000) throw new Error(`${underway.size} pushes do not end`);
  }
  return { seconds: (performance.now() - began) / 1e3, latencies };
}

/**
 * Portugal pulls summaries from Luxembourg.
 * @param {{ pt: import('./launch.mjs').LaunchedNode }} nodes
 * @param {{ count: number, clients: number }} how - clients: how many ask at once
 * @returns {Promise<{ latencies: number[] }>} milliseconds a client waits for each answer
 * @throws Error when one is not answered with a document
 */
export async function pullAll({ pt }, { count, clients }) {
  const latencies = [];
  let asked = 0;
  const client = async () => {
    while (asked < count) {
      const began = performance.now();
      const { state, errorCode } = await order(pt, 'pull', 'LU', patientOfTurn(asked++));
      latencies.push(performance.now() - began);
      if (['refused', 'failed'].includes(state)) throw new Error(`a pull ended ${state} with ${errorCode}`);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return { latencies };
}

function order(node, direction, peer, patient) {
  const requester = requesterOf(node.country);
  return call(node, 'operators', '/exchanges', { direction, peer, patient, requester, messageId: randomUUID() });
}

/**
 * A page of the newest shows nearly all that are on the way at the price of one question; asking for each, or for a
 * long page, would be load of its own. The few that were overtaken by so many others are asked for by their ids.
 */
async function endedOf(node, underway) {
  const { exchanges } = await call(node, 'operators', `/exchanges?limit=${2 * underway.size}`);
  const shown = new Set(exchanges.map(({ id }) => id));
  const others = [...underway].filter((id) => !shown.has(id));
  const overtaken = await Promise.all(others.map((id) => call(node, 'operators', `/exchanges/${id}`)));
  return [...exchanges, ...overtaken].filter(({ id, state }) => underway.has(id) && ended.has(state));
}

/** How many exchanges a node knows in each state, newest 200. */
export async function statesOf(node) {
  const { exchanges } = await call(node, 'operators', '/exchanges?limit=200');
  const counts = {};
  for (const { state } of exchanges) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}
