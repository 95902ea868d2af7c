import { failed, ok, PasserelleError } from '@passerelle/kernel';
import type { Step } from '../pipelines/step.js';
import { decide } from '../policy/decide.js';

/**
 * Step 3: the policy decides before any record is fetched. A restriction or an objection must not be visible
 * (Regulation (EU) 2025/327 article 8), so every hidden reason is the same refusal: there is no such document.
 */
export const authorise: Step = {
  name: 'authorise',
  worker: 'translator',
  async run(work, exchange, ports) {
    const standing = await ports.records.standing(exchange.personId, exchange.recordId ?? '');
    const decision = decide({ purpose: exchange.purpose, ...standing }, ports.policy);
    if (!decision.ok) return decision;
    return decision.value.allow ? ok({ work }) : failed(new PasserelleError('PSR-2202'));
  },
};
