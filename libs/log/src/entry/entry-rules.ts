import { isDisclosure, none, type LogEntry } from './log-entry.js';
import { either, listOf, oneOf, record, text, type Shape } from './shape.js';

const nothing = oneOf(none);
const digest = text(/^[0-9a-f]{64}$/);
// An HMAC-SHA-256 in hexadecimal and nothing else: a national identifier put here by mistake is refused, not logged.
const pseudonym = either(digest, nothing);
const uuid = text(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i);
// Codes, ids and URIs of the standards. The cap keeps an entry near the kilobyte it is meant to be.
const term = text(/^[^\p{Cc}\p{Cs}]{1,256}$/u);
const instant: Shape = (value, path) => {
  const fault = text(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)(value, path);
  if (fault !== undefined) return fault;
  const time = new Date(String(value));
  return !Number.isNaN(time.getTime()) && time.toISOString() === value ? undefined : `${path} is not an instant`;
};

const shapeOfEntry = record({
  v: oneOf(1),
  id: uuid,
  recorded: instant,
  event: text(/^[A-Za-z0-9][A-Za-z0-9.:_/-]{0,63}$/),
  role: oneOf('A', 'B'),
  side: oneOf('initiator', 'responder'),
  peer: record({ country: either(text(/^[A-Z]{2}$/), nothing), certificate: either(digest, nothing) }),
  correlation: record({}, { exchangeId: uuid, messageId: term, requestId: term, traceparent: term }),
  outcome: record({ result: oneOf('success', 'refused', 'failed') }, { code: term }),
  purpose: term,
  category: term,
  origin: term,
  digests: record(
    { documents: listOf(digest) },
    { request: digest, response: digest, token: digest, seal: digest, receipt: digest, catalogue: digest },
  ),
  subject: pseudonym,
  actor: record({ pseudonym, organisation: term }),
  payload: either(digest, nothing),
});

/** The fields that may not be `none` once data have reached somebody, and how each is found. The time always is one. */
const disclosed: Readonly<Record<string, (entry: LogEntry) => string>> = {
  'actor.organisation': (entry) => entry.actor.organisation,
  'actor.pseudonym': (entry) => entry.actor.pseudonym,
  category: (entry) => entry.category,
  origin: (entry) => entry.origin,
  purpose: (entry) => entry.purpose,
  subject: (entry) => entry.subject,
};

/**
 * What keeps a value from being a log entry: the path of the first faulty field, or undefined when it is one.
 *
 * Besides its form, an entry of a disclosure must say who accessed (organisation and person), which category, from
 * which origin, for which purpose and whose data: Regulation (EU) 2025/327 article 9(2) and Annex II 3.2.
 */
export function entryFault(value: unknown): string | undefined {
  const fault = shapeOfEntry(value, '');
  if (fault !== undefined) return fault;
  const entry = value as LogEntry;
  if (!isDisclosure(entry)) return undefined;
  const missing = Object.keys(disclosed).find((field) => disclosed[field]!(entry) === none);
  return missing === undefined ? undefined : `${missing} is none although documents were disclosed`;
}
