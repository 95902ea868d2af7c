import { asPasserelleError, failed, ok, PasserelleError, type ErrorCode, type Result } from '@passerelle/kernel';
import { advance, type Exchange, type ExchangeDocument } from '../aggregate/exchange.js';
import type { TrailEvent } from '../aggregate/trail.js';
import type { ExchangeStore } from '../ports/exchange-store.js';
import type { Ports } from '../ports/ports.js';
import type { Step, StepOutput, Worker } from './step.js';
import { pipelineOf } from './table.js';
import type { DocumentInHand, Work } from './work.js';

/** How a run is to be made. */
export interface Run {
  readonly exchange: Exchange;
  readonly work: Work;
  /** Name of the step to begin with; the first one where it is left out. */
  readonly from?: string;
  /** Steps of these workers run now, one after the other; the first step of another worker is left to the bus. */
  readonly workers: readonly Worker[];
  /** Whether the exchange is not in the store yet. */
  readonly isNew: boolean;
  /** The bus message that asked for this run. */
  readonly handled?: string;
  /** The last attempt: a retriable failure then ends the exchange instead of being tried again. */
  readonly lastAttempt?: boolean;
}

/** What a run ended in. */
export interface RunOutcome {
  readonly exchange: Exchange;
  readonly work: Work;
}

/** What has happened in a run and is not committed yet. */
interface Pending {
  exchange: Exchange;
  work: Work;
  readonly events: TrailEvent[];
}

/**
 * Runs the steps of an exchange's pipeline and commits once at the end: the change of state, the trail, the documents,
 * the outbox message for the next worker and the log entries are one transaction. A step that fails for good ends the
 * exchange as refused or failed in the same way, so no exchange stays half done. A step that may succeed later changes
 * nothing; the error goes back to the bus, which tries again.
 */
export async function runPipeline(run: Run, ports: Ports, store: ExchangeStore): Promise<Result<RunOutcome>> {
  const pipeline = pipelineOf(run.exchange);
  const first = run.from === undefined ? 0 : pipeline.findIndex((step) => step.name === run.from);
  if (first < 0) return failed(new PasserelleError('PSR-5002'));
  const pending: Pending = { exchange: run.exchange, work: run.work, events: [] };
  let error: PasserelleError | undefined;
  let next: Step | undefined;
  for (const step of pipeline.slice(first)) {
    if (!run.workers.includes(step.worker)) {
      next = step;
      break;
    }
    error = await runStep(step, pending, ports);
    if (error !== undefined) break;
  }
  if (error?.retriable === true && run.handled !== undefined && run.lastAttempt !== true) return failed(error);
  const committed = await store.commit({
    exchange: pending.exchange,
    isNew: run.isNew,
    expectedRevision: run.exchange.revision,
    events: pending.events,
    keep: error === undefined ? unkept(run, pending.work) : [],
    ...(error === undefined && next !== undefined ? { next: { worker: next.worker, step: next.name } } : {}),
    ...(run.handled === undefined ? {} : { handled: run.handled }),
  });
  if (!committed.ok) return committed;
  return error === undefined ? ok({ exchange: pending.exchange, work: pending.work }) : failed(error);
}

/** Runs one step and adds its line to the trail. Answers the error that stops the run. */
async function runStep(step: Step, pending: Pending, ports: Ports): Promise<PasserelleError | undefined> {
  const began = ports.clock.monotonic();
  const before = pending.work;
  const result = await attempt(step, pending, ports);
  const at = ports.clock.now();
  const milliseconds = Math.round((ports.clock.monotonic() - began) * 10) / 10;
  if (!result.ok) {
    end(pending, step, result.error, { at, milliseconds });
    return result.error;
  }
  const { work, facts } = result.value;
  const made = work.documents.slice(before.documents.length);
  const moved = move(pending.exchange, step, made, at);
  if (!moved.ok) {
    end(pending, step, moved.error, { at, milliseconds });
    return moved.error;
  }
  pending.exchange = moved.value;
  pending.work = work;
  pending.events.push({
    at,
    step: step.name,
    state: moved.value.state,
    outcome: 'success',
    milliseconds,
    facts: facts ?? {},
    documents: made.map((document) => document.sha256),
    ...(work.receipt === undefined || work.receipt === before.receipt ? {} : { receipt: work.receipt }),
    logged: step.reaches !== undefined,
  });
  return undefined;
}

/** A defect inside a step becomes the internal error, so that the exchange ends with a code and not in the middle. */
async function attempt(step: Step, pending: Pending, ports: Ports): Promise<Result<StepOutput>> {
  try {
    return await step.run(pending.work, pending.exchange, ports);
  } catch (caught) {
    return failed(asPasserelleError(caught));
  }
}

function move(exchange: Exchange, step: Step, made: readonly DocumentInHand[], at: Date): Result<Exchange> {
  const documents = made.map(describe);
  if (step.reaches === undefined) return ok({ ...exchange, documents: [...exchange.documents, ...documents] });
  return advance(exchange, { to: step.reaches, documents }, at);
}

/** The codes that mean "no" rather than "could not": policy, unknown person or document, and a peer that refused. */
const refusals: readonly ErrorCode[] = ['PSR-2101', 'PSR-2102', 'PSR-2201', 'PSR-2202', 'PSR-4006'];

function end(pending: Pending, step: Step, error: PasserelleError, timing: { at: Date; milliseconds: number }): void {
  const to = refusals.includes(error.code) ? 'refused' : 'failed';
  const ended = advance(pending.exchange, { to, errorCode: error.code }, timing.at);
  // A state that allows no refusal (a document already verified) can only fail.
  const exchange = ended.ok ? ended : advance(pending.exchange, { to: 'failed', errorCode: error.code }, timing.at);
  if (exchange.ok) pending.exchange = exchange.value;
  pending.events.push({
    ...timing,
    step: step.name,
    state: pending.exchange.state,
    outcome: to,
    code: error.code,
    facts: {},
    documents: [],
    logged: true,
  });
}

function describe(document: DocumentInHand): ExchangeDocument {
  const { format, mediaType, sha256, part, octets } = document;
  return { format, mediaType, sha256, size: octets.length, part };
}

/** Documents of this run that the store does not hold yet; a national record is kept by the national door already. */
function unkept(run: Run, work: Work): readonly DocumentInHand[] {
  const kept = new Set(run.isNew ? [] : run.exchange.documents.map((document) => document.sha256));
  return work.documents.filter((document) => document.part !== 'source' && !kept.has(document.sha256));
}
