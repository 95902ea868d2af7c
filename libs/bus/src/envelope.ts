import { PasserelleError } from '@passerelle/kernel';
import { digestPattern, instantPattern, stepPattern, topicPattern, uuidPattern } from './grammar.js';
import type { BusMessage, ClaimCheck, OutgoingMessage } from './message.js';

/** A claim check needs some 300 characters; what is longer is something else and is not even parsed. */
const longestEnvelope = 1024;

/**
 * Writes the envelope of a message: one JSON object.
 * @throws PasserelleError PSR-5002 when the message is not a claim check; `field` names the place, never its value
 */
export function encodeEnvelope(message: BusMessage): string {
  return JSON.stringify(readMessage(message));
}

/**
 * Reads an envelope back. Strict: every key is known and every value matches its pattern.
 * @throws PasserelleError PSR-5002 when the text is not the envelope of a claim check
 */
export function decodeEnvelope(text: string): BusMessage {
  if (text.length > longestEnvelope) throw malformed('envelope');
  return readMessage(parse(text));
}

/**
 * Checks what a publisher hands over before anything of it is written.
 * @throws PasserelleError PSR-5002 when it is not a claim check
 */
export function assertOutgoing(message: OutgoingMessage): void {
  readOutgoing(recordOf(message, ['id', 'topic', 'key', 'claim', 'createdAt'], [], 'message'));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own message quotes the text, which may hold anything: it is left behind on purpose.
    throw malformed('envelope');
  }
}

function readMessage(value: unknown): BusMessage {
  const fields = recordOf(value, ['id', 'topic', 'key', 'claim', 'attempt', 'createdAt'], [], 'message');
  return { ...readOutgoing(fields), attempt: readAttempt(fields['attempt']) };
}

function readOutgoing(fields: Readonly<Record<string, unknown>>): OutgoingMessage {
  return {
    id: readText(fields['id'], uuidPattern, 'id'),
    topic: readText(fields['topic'], topicPattern, 'topic'),
    key: readText(fields['key'], uuidPattern, 'key'),
    claim: readClaim(fields['claim']),
    createdAt: readInstant(fields['createdAt']),
  };
}

function readClaim(value: unknown): ClaimCheck {
  const fields = recordOf(value, ['exchangeId', 'step'], ['documentDigest'], 'claim');
  const claim = {
    exchangeId: readText(fields['exchangeId'], uuidPattern, 'claim.exchangeId'),
    step: readText(fields['step'], stepPattern, 'claim.step'),
  };
  const digest = fields['documentDigest'];
  return digest === undefined
    ? claim
    : { ...claim, documentDigest: readText(digest, digestPattern, 'claim.documentDigest') };
}

function readInstant(value: unknown): string {
  const text = readText(value, instantPattern, 'createdAt');
  if (Number.isNaN(Date.parse(text))) throw malformed('createdAt');
  return text;
}

function readAttempt(value: unknown): number {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1 || value > 1_000_000) {
    throw malformed('attempt');
  }
  return value;
}

function readText(value: unknown, pattern: RegExp, field: string): string {
  if (typeof value !== 'string' || !pattern.test(value)) throw malformed(field);
  return value;
}

/** Gives the value as a record that has every required key and no key that is neither required nor optional. */
function recordOf(
  value: unknown,
  required: readonly string[],
  optional: readonly string[],
  field: string,
): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw malformed(field);
  const keys = Object.keys(value);
  if (keys.some((key) => !required.includes(key) && !optional.includes(key))) throw malformed(field);
  if (required.some((key) => !keys.includes(key))) throw malformed(field);
  return value as Readonly<Record<string, unknown>>;
}

function malformed(field: string): PasserelleError {
  return new PasserelleError('PSR-5002', { field });
}
