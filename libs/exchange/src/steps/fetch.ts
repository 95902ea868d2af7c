import { ok } from '@passerelle/kernel';
import type { Step } from '../pipelines/step.js';
import { withDocuments } from '../pipelines/work.js';

/** Step 4: the national record, by its exact octets. */
export const fetch: Step = {
  name: 'fetch',
  worker: 'translator',
  async run(work, exchange, ports) {
    const source = await ports.records.fetch(exchange.personId, exchange.recordId ?? '');
    if (!source.ok) return source;
    return ok({ work: withDocuments(work, source.value), facts: { format: source.value.format } });
  },
};
