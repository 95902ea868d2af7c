import { randomBytes } from 'node:crypto';

/**
 * A new UUID of version 7 (RFC 9562 section 5.7): its first 48 bits are the time, so ids sort by creation and a page
 * of exchanges can be read by key without a separate counter.
 * @param now - the instant to encode; defaults to the present
 */
export function newId(now: Date = new Date()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Tells whether the text has the form of a UUID (RFC 9562), of any version. */
export function isUuid(text: string): boolean {
  return uuid.test(text);
}
