import { ok } from '@passerelle/kernel';
import type { Step } from '../pipelines/step.js';
import { inHand } from './in-hand.js';

/** What came is what the peer sealed: every seal against its pinned certificates, on the octets received. */
export const verify: Step = {
  name: 'verify',
  worker: 'edge',
  async run(work, exchange, ports) {
    const verified = await ports.inspector.verify(await inHand('received', work, exchange, ports), exchange);
    return verified.ok ? ok({ work, facts: verified.value.facts }) : verified;
  },
};
