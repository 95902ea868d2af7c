import { ok } from '@passerelle/kernel';
import type { Step } from '../pipelines/step.js';
import { inHand } from './in-hand.js';

/** What came can be read, and speaks of the patient it was sent for. Only then is it kept. */
export const read: Step = {
  name: 'read',
  worker: 'edge',
  reaches: 'verified',
  async run(work, exchange, ports) {
    const received = await ports.inspector.read(await inHand('received', work, exchange, ports), work);
    return received.ok ? ok({ work, facts: received.value.facts }) : received;
  },
};
