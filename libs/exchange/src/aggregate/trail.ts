import type { ErrorCode, Sha256 } from '@passerelle/kernel';
import type { ExchangeState } from './states.js';

/** Facts of a step: counts, sizes, algorithms; never personal data. */
export type Facts = Readonly<Record<string, string | number | boolean>>;

/** One line of an exchange's trail: a step, how it ended, and the log entry that holds it. */
export interface TrailEvent {
  /** UTC. */
  readonly at: Date;
  /** Name of the step in its pipeline. */
  readonly step: string;
  /** State of the exchange after the step. */
  readonly state: ExchangeState;
  readonly outcome: 'success' | 'refused' | 'failed';
  readonly code?: ErrorCode;
  /** Time the step took. */
  readonly milliseconds: number;
  readonly facts: Facts;
  /** Digests of the documents the step made or received. */
  readonly documents: readonly Sha256[];
  /** The signed receipt, where the step gave or got one. */
  readonly receipt?: string;
  /** Whether the step changed the state: such a step is an entry of the log. */
  readonly logged: boolean;
}

/** A trail event as it is read back, with its place in the log once it is sequenced. */
export interface RecordedEvent extends TrailEvent {
  /** Counts from 1 within the exchange. */
  readonly sequence: number;
  readonly logEntryId?: string;
  readonly logIndex?: number;
}
