import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@passerelle/kernel';
import { callDoor, exchange, fixture, otherSide, requesterOf } from '../support/calls.js';
import { openTwoNodes, type TwoNodes } from '../support/two-nodes.js';

const broker = process.env['PASSERELLE_KAFKA'];

if (broker !== undefined) suite(broker);
else if (process.env['CI'] === 'true') {
  it('has a Kafka broker to run on', () => {
    throw new Error('CI must carry an exchange over a real Kafka broker: set PASSERELLE_KAFKA to its host:port.');
  });
} else {
  console.log('Skipped: no exchange over Kafka. Run `npm run kafka` and set PASSERELLE_KAFKA=127.0.0.1:19092.');
  it.skip('carries an exchange over Kafka (needs PASSERELLE_KAFKA)', () => undefined);
}

function suite(reachable: string): void {
  describe('two nodes over Kafka', () => {
    let nodes: TwoNodes;

    beforeAll(async () => {
      // Topics of this run's own; the broker keeps what earlier runs wrote.
      const run = newId().slice(-12);
      nodes = await openTwoNodes({
        overlayOf: (country) => ({ bus: { adapter: 'kafka', brokers: [reachable], name: `${country}-${run}` } }),
      });
      await callDoor(nodes.lu, 'national', 'POST', '/national/records', fixture('national/lu/rich.xml'));
    }, 120_000);
    afterAll(async () => nodes.close(), 60_000);

    const patient = { system: 'urn:oid:1.3.182.4.4', value: '1957031210104' };

    it('carries a push and a pull to the same end as over the embedded bus', async () => {
      const pushed = await exchange(nodes.lu, { direction: 'push', peer: 'PT', patient, requester: requesterOf('LU') });
      expect(pushed.state).toBe('acknowledged');
      expect((await otherSide(nodes.pt, pushed.messageId)).state).toBe('acknowledged');
      const pulled = await exchange(nodes.pt, { direction: 'pull', peer: 'LU', patient, requester: requesterOf('PT') });
      expect(pulled.state).toBe('acknowledged');
    }, 60_000);
  });
}
