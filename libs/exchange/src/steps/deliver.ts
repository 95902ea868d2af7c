import { ok } from '@passerelle/kernel';
import type { Step } from '../pipelines/step.js';
import { inHand } from './in-hand.js';

/** Steps 12 and 13 of a push: delivery, and the peer's receipt, which must quote exactly what was sent. */
export const deliver: Step = {
  name: 'deliver',
  worker: 'dispatcher',
  reaches: 'acknowledged',
  async run(work, exchange, ports) {
    const delivered = await ports.delivery.push(exchange, await inHand('sent', work, exchange, ports));
    if (!delivered.ok) return delivered;
    const { receipt, facts } = delivered.value;
    return ok({ work: { ...work, receipt }, facts });
  },
};
