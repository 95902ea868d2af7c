import type { Exchange, ExchangeDocument, TrailEvent } from '@passerelle/exchange';
import type { ErrorCode } from '@passerelle/kernel';
import type { EventRow, ExchangeRow, RecordedEventRow } from '@passerelle/store';
import type { RecordedEvent } from '@passerelle/exchange';

/** Who stands behind an exchange, as the log names them. */
export interface Actor {
  /** Keyed pseudonym of the professional. */
  readonly pseudonym: string;
  /** Identifier of the organisation acted for. */
  readonly organisation: string;
}

/** The exchange a row holds. */
export function toExchange(row: ExchangeRow): Exchange {
  return {
    id: row.id,
    direction: row.direction as Exchange['direction'],
    side: row.side as Exchange['side'],
    role: row.role as Exchange['role'],
    peer: row.peer,
    messageId: row.message_id,
    requestDigest: row.request_digest,
    personId: row.person_id,
    ...(row.record_id === null ? {} : { recordId: row.record_id }),
    category: row.category as Exchange['category'],
    purpose: row.purpose,
    state: row.state as Exchange['state'],
    ...(row.error_code === null ? {} : { errorCode: row.error_code as ErrorCode }),
    documents: row.documents as readonly ExchangeDocument[],
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    revision: row.revision,
  };
}

/** The row of an exchange. */
export function toRow(exchange: Exchange, actor: Actor, sealedRequester: Buffer): ExchangeRow {
  return {
    id: exchange.id,
    direction: exchange.direction,
    side: exchange.side,
    role: exchange.role,
    peer: exchange.peer,
    message_id: exchange.messageId,
    request_digest: exchange.requestDigest,
    person_id: exchange.personId,
    record_id: exchange.recordId ?? null,
    category: exchange.category,
    purpose: exchange.purpose,
    state: exchange.state,
    error_code: exchange.errorCode ?? null,
    documents: exchange.documents,
    actor_pseudonym: actor.pseudonym,
    actor_organisation: actor.organisation,
    sealed_requester: sealedRequester,
    created_at: exchange.createdAt,
    updated_at: exchange.updatedAt,
    revision: exchange.revision,
  };
}

/** The row of a trail event. */
export function toEventRow(event: TrailEvent, logEntryId: string | undefined): EventRow {
  return {
    at: event.at,
    step: event.step,
    state: event.state,
    outcome: event.outcome,
    code: event.code ?? null,
    milliseconds: event.milliseconds,
    facts: event.facts,
    documents: event.documents,
    receipt: event.receipt ?? null,
    log_entry_id: logEntryId ?? null,
  };
}

/** The trail event a row holds. */
export function toRecordedEvent(row: RecordedEventRow): RecordedEvent {
  return {
    sequence: row.sequence,
    at: row.at,
    step: row.step,
    state: row.state as RecordedEvent['state'],
    outcome: row.outcome as RecordedEvent['outcome'],
    ...(row.code === null ? {} : { code: row.code as ErrorCode }),
    milliseconds: row.milliseconds,
    facts: row.facts as RecordedEvent['facts'],
    documents: row.documents,
    ...(row.receipt === null ? {} : { receipt: row.receipt }),
    logged: row.log_entry_id !== null,
    ...(row.log_entry_id === null ? {} : { logEntryId: row.log_entry_id }),
    ...(row.log_index === null ? {} : { logIndex: Number(row.log_index) }),
  };
}
