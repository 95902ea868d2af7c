import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openNode, silentLogger, type NodeParts, type OpenNode } from '@passerelle/platform';
import { callDoor, exchange, fixture, otherSide, requesterOf } from '../support/calls.js';
import { openTwoNodes, type TwoNodes } from '../support/two-nodes.js';

const nothing: NodeParts = { doors: [], workers: [], relay: false, ledger: false, folder: false };
const doorsOnly: NodeParts = { ...nothing, doors: ['edge', 'national', 'operators'] };

/** The parts that apps/ deploys as processes of their own; here each has its own runtime over the one database. */
const others: readonly NodeParts[] = [
  { ...nothing, workers: ['translator'] },
  { ...nothing, workers: ['translator'] },
  { ...nothing, workers: ['signer'] },
  { ...nothing, workers: ['dispatcher'], relay: true },
  { ...nothing, ledger: true },
];

describe('a node split into several processes', () => {
  let nodes: TwoNodes;
  const parts: OpenNode[] = [];

  beforeAll(async () => {
    nodes = await openTwoNodes({ luxembourg: doorsOnly });
    for (const each of others) parts.push(await openNode(nodes.lu.loaded, silentLogger, each));
    await callDoor(nodes.lu, 'national', 'POST', '/national/records', fixture('national/lu/rich.xml'));
  }, 90_000);
  afterAll(async () => {
    for (const part of parts) await part.close();
    await nodes.close();
  }, 60_000);

  it('carries pushes through workers that share nothing but the database and the bus', async () => {
    const order = {
      direction: 'push',
      peer: 'PT',
      patient: { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' },
      requester: requesterOf('LU'),
    };
    const sent = await Promise.all(Array.from({ length: 6 }, () => exchange(nodes.lu, order)));
    for (const each of sent) {
      expect(each.state).toBe('acknowledged');
      expect((await otherSide(nodes.pt, each.messageId)).state).toBe('acknowledged');
    }
    const indexes = sent.flatMap((each) => each.trail.flatMap((event) => event.logIndex ?? []));
    expect(new Set(indexes).size).toBe(indexes.length);
  }, 60_000);
});
