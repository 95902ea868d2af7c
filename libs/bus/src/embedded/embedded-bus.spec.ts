import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, PasserelleError } from '@passerelle/kernel';
import { Pool } from 'pg';
import { command, freshDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { ack, retry } from '../handler-result.js';
import type { BusMessage } from '../message.js';
import { messageBusContract, type BusUnderTest } from '../testing/message-bus.contract.js';
import { freshTopic, message } from '../testing/messages.js';
import { until } from '../testing/waiting.js';
import { EmbeddedBus } from './embedded-bus.js';
import { embeddedBusMigration } from './migration.js';

/** Short times, so that the suite sees a lease end and a drain give up. */
const impatient = { leaseMs: 1500, pollMs: 200, drainMs: 3000 };

let database: TestDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  await command(database.url, embeddedBusMigration.up);
}, 120_000);

afterAll(async () => {
  await database.drop();
});

messageBusContract('the embedded bus', async (): Promise<BusUnderTest> => {
  const cord = cuttableCord();
  const bus = new EmbeddedBus({ database: { connectionString: database.url, stream: cord.stream }, ...impatient });
  return { bus, crash: cord.cut, dispose: () => bus.stop() };
});

/** Makes the sockets of a pool so that they can all be cut, for good. */
function cuttableCord(): { stream: () => Socket; cut: () => void } {
  const sockets: Socket[] = [];
  let isCut = false;
  return {
    stream: () => {
      const socket = new Socket();
      sockets.push(socket);
      if (isCut) setImmediate(() => socket.destroy(new Error('cut')));
      return socket;
    },
    cut: () => {
      isCut = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}

describe('the embedded bus', () => {
  it('threat 40: goes on after every connection to the database was lost', async () => {
    const bus = new EmbeddedBus({ database: { connectionString: database.url }, ...impatient });
    await bus.start();
    const topic = freshTopic();
    const seen: string[] = [];
    await bus.subscribe(topic, (received) => {
      seen.push(received.id);
      return ack();
    });
    const before = message(topic);
    await bus.publish([before]);
    await until(() => seen.includes(before.id));
    const name = new URL(database.url).pathname.slice(1);
    await cutConnections(name);
    const after = message(topic);
    await publishInTheEnd(bus, after);
    await until(() => seen.includes(after.id), 5_000);
    await bus.stop();
    expect(seen).toEqual([before.id, after.id]);
  });

  it('hears of a message at once and not at the next poll', async () => {
    const bus = new EmbeddedBus({ database: { connectionString: database.url }, pollMs: 20_000 });
    await bus.start();
    const topic = freshTopic();
    const seen: string[] = [];
    await bus.subscribe(topic, (received) => {
      seen.push(received.id);
      return ack();
    });
    await bus.publish([message(topic)]);
    await until(() => seen.length === 1, 3_000);
    await bus.publish([message(topic)]);
    await until(() => seen.length === 2, 3_000);
    await bus.stop();
  });

  it('keeps the lease of a handler that takes longer than the lease', async () => {
    const [first, second] = [0, 1].map(
      () => new EmbeddedBus({ database: { connectionString: database.url }, ...impatient, leaseMs: 400 }),
    ) as [EmbeddedBus, EmbeddedBus];
    const topic = freshTopic();
    const attempts: number[] = [];
    for (const bus of [first, second]) {
      await bus.start();
      const handler = async (received: BusMessage) => {
        attempts.push(received.attempt);
        await new Promise((resolve) => setTimeout(resolve, 1500));
        return ack();
      };
      // With one place each, the holder cannot take the message back by claiming it: only a renewal keeps it.
      await bus.subscribe(topic, handler, { concurrency: 1 });
    }
    await first.publish([message(topic)]);
    await until(async () => (await first.health()).topics[0]?.waiting === 0);
    await Promise.all([first.stop(), second.stop()]);
    expect(attempts).toEqual([1]);
  });

  it('keeps a delay over a restart', async () => {
    const topic = freshTopic();
    const first = new EmbeddedBus({ database: { connectionString: database.url }, ...impatient });
    await first.start();
    const begun = performance.now();
    let deliveries = 0;
    await first.subscribe(topic, () => {
      deliveries += 1;
      return retry(1200);
    });
    await first.publish([message(topic)]);
    await until(() => deliveries === 1);
    await first.stop();
    const second = new EmbeddedBus({ database: { connectionString: database.url }, ...impatient });
    await second.start();
    const seen: BusMessage[] = [];
    await second.subscribe(topic, (received) => {
      seen.push(received);
      return ack();
    });
    await until(() => seen.length === 1);
    const waited = performance.now() - begun;
    await second.stop();
    expect(seen[0]?.attempt).toBe(2);
    expect(waited).toBeGreaterThanOrEqual(1195);
  });

  it('sets aside, without handing it out, a message that used up its attempts by crashing its consumers', async () => {
    const topic = freshTopic();
    const bus = new EmbeddedBus({ database: { connectionString: database.url }, ...impatient });
    await bus.start();
    const sent = message(topic);
    await bus.publish([sent]);
    await command(database.url, `UPDATE bus_message SET attempt = 1 WHERE topic = '${topic}'`);
    let deliveries = 0;
    const handler = () => {
      deliveries += 1;
      return ack();
    };
    await bus.subscribe(topic, handler, { maxAttempts: 1 });
    await until(async () => (await bus.deadLetters(topic)).length === 1);
    expect(await bus.deadLetters(topic)).toMatchObject([{ id: sent.id, code: 'PSR-5003' }]);
    await bus.stop();
    expect(deliveries).toBe(0);
  });

  it('shares the pool of its host and leaves it open', async () => {
    const pool = new Pool({ connectionString: database.url, max: 3 });
    const bus = new EmbeddedBus({ database: pool });
    await bus.start();
    await bus.publish([message(freshTopic())]);
    await bus.stop();
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
    expect(pool.listenerCount('error')).toBe(0);
    await pool.end();
  });

  it('says that the tables are missing before anything is published', async () => {
    const empty = await freshDatabase();
    const bus = new EmbeddedBus({ database: { connectionString: empty.url } });
    await expect(bus.start()).rejects.toMatchObject({ code: 'PSR-5007' });
    await bus.stop();
    await empty.drop();
  });

  it('says that the bus is not reachable when nothing listens there', async () => {
    const bus = new EmbeddedBus({ database: { host: '127.0.0.1', port: 1 } });
    await expect(bus.start()).rejects.toMatchObject({ code: 'PSR-5001', retriable: true });
    await bus.stop();
  });
});

describe('the tables of the embedded bus', () => {
  const columns = 'id, topic, message_key, exchange_id, step, document_digest, created_at';
  const [id, other] = [newId(), newId()];
  const row = (topic: string, step: string, digest: string) =>
    `INSERT INTO bus_message (${columns}) VALUES ('${id}', '${topic}', '${other}', '${other}', '${step}', ${digest}, now())`;

  it.each([
    ['a topic', row('Jean Dupont', 'deliver', 'NULL')],
    ['a step', row('refused', 'Jean Dupont', 'NULL')],
    ['a digest', row('refused', 'deliver', "'PENICILLIN'")],
  ])('refuse %s outside the grammar, whoever writes', async (_place, statement) => {
    await expect(command(database.url, statement)).rejects.toMatchObject({ code: '23514' });
  });

  it('take a row inside the grammar', async () => {
    await command(database.url, row('accepted', 'deliver', `'${'0f'.repeat(32)}'`));
  });

  it('are gone after the migration down and back after another up', async () => {
    const empty = await freshDatabase();
    await command(empty.url, embeddedBusMigration.up);
    await command(empty.url, embeddedBusMigration.down);
    await expect(command(empty.url, 'SELECT FROM bus_message')).rejects.toMatchObject({ code: '42P01' });
    await command(empty.url, embeddedBusMigration.up);
    await empty.drop();
  });
});

async function cutConnections(name: string): Promise<void> {
  const admin = new URL(database.url);
  admin.pathname = '/postgres';
  await command(admin.href, `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`);
}

/** Publishes as the outbox relay does: again after a refusal that says it may succeed later. */
async function publishInTheEnd(bus: EmbeddedBus, sent: BusMessage | ReturnType<typeof message>): Promise<void> {
  for (;;) {
    try {
      return await bus.publish([sent]);
    } catch (cause) {
      if (!(cause instanceof PasserelleError && cause.retriable)) throw cause;
    }
  }
}
