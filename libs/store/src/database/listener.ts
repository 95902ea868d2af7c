import pg from 'pg';
import type { Session } from './session.js';

/** A connection that waits for notifications of PostgreSQL. */
export interface Listener {
  stop(): Promise<void>;
}

/**
 * Calls back when one of the channels is notified, and once after every reconnection, because a notification sent
 * meanwhile is lost. Whoever listens also looks from time to time by itself.
 * @param url - address of the database
 */
export async function listen(url: string, handlers: Readonly<Record<string, () => void>>): Promise<Listener> {
  let client: pg.Client | undefined;
  let stopped = false;

  const connect = async (): Promise<void> => {
    const fresh = new pg.Client({ connectionString: url, application_name: 'passerelle-listener', keepAlive: true });
    fresh.on('notification', (message) => handlers[message.channel]?.());
    fresh.on('error', () => undefined);
    fresh.on('end', () => {
      if (!stopped) setTimeout(() => void reconnect(), 500).unref();
    });
    await fresh.connect();
    for (const channel of Object.keys(handlers)) await fresh.query(`LISTEN ${fresh.escapeIdentifier(channel)}`);
    client = fresh;
    for (const handler of Object.values(handlers)) handler();
  };
  // A failed attempt ends in `end` as well, which tries again; the error itself says nothing new.
  const reconnect = async (): Promise<void> => {
    if (!stopped) await connect().catch(() => undefined);
  };

  await connect();
  return {
    async stop() {
      stopped = true;
      await client?.end();
    },
  };
}

/** Notifies channels when the surrounding transaction commits; one statement for all of them. */
export async function notify(session: Session, ...channels: readonly string[]): Promise<void> {
  await session.query("SELECT pg_notify(channel, '') FROM unnest($1::text[]) AS channel", [channels]);
}
