/** One line of what an adapter does. */
export interface BusLogEntry {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** Stable name to search for. */
  readonly event: BusEvent;
  /** Topics, ids and counts: never personal data. */
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  /** The error behind it. Its text is foreign and may hold anything: a logger prints its class and code only. */
  readonly cause?: unknown;
}

/** Where an adapter writes; the host maps it to its own logger. */
export type BusLog = (entry: BusLogEntry) => void;

/** Everything that an adapter reports. */
export type BusEvent =
  | 'handler-failed'
  | 'dead-lettered'
  | 'lease-lost'
  | 'connection-lost'
  | 'connection-restored'
  | 'drain-timeout'
  | 'commit-failed'
  | 'consumer-crashed'
  | 'kafka-client';

/** For a host that does not listen; what fails still shows in `health` and in the dead letters. */
export const silentBusLog: BusLog = () => undefined;
