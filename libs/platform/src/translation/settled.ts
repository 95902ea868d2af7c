import type { DocumentInHand } from '@passerelle/exchange';
import { ok, type ErrorFacts, type Result } from '@passerelle/kernel';
import type { CodeGapCounter } from '@passerelle/summary';
import type { Logger } from '../logging/logger.js';
import type { TranslatedRecord } from './translate-record.js';

/** What the translator of a node reports to. */
export interface TranslationReporting {
  /** Counts the codes that have no European one. */
  readonly codeGaps: CodeGapCounter;
  readonly logger: Logger;
}

/** What becomes of a translation wherever it was made: its codes are counted, a gate that closed is said in the log. */
export function settled(
  result: Result<TranslatedRecord>,
  { codeGaps, logger }: TranslationReporting,
): Result<{ documents: readonly DocumentInHand[]; facts: ErrorFacts }> {
  if (!result.ok) {
    const { code, facts } = result.error;
    if (code === 'PSR-1110') logger.warn('gate-closed', { target: facts['target'], rules: facts['rules'] });
    return result;
  }
  const { documents, facts, coverage } = result.value;
  if (coverage !== undefined) codeGaps.count(coverage);
  return ok({ documents, facts });
}
