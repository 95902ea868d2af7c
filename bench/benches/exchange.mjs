import { closing } from '../harness/closing.mjs';
import { cpuSeconds } from '../harness/process-figures.mjs';
import { percentile } from '../measure.mjs';
import { pullAll, pushAll, statesOf } from '../nodes/orders.mjs';
import { loadRecords, openTwoNodes } from '../nodes/two-nodes.mjs';

const inFlight = 16;

/** Whole exchanges, by the clock: everything from the order to the receipt, with mutual TLS, seals, log and database. */
export async function run({ quick }) {
  return closing(async (closers) => {
    const nodes = await openTwoNodes(closers);
    await loadRecords(nodes);
    return [...(await pushRows(nodes, quick ? 32 : 400)), ...(await pullRows(nodes, quick ? 16 : 200))];
  });
}

async function pushRows(nodes, count) {
  await pushAll(nodes, { count: Math.ceil(count / 4), inFlight });
  const pids = [nodes.lu.pid, nodes.pt.pid];
  const before = pids.map(cpuSeconds);
  const { seconds, latencies } = await pushAll(nodes, { count, inFlight });
  const used = pids.reduce((sum, pid, at) => sum + (cpuSeconds(pid) ?? Number.NaN) - (before[at] ?? Number.NaN), 0);
  console.log(`  Luxembourg knows ${JSON.stringify(await statesOf(nodes.lu))}, Portugal ${JSON.stringify(await statesOf(nodes.pt))}`);
  const name = `push, ${inFlight} on the way`;
  return [
    { name: `${name}: whole exchanges`, unit: 'exchanges/s', value: count / seconds, target: { value: 20 } },
    ...(Number.isNaN(used)
      ? []
      : [{ name: `${name}: processor time of both nodes`, unit: 'CPU-ms/exchange', value: (used * 1e3) / count }]),
    ...spread(`${name}: order to receipt`, latencies),
  ];
}

async function pullRows(nodes, count) {
  await pullAll(nodes, { count: Math.ceil(count / 4), clients: 1 });
  const rows = [];
  for (const clients of [1, 4]) {
    const { latencies } = await pullAll(nodes, { count, clients });
    rows.push(...spread(`pull, ${clients} at once: order to document`, latencies));
  }
  return rows;
}

function spread(name, latencies) {
  return [50, 95].map((percent) => ({ name: `${name}, p${percent}`, unit: 'ms', value: percentile(latencies, percent) }));
}
