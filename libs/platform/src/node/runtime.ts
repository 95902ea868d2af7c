import type { MessageBus } from '@passerelle/bus';
import type { Clock } from '@passerelle/kernel';
import type { Ports } from '@passerelle/exchange';
import type { Database, DocumentTable, Persons, PersonVault } from '@passerelle/store';
import type { CodeGapCounter } from '@passerelle/summary';
import type { Catalogue } from '@passerelle/terminology';
import type { Admission } from '../admission/admission.js';
import type { NodeConfiguration } from '../configuration/schema.js';
import type { PostgresExchangeStore } from '../exchange/postgres-exchange-store.js';
import type { DoorLog } from '../exchange/door-log.js';
import type { RevocationKeeper } from '../revocation/revocation-keeper.js';
import type { TrustBundleKeeper } from '../trust-bundle/trust-bundle-keeper.js';
import type { Ledger } from '../ledger/ledger.js';
import type { OutboxRelay } from '../dispatch/outbox-relay.js';
import type { Logger } from '../logging/logger.js';
import type { NodeMetrics } from '../metrics/node-metrics.js';
import type { NodeKeys } from './keys.js';
import type { TrustedPeers } from './trusted-peers.js';

/**
 * Everything a node is made of, put together once by `composeNode`. Doors and workers get it whole by injection and
 * take what they need; nothing in it knows NestJS.
 */
export interface NodeRuntime {
  readonly configuration: NodeConfiguration;
  readonly resolve: (path: string) => string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly keys: NodeKeys;
  readonly peers: TrustedPeers;
  /** The signed list that the peers come from, where the configuration names one. */
  readonly trustBundle?: TrustBundleKeeper;
  /** Knows which certificates are revoked, where the configuration says whom to ask. */
  readonly revocation?: RevocationKeeper;
  readonly catalogue: Catalogue;
  /** Codes that this process could not transcode since it started, counted. */
  readonly codeGaps: CodeGapCounter;
  readonly database: Database;
  readonly persons: Persons;
  readonly vault: PersonVault;
  readonly documents: DocumentTable;
  readonly bus: MessageBus;
  readonly relay: OutboxRelay;
  readonly ports: Ports;
  readonly exchanges: PostgresExchangeStore;
  readonly doorLog: DoorLog;
  /** Lets requests of peers in, within their limits. */
  readonly admission: Admission;
  readonly ledger: Ledger;
  readonly metrics: NodeMetrics;
  /** Token that the national and the operators' door ask for. */
  readonly bearerToken: string;
  /** Stops what runs in the background and closes the database. */
  close(): Promise<void>;
}

/** Injection token of the runtime. */
export const NODE = Symbol('passerelle node');
