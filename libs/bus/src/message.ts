import { newId } from '@passerelle/kernel';

/*
 * Words of the bus.
 * Topic: a named queue; all subscribers of a topic share its messages, each message goes to one of them.
 * Key: the exchange id; messages of one key are handled one at a time, in the order in which they were published.
 * Claim check: a message that holds no content, only what is needed to fetch the content from the store
 * (Hohpe and Woolf, Enterprise Integration Patterns, "Claim Check").
 * Dead letter: a message that was set aside, with the reason, so that it holds nobody up.
 */

/** What a message may say: which exchange, which step is due, and which document by its digest. Never anything personal. */
export interface ClaimCheck {
  /** UUID of the exchange, lower case. */
  readonly exchangeId: string;
  /** Name of the pipeline step that is due: 1 to 40 of `a`-`z` and `-`. */
  readonly step: string;
  /** SHA-256 of the document the step works on: 64 lower-case hexadecimal characters. */
  readonly documentDigest?: string;
}

/** A message as a publisher hands it over. */
export interface OutgoingMessage {
  /** UUID, lower case, unique for ever: consumers recognise a second delivery by it. */
  readonly id: string;
  /** 1 to 64 of `a`-`z`, `0`-`9` and `-`, beginning with a letter. */
  readonly topic: string;
  /** UUID, lower case: the exchange id. Order is kept among the messages of one key. */
  readonly key: string;
  readonly claim: ClaimCheck;
  /** UTC instant with milliseconds, `YYYY-MM-DDThh:mm:ss.sssZ`. */
  readonly createdAt: string;
}

/** A message as a handler receives it. */
export interface BusMessage extends OutgoingMessage {
  /** Which delivery this is, from 1. */
  readonly attempt: number;
}

/**
 * Makes a message about one step of an exchange, keyed by the exchange.
 * @param id - the outbox row's id where there is one, so that publishing the row twice gives the same message twice
 */
export function outgoingMessage(
  topic: string,
  claim: ClaimCheck,
  { id = newId(), now = new Date() }: { id?: string; now?: Date } = {},
): OutgoingMessage {
  return { id, topic, key: claim.exchangeId, claim, createdAt: now.toISOString() };
}
