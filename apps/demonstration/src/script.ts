import type { BothNodes } from './open-both-nodes.js';
import { patients, requesterOf } from './cast.js';
import type { RunningNode } from './launch-node.js';
import { loadRecords } from './load-records.js';
import { call, type ShownExchange } from './node-client.js';
import { bold, line, section } from './print.js';
import { showExchange } from './show-exchange.js';
import { verifyLog } from './verify-log.js';
import { otherSide, watchExchange } from './watch-exchange.js';

/**
 * The demonstration: records in, one push, two pulls, both logs verified.
 * @returns true only if every exchange ended acknowledged on both sides and both logs verify
 */
export async function runScript({ lu, pt }: BothNodes): Promise<boolean> {
  section("National records, through each country's own door");
  await loadRecords(lu);
  await loadRecords(pt);
  const outcomes = [
    await cross('Luxembourg pushes a summary to Portugal', lu, pt, 'push', patients.pushed),
    await cross('Portugal pulls a summary from Luxembourg', pt, lu, 'pull', patients.pulled),
    await cross('Luxembourg pulls a summary from Portugal', lu, pt, 'pull', patients.portuguese),
  ];
  section('Exchange logs, recomputed from every entry');
  for (const node of [lu, pt]) outcomes.push(await verifyLog(node));
  const good = outcomes.every((outcome) => outcome);
  section(good ? 'Every exchange is acknowledged and both logs verify' : 'NOT everything went well, see above');
  for (const node of [lu, pt]) {
    line(bold(node.country));
    for (const [name, address] of Object.entries(node.doors))
      line(`  ${name.padEnd(11)}${address}${name === 'edge' ? '/fhir  (mutual TLS)' : ''}`);
    line(`  token      ${node.bearerToken}`);
    line(`  log file   ${node.logFile}`);
  }
  return good;
}

async function cross(
  title: string,
  from: RunningNode,
  to: RunningNode,
  direction: 'push' | 'pull',
  patient: object,
): Promise<boolean> {
  section(title);
  const requester = requesterOf(from.country as 'LU' | 'PT');
  const order = { direction, peer: to.country, patient, requester };
  const { id, messageId } = await call<ShownExchange>(from, 'operators', '/exchanges', order);
  const began = await watchExchange(from, id);
  showExchange(from.country, began);
  const answered = await otherSide(to, from.country, messageId);
  if (answered === undefined) line(`${to.country} knows nothing of it`);
  else showExchange(to.country, answered);
  return began.state === 'acknowledged' && answered?.state === 'acknowledged';
}
