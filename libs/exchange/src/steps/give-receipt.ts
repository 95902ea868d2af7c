import { ok } from '@passerelle/kernel';
import type { Step } from '../pipelines/step.js';
import { inHand } from './in-hand.js';

/** Step 13 at the receiving side of a push: the signed receipt that quotes the digests of what was received. */
export const giveReceipt: Step = {
  name: 'receipt',
  worker: 'edge',
  reaches: 'acknowledged',
  async run(work, exchange, ports) {
    const receipt = await ports.sealer.receipt(exchange, await inHand('received', work, exchange, ports));
    return receipt.ok ? ok({ work: { ...work, receipt: receipt.value } }) : receipt;
  },
};
