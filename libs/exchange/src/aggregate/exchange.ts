import {
  failed,
  ok,
  PasserelleError,
  type CountryCode,
  type DataCategory,
  type Direction,
  type DocumentFormat,
  type ErrorCode,
  type Result,
  type Role,
  type Sha256,
  type Side,
} from '@passerelle/kernel';
import { mayBecome, type ExchangeState } from './states.js';

/** A document of an exchange, named by the digest of its exact octets. */
export interface ExchangeDocument {
  readonly format: DocumentFormat;
  readonly mediaType: string;
  readonly sha256: Sha256;
  /** Octets. */
  readonly size: number;
  /** `source` as the country stores it, `written` by the translator, `sent` and `received` as they crossed. */
  readonly part: 'source' | 'written' | 'sent' | 'received';
}

/** One crossing of the border, seen from this node. */
export interface Exchange {
  /** UUID, version 7. */
  readonly id: string;
  readonly direction: Direction;
  readonly side: Side;
  /** Whether this node is country A or B in it. */
  readonly role: Role;
  readonly peer: CountryCode;
  /** Chosen by the initiator; idempotence is on (peer, message id). */
  readonly messageId: string;
  /** Digest of the request that began it; the same message id with another digest is a conflict. */
  readonly requestDigest: Sha256;
  /** Key of the person in the store: random, never an identifier. */
  readonly personId: string;
  /** The national record it is made from, where this node is country A. */
  readonly recordId?: string;
  readonly category: DataCategory;
  /** HL7 PurposeOfUse: TREAT. */
  readonly purpose: string;
  readonly state: ExchangeState;
  readonly errorCode?: ErrorCode;
  readonly documents: readonly ExchangeDocument[];
  readonly createdAt: Date;
  readonly updatedAt: Date;
  /** Rises with each change; a writer that read an older one loses. */
  readonly revision: number;
}

/** What a change of state brings with it. */
export interface Change {
  readonly to: ExchangeState;
  readonly documents?: readonly ExchangeDocument[];
  readonly errorCode?: ErrorCode;
}

/**
 * Moves an exchange to its next state.
 * @returns the changed exchange, or PSR-4003 where its kind does not allow the step
 */
export function advance(exchange: Exchange, change: Change, at: Date): Result<Exchange> {
  if (!mayBecome(exchange.direction, exchange.side, exchange.state, change.to)) {
    return failed(new PasserelleError('PSR-4003', { state: exchange.state, next: change.to }));
  }
  return ok({
    ...exchange,
    state: change.to,
    documents: [...exchange.documents, ...(change.documents ?? [])],
    ...(change.errorCode === undefined ? {} : { errorCode: change.errorCode }),
    updatedAt: at,
    revision: exchange.revision + 1,
  });
}
