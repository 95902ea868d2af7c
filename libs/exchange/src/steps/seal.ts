import { ok } from '@passerelle/kernel';
import type { Step } from '../pipelines/step.js';
import { withDocuments } from '../pipelines/work.js';
import { inHand } from './in-hand.js';

/** Step 9: the seal over the exact octets that will be sent. */
export const seal: Step = {
  name: 'seal',
  worker: 'signer',
  reaches: 'sealed',
  async run(work, exchange, ports) {
    const sealed = await ports.sealer.seal(await inHand('written', work, exchange, ports), exchange);
    if (!sealed.ok) return sealed;
    return ok({ work: withDocuments(work, ...sealed.value.documents), facts: sealed.value.facts });
  },
};
