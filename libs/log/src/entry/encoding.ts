import { canonicalJson, PasserelleError, type Json } from '@passerelle/kernel';
import { entryFault } from './entry-rules.js';
import type { LogEntry } from './log-entry.js';

/** Octets an entry may have: C2SP tlog-tiles gives it a length of 16 bits in an entry bundle. */
export const maximumEntrySize = 65_535;

/**
 * The octets of an entry as they are stored, hashed and exported: canonical JSON (RFC 8785) in UTF-8.
 * @throws PSR-6010 when a field is missing, malformed or not defined, or a disclosure leaves a legal field at `none`
 * @throws PSR-6005 when the entry is longer than 65 535 octets
 */
export function encodeEntry(entry: LogEntry): Buffer {
  const fault = entryFault(entry);
  if (fault !== undefined) throw new PasserelleError('PSR-6010', { reason: fault });
  const octets = Buffer.from(canonicalJson(asJson(entry)));
  assertEntrySize(octets);
  return octets;
}

/**
 * Reads the octets of an entry.
 * @throws PSR-6009 when they are not what `encodeEntry` writes, down to the order of the members
 */
export function decodeEntry(octets: Uint8Array): LogEntry {
  const value = parse(octets);
  const fault = entryFault(value);
  if (fault !== undefined) throw new PasserelleError('PSR-6009', { reason: fault });
  const entry = value as LogEntry;
  // A second spelling of the same entry, a duplicate member for instance, would read differently elsewhere.
  if (!Buffer.from(canonicalJson(asJson(entry))).equals(octets)) {
    throw new PasserelleError('PSR-6009', { reason: 'it is not canonical JSON' });
  }
  return entry;
}

/** @throws PSR-6005 when the octets are too long for an entry bundle */
export function assertEntrySize(octets: Uint8Array): void {
  if (octets.length > maximumEntrySize) {
    throw new PasserelleError('PSR-6005', { reason: `it has ${octets.length} of at most ${maximumEntrySize} octets` });
  }
}

function parse(octets: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets)) as unknown;
  } catch (cause) {
    throw new PasserelleError('PSR-6009', { reason: 'it is not JSON in UTF-8' }, { cause });
  }
}

/** An interface has no index signature, so the compiler cannot see that the checked entry is plain JSON. */
function asJson(entry: LogEntry): Json {
  return entry as unknown as Json;
}
