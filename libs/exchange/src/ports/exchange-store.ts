import type { CountryCode, Result, Side } from '@passerelle/kernel';
import type { Exchange } from '../aggregate/exchange.js';
import type { TrailEvent } from '../aggregate/trail.js';
import type { DocumentInHand } from '../pipelines/work.js';

/** Everything that one transaction writes: all of it or none. */
export interface Commit {
  /** The exchange after the change. */
  readonly exchange: Exchange;
  /** Whether this commit begins the exchange. */
  readonly isNew: boolean;
  /** Revision the change was computed from; another revision in the store means somebody else was faster (PSR-4003). */
  readonly expectedRevision: number;
  /** New lines of the trail; those that changed the state are staged for the log in the same transaction. */
  readonly events: readonly TrailEvent[];
  /** Documents to keep, encrypted under the person's key. */
  readonly keep: readonly DocumentInHand[];
  /** The next step, for the bus: a claim check in the outbox. */
  readonly next?: { readonly worker: string; readonly step: string };
  /** The bus message this run answers; seen before means done before, and nothing is written. */
  readonly handled?: string;
}

/** What a commit ended in: written, or known already because the same bus message was handled before. */
export type CommitOutcome = 'committed' | 'handled-before';

/** Where exchanges live. */
export interface ExchangeStore {
  find(id: string): Promise<Exchange | undefined>;
  /** The exchange a peer began with this message id. */
  findByMessage(peer: CountryCode, messageId: string, side: Side): Promise<Exchange | undefined>;
  commit(commit: Commit): Promise<Result<CommitOutcome>>;
}
