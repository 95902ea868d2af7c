import { newId, type CountryCode, type ErrorCode, type Clock } from '@passerelle/kernel';
import { encodeEntry, none, type LogEntry } from '@passerelle/log';
import { logTables, notify, stagingChannel, type Database, type Session } from '@passerelle/store';

/** An event that is no exchange: a search at a door, a refused request, an alarm, a change of whom this node trusts. */
export interface DoorEvent {
  /** Name of the event: `patient-search`, `request-refused`, `alarm-message-id-reused`. */
  readonly event: string;
  readonly role: LogEntry['role'];
  readonly result: LogEntry['outcome']['result'];
  readonly code?: ErrorCode;
  /** The peer, where the connection is one's. */
  readonly peer?: CountryCode;
  /** SHA-256 of the certificate the connection presented. */
  readonly certificate?: string;
  readonly requestId?: string;
  readonly messageId?: string;
  readonly requestDigest?: string;
  readonly tokenDigest?: string;
  readonly purpose?: string;
  /** Category of the data; `none` where an event is about no data of patients. Patient summaries where nothing is said. */
  readonly category?: string;
  /** Country the data originate in; this node's own where nothing is said. */
  readonly origin?: CountryCode;
  /** Digests of documents that were given out. */
  readonly documents?: readonly string[];
  /** Keyed pseudonym of the patient asked for. */
  readonly subject?: string;
  readonly actor?: LogEntry['actor'];
}

/** Writes events at the doors to the exchange log. It is written before the answer goes out: what cannot be logged is not answered. */
export class DoorLog {
  constructor(
    private readonly database: Database,
    private readonly country: CountryCode,
    private readonly clock: Clock,
    /** Told of each event with a code, for the metrics. */
    private readonly onCode: (event: string, code: ErrorCode) => void = () => undefined,
  ) {}

  /** Stages the entry of one event. */
  async write(event: DoorEvent): Promise<void> {
    await this.database.transaction((session) => this.writeIn(session, event));
  }

  /** Stages the entry in a transaction that is open: what it tells happens with it, or not at all. */
  async writeIn(session: Session, event: DoorEvent): Promise<void> {
    if (event.code !== undefined) this.onCode(event.event, event.code);
    const now = this.clock.now();
    const entryId = newId(now);
    await logTables.stage(session, [{ entryId, entry: encodeEntry(this.entry(entryId, now, event)) }]);
    await notify(session, stagingChannel);
  }

  private entry(id: string, now: Date, event: DoorEvent): LogEntry {
    return {
      v: 1,
      id,
      recorded: now.toISOString(),
      event: event.event,
      role: event.role,
      side: 'responder',
      peer: { country: event.peer ?? none, certificate: event.certificate ?? none },
      correlation: {
        ...(event.requestId === undefined ? {} : { requestId: event.requestId }),
        ...(event.messageId === undefined ? {} : { messageId: event.messageId }),
      },
      outcome: { result: event.result, ...(event.code === undefined ? {} : { code: event.code }) },
      purpose: event.purpose ?? none,
      category: event.category ?? 'patient-summary',
      origin: event.origin ?? this.country,
      digests: {
        documents: event.documents ?? [],
        ...(event.requestDigest === undefined ? {} : { request: event.requestDigest }),
        ...(event.tokenDigest === undefined ? {} : { token: event.tokenDigest }),
      },
      subject: event.subject ?? none,
      actor: event.actor ?? { pseudonym: none, organisation: none },
      payload: none,
    };
  }
}
