import type { Translator } from '@passerelle/exchange';
import { asPasserelleError, failed, ok } from '@passerelle/kernel';
import { settled, type TranslationReporting } from './settled.js';
import { translateRecord, type TranslationContext } from './translate-record.js';

/** Steps 5 to 8 in this process, on the thread that asks: what a small node does (`translation.workers: 0`). */
export function inProcessTranslator(context: TranslationContext, reporting: TranslationReporting): Translator {
  return {
    async translate(source, formats) {
      try {
        return settled(ok(await translateRecord(source, formats, context)), reporting);
      } catch (caught) {
        // What the document itself is refused for is an outcome; a defect stays one, under the internal code.
        return settled(failed(asPasserelleError(caught)), reporting);
      }
    },
  };
}
