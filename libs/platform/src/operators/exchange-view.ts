import type { Exchange, RecordedEvent } from '@passerelle/exchange';

/** An exchange as the operators' door shows it: no person, no content. */
export function exchangeView(exchange: Exchange): Readonly<Record<string, unknown>> {
  const { id, direction, side, role, peer, messageId, state, purpose, category, errorCode, documents } = exchange;
  return {
    id,
    direction,
    side,
    role,
    peer,
    messageId,
    state,
    purpose,
    category,
    ...(errorCode === undefined ? {} : { errorCode }),
    documents,
    createdAt: exchange.createdAt.toISOString(),
    updatedAt: exchange.updatedAt.toISOString(),
  };
}

/** One line of a trail, with its index in the log once it is sequenced. */
export function trailView(event: RecordedEvent): Readonly<Record<string, unknown>> {
  const { sequence, step, state, outcome, code, milliseconds, facts, documents, receipt, logIndex } = event;
  return {
    sequence,
    at: event.at.toISOString(),
    step,
    state,
    outcome,
    ...(code === undefined ? {} : { code }),
    milliseconds,
    facts,
    documents,
    ...(receipt === undefined ? {} : { receipt }),
    ...(event.logged ? { logIndex: logIndex ?? null } : {}),
  };
}
