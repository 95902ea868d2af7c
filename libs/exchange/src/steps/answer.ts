import { ok } from '@passerelle/kernel';
import type { Step } from '../pipelines/step.js';

/** Step 10 of an answer: the sealed documents are committed as answered, before the peer sees a single octet. */
export const answer: Step = {
  name: 'answer',
  worker: 'edge',
  reaches: 'answered',
  async run(work) {
    return Promise.resolve(ok({ work }));
  },
};
