import { isErrorCode, newId, PasserelleError, sha256, type ErrorCode } from '@passerelle/kernel';
import type { KafkaMessage, Message } from 'kafkajs';
import { decodeEnvelope, encodeEnvelope } from '../envelope.js';
import { uuidPattern } from '../grammar.js';
import type { BusMessage, OutgoingMessage } from '../message.js';
import type { DeadLetterRecord } from '../message-bus.js';

/*
 * A dead letter at the broker: key = message id, value = the envelope as it was delivered last, and headers in UTF-8:
 *   passerelle-code       code of the registry
 *   passerelle-reason     code of the last failure, where there is one
 *   passerelle-attempts   deliveries, decimal
 *   passerelle-dead-at    UTC instant
 *   passerelle-source     <topic>/<partition>/<offset> of the original
 *   passerelle-digest     SHA-256 of the original's value, only for what was no claim check
 * What was no claim check is never copied: its value is `{}` here. A replay adds a record of the same key that has the
 * one header passerelle-replayed-at. It is not a null value, which compaction would remove in time: the newest record
 * of the topic must stay readable, because reading up to it is how a reader knows that it has read all.
 */

/** Why and where from a message is set aside. */
export interface Verdict {
  readonly code: ErrorCode;
  readonly reason?: ErrorCode;
  readonly source: string;
}

/** The dead letter of a message that was understood. */
export function writeDeadLetter(message: BusMessage, verdict: Verdict): Message {
  return { key: message.id, value: encodeEnvelope(message), headers: headersOf(message.attempt, verdict) };
}

/** The dead letter of something that is not a claim check: where it lies and its digest, not what it says. */
export function writeMalformed(value: Buffer | null, source: string): Message {
  const headers = headersOf(1, { code: 'PSR-5002', source });
  return {
    key: newId(),
    value: '{}',
    headers: value === null ? headers : { ...headers, 'passerelle-digest': sha256(value) },
  };
}

/** The record that takes a dead letter off the list. */
export function writeReplayed(id: string): Message {
  return { key: id, value: '{}', headers: { 'passerelle-replayed-at': new Date().toISOString() } };
}

/** Reads a dead letter. @returns undefined for the mark of a replay and for a record that is not one of ours */
export function readDeadLetter(topic: string, record: KafkaMessage): DeadLetterRecord | undefined {
  const header = (name: string): string | undefined => record.headers?.[`passerelle-${name}`]?.toString();
  const id = record.key?.toString() ?? '';
  const deadAt = header('dead-at');
  if (!uuidPattern.test(id) || deadAt === undefined) return undefined;
  const [reason, source] = [header('reason'), header('source')];
  const message = messageOf(record.value);
  return {
    id,
    topic,
    code: codeOf(header('code')),
    ...(reason === undefined ? {} : { reason: codeOf(reason) }),
    attempts: Number(header('attempts') ?? 0),
    deadAt,
    ...(source === undefined ? {} : { source }),
    ...(message === undefined ? {} : { message }),
  };
}

/** The message set aside, or undefined where the record holds none: such a dead letter is listed but not replayed. */
function messageOf(value: Buffer | null): OutgoingMessage | undefined {
  try {
    const { id, topic, key, claim, createdAt } = decodeEnvelope(value?.toString() ?? '');
    return { id, topic, key, claim, createdAt };
  } catch (cause) {
    if (cause instanceof PasserelleError && cause.code === 'PSR-5002') return undefined;
    throw cause;
  }
}

function headersOf(attempts: number, { code, reason, source }: Verdict): Record<string, string> {
  return {
    'passerelle-code': code,
    ...(reason === undefined ? {} : { 'passerelle-reason': reason }),
    'passerelle-attempts': String(attempts),
    'passerelle-dead-at': new Date().toISOString(),
    'passerelle-source': source,
  };
}

/** A code that a newer release wrote and this one does not know is shown as the internal error. */
function codeOf(text: string | undefined): ErrorCode {
  return text !== undefined && isErrorCode(text) ? text : 'PSR-9001';
}
