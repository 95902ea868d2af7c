import { residentMegabytes } from '../harness/process-figures.mjs';
import { pushAll } from '../nodes/orders.mjs';
import { loadRecords, withTwoNodes } from '../nodes/two-nodes.mjs';

/** Memory of the nodes' own processes: five seconds after the start, and at most while pushes cross. */
export async function run({ quick }) {
  return withTwoNodes(async (nodes) => {
    await new Promise((resolve) => setTimeout(resolve, 5000));
    const rest = [nodes.lu, nodes.pt].map(({ pid }) => residentMegabytes(pid));
    await loadRecords(nodes);
    const peak = await highest(nodes, () => pushAll(nodes, { count: quick ? 32 : 400, inFlight: 16 }));
    return [
      { name: 'node that began no exchange yet', unit: 'MB RSS', value: Math.max(...rest) },
      { name: 'node that sends under load, most', unit: 'MB RSS', value: peak.lu },
      { name: 'node that receives under load, most', unit: 'MB RSS', value: peak.pt },
    ];
  });
}

async function highest(nodes, work) {
  const peak = { lu: 0, pt: 0 };
  const look = () => {
    for (const country of ['lu', 'pt']) {
      peak[country] = Math.max(peak[country], residentMegabytes(nodes[country].pid));
    }
  };
  const timer = setInterval(look, 200);
  try {
    await work();
  } finally {
    clearInterval(timer);
  }
  look();
  return peak;
}
