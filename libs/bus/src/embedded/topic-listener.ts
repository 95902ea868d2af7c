import type { Pool, PoolClient } from 'pg';
import type { BusLog } from '../bus-log.js';
import { channel } from './message-table.js';

/** Pause before another try at a lost connection; polling carries the bus meanwhile. */
const reconnectMs = 250;

/**
 * Hears of new messages at once (LISTEN), instead of at the next poll. Keeps one connection of the pool for itself and
 * replaces it when it is lost. It is only a bell: a notification that gets lost costs one poll interval, not a message.
 */
export class TopicListener {
  readonly #bells = new Map<string, Set<() => void>>();
  #client: PoolClient | undefined;
  #retry: NodeJS.Timeout | undefined;
  #stopped = false;
  #lost = false;

  constructor(
    private readonly pool: Pool,
    private readonly log: BusLog,
  ) {}

  /** Rings the bell when the topic has news. @returns how to stop that */
  onTopic(topic: string, bell: () => void): () => void {
    const bells = this.#bells.get(topic) ?? new Set();
    this.#bells.set(topic, bells.add(bell));
    return () => bells.delete(bell);
  }

  /** Begins to listen. Does not reject: without a connection it keeps trying. */
  async start(): Promise<void> {
    this.#retry = undefined;
    let client: PoolClient | undefined;
    try {
      client = await this.pool.connect();
      if (this.#stopped) return client.release();
      this.#adopt(client);
      await client.query(`LISTEN ${channel}`);
      if (this.#lost) this.log({ level: 'info', event: 'connection-restored', facts: {} });
      this.#lost = false;
      // Whatever was published while nobody listened.
      this.#ringAll();
    } catch (cause) {
      if (client === undefined) this.#tryLater(cause);
      else this.#lose(client, cause);
    }
  }

  /** Gives the connection back to the pool. */
  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retry);
    const client = this.#client;
    this.#client = undefined;
    // Released as broken, so that the pool closes it: another user must not inherit the LISTEN.
    client?.release(true);
  }

  #adopt(client: PoolClient): void {
    this.#client = client;
    client.on('notification', ({ payload }) => {
      if (payload !== undefined) this.#bells.get(payload)?.forEach((bell) => bell());
    });
    client.on('error', (cause) => this.#lose(client, cause));
    client.on('end', () => this.#lose(client, undefined));
  }

  #lose(client: PoolClient, cause: unknown): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client.release(true);
    this.#tryLater(cause);
  }

  #tryLater(cause: unknown): void {
    if (this.#stopped) return;
    if (!this.#lost) this.log({ level: 'warn', event: 'connection-lost', facts: { retryMs: reconnectMs }, cause });
    this.#lost = true;
    this.#retry = setTimeout(() => void this.start(), reconnectMs);
  }

  #ringAll(): void {
    for (const bells of this.#bells.values()) bells.forEach((bell) => bell());
  }
}
