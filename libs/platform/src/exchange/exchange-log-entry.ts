import type { Exchange, TrailEvent } from '@passerelle/exchange';
import { newId, sha256, type CountryCode } from '@passerelle/kernel';
import { encodeEntry, none, type LogEntry } from '@passerelle/log';
import type { Actor } from './exchange-row.js';

/** What the entry needs beside the exchange and the event. */
export interface EntryContext {
  readonly actor: Actor;
  /** Keyed pseudonym of the patient. */
  readonly subject: string;
  /** SHA-256 of the peer's pinned TLS certificate. */
  readonly peerCertificate: string;
  /** This node's country. */
  readonly country: CountryCode;
  /** Digest of the sealed audit record, where one is kept. */
  readonly payload: string;
}

/** Builds the log entry of one change of state: digests and pseudonyms, nothing that names anybody. */
export function exchangeLogEntry(
  exchange: Exchange,
  event: TrailEvent,
  context: EntryContext,
): { entryId: string; entry: Buffer } {
  const entryId = newId(event.at);
  const { catalogueDigest } = event.facts;
  const entry: LogEntry = {
    v: 1,
    id: entryId,
    recorded: event.at.toISOString(),
    event: `exchange-${exchange.direction}-${event.step}`,
    role: exchange.role,
    side: exchange.side,
    peer: { country: exchange.peer, certificate: context.peerCertificate },
    correlation: { exchangeId: exchange.id, messageId: exchange.messageId },
    outcome: { result: event.outcome, ...(event.code === undefined ? {} : { code: event.code }) },
    purpose: exchange.purpose,
    category: exchange.category,
    // The record originates in country A, which is this node or the peer.
    origin: exchange.role === 'A' ? context.country : exchange.peer,
    digests: {
      request: exchange.requestDigest,
      documents: event.documents,
      ...(typeof catalogueDigest === 'string' && { catalogue: catalogueDigest }),
      ...(event.receipt === undefined ? {} : { receipt: sha256(event.receipt) }),
    },
    subject: context.subject === '' ? none : context.subject,
    actor: context.actor,
    payload: context.payload,
  };
  return { entryId, entry: encodeEntry(entry) };
}
