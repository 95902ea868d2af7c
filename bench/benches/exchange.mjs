import { cpuSeconds } from '../harness/process-figures.mjs';
import { percentile } from '../measure.mjs';
import { pullAll, pushAll, statesOf } from '../nodes/orders.mjs';
import { loadRecords, withTwoNodes } from '../nodes/two-nodes.mjs';

const inFlight = 16;

/** Whole exchanges, by the clock: everything from the order to the receipt, with mutual TLS, seals, log and database. */
export async function run({ quick }) {
  return withTwoNodes(async (nodes) => {
    await loadRecords(nodes);
    return [...(await pushRows(nodes, quick ? 32 : 400)), ...(await pullRows(nodes, quick ? 16 : 200))];
  });
}

async function pushRows(nodes, count) {
  await pushAll(nodes, { count: Math.ceil(count / 4), inFlight });
  const parts = {
    'the sending node': [nodes.lu.pid],
    'the receiving node': [nodes.pt.pid],
    'the database of both': [nodes.databasePid],
  };
  const used = () => Object.values(parts).map(cpuSeconds);
  const before = used();
  const { seconds, latencies } = await pushAll(nodes, { count, inFlight });
  const spent = used().map((after, at) => ((after - before[at]) * 1e3) / count);
  const [lu, pt] = [await statesOf(nodes.lu), await statesOf(nodes.pt)].map((states) => JSON.stringify(states));
  console.log(`  of the last pushes Luxembourg knows ${lu}, Portugal ${pt}`);
  const name = `push, ${inFlight} on the way`;
  return [
    { name: `${name}: whole exchanges`, unit: 'exchanges/s', value: count / seconds, target: { value: 20 } },
    ...Object.keys(parts).flatMap((part, at) => ({
      name: `${name}: ${part}`,
      unit: 'CPU-ms/exchange',
      value: spent[at],
    })),
    ...spread(`${name}: order to receipt`, latencies),
  ].filter(({ value }) => !Number.isNaN(value));
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
  return [50, 95].map((percent) => ({
    name: `${name}, p${percent}`,
    unit: 'ms',
    value: percentile(latencies, percent),
  }));
}
