import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { Translator } from '@passerelle/exchange';
import { failed, ok, PasserelleError, type Clock, type Result } from '@passerelle/kernel';
import { settled, type TranslationReporting } from './settled.js';
import type { TranslatedRecord } from './translate-record.js';
import type { TranslationAnswer, TranslationTask, WorkerSetting } from './translation-worker.js';

/** How many records are translated at a time, and for how long each may be. */
export interface PoolSize {
  /** Threads; `cores` is one for each core this process may use. */
  readonly workers: number | 'cores';
  /** After so many seconds, waiting included, a translation is given up and its thread is ended. */
  readonly seconds: number;
  /** MB of memory that a thread may use beyond its youngest objects. */
  readonly megabytes: number;
}

/** A translator with threads of its own. */
export interface PooledTranslator extends Translator {
  /** Ends the threads; what is being translated is given up. */
  close(): Promise<void>;
}

/** Records that wait for a thread; beyond them a record is refused, to be tried again, instead of filling the memory. */
const longestQueue = 1_000;
/** Translation makes much that lives for one document; with room for it, little of that is copied. */
const youngMegabytes = 64;

/**
 * Steps 5 to 8 on worker threads, so that a large document holds up neither a door nor another document, and one that
 * takes too long or too much memory ends with its thread and a code. Threads share nothing: each opens the terminology
 * for itself, and a document goes in and comes out as a copy.
 */
export function translationPool(
  setting: WorkerSetting,
  { workers, seconds, megabytes }: PoolSize,
  clock: Clock,
  reporting: TranslationReporting,
): PooledTranslator {
  const threads = workers === 'cores' ? availableParallelism() : workers;
  const pool = new Piscina<TranslationTask, TranslationAnswer>({
    // Worker threads run compiled code, whoever starts them.
    filename: fileURLToPath(new URL('../../dist/translation/translation-worker.js', import.meta.url)),
    workerData: setting,
    minThreads: threads,
    maxThreads: threads,
    maxQueue: longestQueue,
    recordTiming: false,
    resourceLimits: { maxOldGenerationSizeMb: megabytes, maxYoungGenerationSizeMb: youngMegabytes },
  });
  // A thread that ends is told to the task that it had; without a listener its end would end the process.
  pool.on('error', (error) => reporting.logger.error('translation-thread-ended', error));
  return {
    async translate(source, formats) {
      const task = { source, formats, time: clock.now().toISOString() };
      return settled(await asked(pool, task, { seconds, megabytes }), reporting);
    },
    close: () => pool.destroy(),
  };
}

type Limits = Pick<PoolSize, 'seconds' | 'megabytes'>;

async function asked(
  pool: Piscina<TranslationTask, TranslationAnswer>,
  task: TranslationTask,
  limits: Limits,
): Promise<Result<TranslatedRecord>> {
  try {
    const answer = await pool.run(task, { signal: AbortSignal.timeout(limits.seconds * 1_000) });
    if ('translated' in answer) return ok(answer.translated);
    return failed(new PasserelleError(answer.refused.code, answer.refused.facts));
  } catch (caught) {
    return failed(endOf(caught, limits));
  }
}

/** Why a thread gave no answer. */
function endOf(caught: unknown, { seconds, megabytes }: Limits): PasserelleError {
  const { name, code, message } = caught as NodeJS.ErrnoException;
  if (name === 'AbortError') return new PasserelleError('PSR-1117', { seconds });
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return new PasserelleError('PSR-1118', { limit: megabytes });
  if (message === 'Task queue is at limit') return new PasserelleError('PSR-1119', { limit: longestQueue });
  return new PasserelleError('PSR-9001', {}, { cause: caught });
}
