import { ack, deadLetter, retry, type BusMessage, type HandlerResult } from '@passerelle/bus';
import { emptyWork, isFinal, runPipeline, type Worker } from '@passerelle/exchange';
import type { NodeRuntime } from '../node/runtime.js';

/** Deliveries of one message before its exchange is given up; with the delays below that is about ten minutes. */
export const maxAttempts = 10;
const firstDelayMs = 500;
const longestDelayMs = 120_000;

/**
 * Runs the steps that a claim check asks for, up to the next change of worker. The message is acknowledged when the
 * outcome is committed, good or bad; only what may succeed later comes again.
 */
export async function workOn(node: NodeRuntime, worker: Worker, message: BusMessage): Promise<HandlerResult> {
  const exchange = await node.exchanges.find(message.claim.exchangeId);
  if (exchange === undefined) return deadLetter('PSR-4001');
  // A second delivery of a message whose exchange has ended; there is nothing left to do.
  if (isFinal(exchange.state)) return ack();
  const outcome = await runPipeline(
    {
      exchange,
      work: emptyWork,
      from: message.claim.step,
      workers: [worker],
      isNew: false,
      handled: message.id,
      lastAttempt: message.attempt >= maxAttempts,
    },
    node.ports,
    node.exchanges,
  );
  if (outcome.ok) return ack();
  const { error } = outcome;
  node.logger.warn('step-failed', {
    worker,
    step: message.claim.step,
    exchangeId: exchange.id,
    code: error.code,
    attempt: message.attempt,
  });
  if (!error.retriable) return ack();
  if (message.attempt >= maxAttempts) return deadLetter(error.code);
  return retry(Math.min(longestDelayMs, firstDelayMs * 2 ** (message.attempt - 1)), error.code);
}
