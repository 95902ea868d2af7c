import type { Clock, DocumentFormat, Result } from '@passerelle/kernel';
import type { Exchange } from '../aggregate/exchange.js';
import type { Facts } from '../aggregate/trail.js';
import type { DocumentInHand, Work } from '../pipelines/work.js';
import type { Policy } from '../policy/decide.js';

/** What the exchange asks of the national side. */
export interface NationalRecords {
  /** Facts for the policy, without opening the record. */
  standing(personId: string, recordId: string): Promise<{ known: boolean; optedOut: boolean; restricted: boolean }>;
  /** The record itself, its exact octets. PSR-2202 where it is gone. */
  fetch(personId: string, recordId: string): Promise<Result<DocumentInHand>>;
}

/** Turns a national record into the European documents, validated; fails closed. */
export interface Translator {
  /**
   * @param targets - which documents to write; all of them come from one reading of the source
   * @returns documents of part `written`, and counts of the loss report for the trail
   */
  translate(
    source: DocumentInHand,
    targets: readonly DocumentFormat[],
  ): Promise<Result<{ documents: readonly DocumentInHand[]; facts: Facts }>>;
}

/** Seals outgoing documents with the node's seal key. */
export interface Sealer {
  /** @returns documents of part `sent`: the EPS Bundle with its signature inside, the CDA with a detached seal beside it */
  seal(
    written: readonly DocumentInHand[],
    exchange: Exchange,
  ): Promise<Result<{ documents: readonly DocumentInHand[]; facts: Facts }>>;
  /** Our signed receipt for documents received: it quotes their digests (compact JWS). */
  receipt(exchange: Exchange, received: readonly DocumentInHand[]): Promise<Result<string>>;
}

/** Proves and reads what came from a peer. */
export interface Inspector {
  /** Every seal against the peer's pinned certificates (PSR-3001 to 3006). */
  verify(received: readonly DocumentInHand[], exchange: Exchange): Promise<Result<{ facts: Facts }>>;
  /** That each document is a summary we can read, of the patient named (PSR-2203). */
  read(received: readonly DocumentInHand[], work: Work): Promise<Result<{ facts: Facts }>>;
}

/** Speaks to the peer's doors. */
export interface PeerDelivery {
  /** Asks the peer for the patient's summary and answers the documents as received. */
  ask(exchange: Exchange, work: Work): Promise<Result<{ documents: readonly DocumentInHand[]; facts: Facts }>>;
  /** Sends the documents as one transaction and answers the peer's receipt, verified against what was sent. */
  push(exchange: Exchange, sent: readonly DocumentInHand[]): Promise<Result<{ receipt: string; facts: Facts }>>;
  /** Sends our receipt for what we received. */
  acknowledge(exchange: Exchange): Promise<Result<{ receipt: string; facts: Facts }>>;
}

/** Documents by digest, encrypted under the person's key. */
export interface Documents {
  read(personId: string, sha256: string): Promise<Uint8Array>;
}

/** Everything the steps may use. */
export interface Ports {
  readonly clock: Clock;
  readonly policy: Policy;
  readonly records: NationalRecords;
  readonly translator: Translator;
  readonly sealer: Sealer;
  readonly inspector: Inspector;
  readonly delivery: PeerDelivery;
  readonly documents: Documents;
}
