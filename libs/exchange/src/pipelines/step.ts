import type { Result } from '@passerelle/kernel';
import type { Exchange } from '../aggregate/exchange.js';
import type { ExchangeState } from '../aggregate/states.js';
import type { Facts } from '../aggregate/trail.js';
import type { Ports } from '../ports/ports.js';
import type { Work } from './work.js';

/** What a step hands on: the work with what it added, and what the trail should say of it. */
export interface StepOutput {
  readonly work: Work;
  readonly facts?: Facts;
}

/** The workers of the bus. `edge` is a door where somebody waits. */
export type Worker = 'edge' | 'translator' | 'signer' | 'dispatcher';

/**
 * One step of a pipeline. Steps are plain functions over ports: the same ones run inline for a professional who waits
 * and in a worker for a push.
 */
export interface Step {
  /** The word for it in the trail, in traces and on the bus. */
  readonly name: string;
  /** The worker that runs it. Where the worker changes, the bus lies between two steps. */
  readonly worker: Worker;
  /** State the exchange reaches when this step has succeeded; undefined where it stays. */
  readonly reaches?: ExchangeState;
  run(work: Work, exchange: Exchange, ports: Ports): Promise<Result<StepOutput>>;
}

/** A pipeline reads on one screen, and replay enters the same array at a later step. */
export type Pipeline = readonly Step[];
