export { Database, type DatabaseOptions, type GuestMigration } from './database/database.js';
export type { Session } from './database/session.js';
export { outOfService } from './database/out-of-service.js';
export { listen, notify, type Listener } from './database/listener.js';
export { Persons, type Person } from './persons/persons.js';
export type { PersonKey, PersonVault } from './persons/vault.js';
export { DocumentTable, type DocumentToKeep } from './documents/documents.js';
export { nationalRecords, type RecordRow } from './records/national-records.js';
export { exchangeTable, type ExchangeFilter, type ExchangeRow } from './exchanges/exchange-table.js';
export { eventTable, type EventRow, type RecordedEventRow } from './exchanges/event-table.js';
export { handledMessages, outbox, outboxChannel, type OutboxMessage } from './outbox/outbox.js';
export { revocationEvidence, type RevocationEvidence } from './evidence/revocation-evidence.js';
export { usedIds, type UsedIdKind } from './used-ids/used-ids.js';
export {
  logTables,
  stagingChannel,
  type LogNodeRow,
  type LogStateRow,
  type PlacedEntry,
  type StagedEntry,
} from './log/log-tables.js';
