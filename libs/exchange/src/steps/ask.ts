import { ok } from '@passerelle/kernel';
import type { Step } from '../pipelines/step.js';
import { withDocuments } from '../pipelines/work.js';

/** Country B asks: identify the patient, find the document, retrieve it, all at the peer's doors. */
export const ask: Step = {
  name: 'ask',
  worker: 'edge',
  async run(work, exchange, ports) {
    const asked = await ports.delivery.ask(exchange, work);
    if (!asked.ok) return asked;
    return ok({ work: withDocuments(work, ...asked.value.documents), facts: asked.value.facts });
  },
};
