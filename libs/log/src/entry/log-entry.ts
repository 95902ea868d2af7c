import type { CountryCode, Role, Sha256, Side } from '@passerelle/kernel';

/**
 * Stands in a field of an entry for what the event does not have: a refused TLS connection has no requester, a change
 * of configuration no patient. Never null, so that an empty field is always a decision and not an omission.
 */
export const none = 'none';

/** How an event ended. `refused`: a rule said no. `failed`: something broke. */
export type OutcomeResult = 'success' | 'refused' | 'failed';

/**
 * One entry of the exchange log. It holds digests and keyed pseudonyms, never names, identifiers of persons or
 * clinical content: the tree keeps its hash for ever, and what must be erasable lives in the sealed audit event.
 *
 * Regulation (EU) 2025/327 Annex II 3.2 asks for the provider (`actor.organisation`), the natural person having
 * accessed (`actor.pseudonym`), the category of data (`category`), time (`recorded`) and origin of the data
 * (`origin`); with the `purpose` these are the six fields that a disclosure must fill.
 */
export interface LogEntry {
  /** Version of this form. */
  readonly v: 1;
  /** Id of the event, a UUID. */
  readonly id: string;
  /** Time of recording, UTC with milliseconds: `2026-11-23T11:38:00.000Z`. The order of entries is by index, not by time. */
  readonly recorded: string;
  /** Kind of event: an eHDSI audit event (`EHDSI-21`), an IHE transaction (`ITI-39`), a FHIR interaction, or our own. */
  readonly event: string;
  /** Whether this node holds the record or treats the patient. */
  readonly role: Role;
  /** Whether this node began the exchange or answered. */
  readonly side: Side;
  readonly peer: {
    readonly country: CountryCode | typeof none;
    /** SHA-256 of the peer's TLS certificate (DER), hexadecimal. */
    readonly certificate: Sha256 | typeof none;
  };
  /** Ids under which both sides find the exchange again. */
  readonly correlation: {
    readonly exchangeId?: string;
    readonly messageId?: string;
    readonly requestId?: string;
    readonly traceparent?: string;
  };
  readonly outcome: {
    readonly result: OutcomeResult;
    /** Code of the registry or of the peer's answer. */
    readonly code?: string;
  };
  /** Purpose of use, such as `TREATMENT`. */
  readonly purpose: string;
  /** Priority category of the data, article 14(1), such as `patient-summary`. */
  readonly category: string;
  /** Where the data come from: the id of the record-holding organisation or the country. */
  readonly origin: string;
  /** SHA-256 of the exact octets that crossed, hexadecimal. */
  readonly digests: {
    readonly request?: Sha256;
    readonly response?: Sha256;
    readonly documents: readonly Sha256[];
    /** The SAML assertion or token of the requester. */
    readonly token?: Sha256;
    readonly seal?: Sha256;
    /** The terminology by which the codes of the documents were transcoded. */
    readonly catalogue?: Sha256;
    /** The receipt the peer signed. */
    readonly receipt?: Sha256;
  };
  /** Keyed pseudonym of the patient: 64 hexadecimal characters, or `none`. */
  readonly subject: string;
  readonly actor: {
    /** Keyed pseudonym of the natural person who had access. */
    readonly pseudonym: string;
    /** Id of the organisation the person acts for. */
    readonly organisation: string;
  };
  /** SHA-256 of the ciphertext of the sealed audit event, hexadecimal. */
  readonly payload: Sha256 | typeof none;
}

/** Whether an entry tells of data that reached somebody: it ended well and documents crossed. */
export function isDisclosure(entry: LogEntry): boolean {
  return entry.outcome.result === 'success' && entry.digests.documents.length > 0;
}
