import { failed, ok, PasserelleError, type Direction, type DocumentFormat } from '@passerelle/kernel';
import type { Step } from '../pipelines/step.js';
import { withDocuments } from '../pipelines/work.js';

/** A push carries both European documents; a pull answers the one that was asked for. */
const targets: Readonly<Record<Direction, readonly DocumentFormat[]>> = {
  push: ['eps-bundle', 'pivot-cda'],
  pull: ['eps-bundle'],
};

/** Steps 5 to 8: read, transcode, write, validate. One step here, because the parsed document never leaves the translator. */
export const translate: Step = {
  name: 'translate',
  worker: 'translator',
  reaches: 'translated',
  async run(work, exchange, ports) {
    const source = work.documents.find((document) => document.part === 'source');
    if (source === undefined) return failed(new PasserelleError('PSR-2202'));
    const translated = await ports.translator.translate(source, targets[exchange.direction]);
    if (!translated.ok) return translated;
    const { documents, facts } = translated.value;
    return ok({ work: withDocuments(work, ...documents), facts });
  },
};
