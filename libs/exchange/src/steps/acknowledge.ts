import { ok } from '@passerelle/kernel';
import type { Step } from '../pipelines/step.js';

/** Step 13 of a pull: our receipt goes to the peer that answered, through the bus, while the professional already reads. */
export const acknowledge: Step = {
  name: 'acknowledge',
  worker: 'dispatcher',
  reaches: 'acknowledged',
  async run(work, exchange, ports) {
    const acknowledged = await ports.delivery.acknowledge(exchange);
    if (!acknowledged.ok) return acknowledged;
    const { receipt, facts } = acknowledged.value;
    return ok({ work: { ...work, receipt }, facts });
  },
};
