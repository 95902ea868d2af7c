import type { Pool, PoolConfig } from 'pg';
import { silentBusLog, type BusLog } from '../bus-log.js';

/** How the embedded bus works. */
export interface EmbeddedBusOptions {
  /**
   * The host's pool, which the bus shares and does not close, or the configuration of a pool of its own. The bus keeps
   * one connection for LISTEN and uses one more for each statement: a shared pool needs at least three.
   */
  readonly database: Pool | PoolConfig;
  /**
   * How long a crashed consumer's messages stay hidden. Leases are renewed at a third of it, so a slow handler does
   * not lose its message; an event loop blocked for longer does. @default 30_000
   */
  readonly leaseMs?: number;
  /** How often to look when no notification comes. @default 1_000 */
  readonly pollMs?: number;
  /** How long `stop` waits for messages in hand; later their lease ends and they are delivered again. @default 30_000 */
  readonly drainMs?: number;
  /** @default writes nothing */
  readonly log?: BusLog;
}

/** The options with every choice made. */
export interface EmbeddedSettings {
  readonly leaseMs: number;
  readonly pollMs: number;
  readonly drainMs: number;
  readonly log: BusLog;
}

/** Makes the choices that the host left open. */
export function embeddedSettings(options: EmbeddedBusOptions): EmbeddedSettings {
  return {
    leaseMs: options.leaseMs ?? 30_000,
    pollMs: options.pollMs ?? 1_000,
    drainMs: options.drainMs ?? 30_000,
    log: options.log ?? silentBusLog,
  };
}
