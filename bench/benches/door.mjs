import { guardXml, parseXml } from '@passerelle/xml';
import { measuredDocuments } from '../documents/fixtures.mjs';
import { rowsAgainst } from '../harness/rows.mjs';
import { xmlPeers } from '../harness/xml-peers.mjs';
import { race } from '../measure.mjs';

const unit = 'MB/CPU-s';
/** Megabytes a second that the plan asks for. */
const target = { value: 25 };

/** The XML door: octets to the plain tree through guard and scanner, beside parsers that were not written here. */
export async function run({ quick, corpus }) {
  const timing = quick ? { rounds: 3, roundMs: 150, warmUpMs: 300 } : { warmUpMs: 3000 };
  const rows = [];
  for (const { name, octets } of measuredDocuments(corpus)) {
    const megabytes = octets.length / 1e6;
    const contestants = [
      { name: 'door', run: () => parseXml(octets), count: megabytes },
      { name: 'guard', run: () => guardXml(octets), count: megabytes },
      ...xmlPeers.map(({ name: peer, read }) => ({ name: peer, run: () => read(octets), count: megabytes })),
    ];
    const raced = await race(contestants, timing);
    const what = `guard and parse, ${name}`;
    const peers = xmlPeers.map((peer) => peer.name);
    rows.push(...rowsAgainst(raced, { name: what, unit, ours: 'door', peers, target }), {
      name: `guard alone, ${name}`,
      unit,
      value: raced.paceOf('guard').perCpuSecond,
    });
  }
  return rows;
}
