import { connect as connectPlain, Socket } from 'node:net';
import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Kafka, logLevel, Partitioners, type ISocketFactory } from 'kafkajs';
import { ack, retry } from '../handler-result.js';
import { encodeEnvelope } from '../envelope.js';
import type { BusMessage } from '../message.js';
import { messageBusContract, type BusUnderTest } from '../testing/message-bus.contract.js';
import { freshTopic, message } from '../testing/messages.js';
import { until } from '../testing/waiting.js';
import { KafkaBus } from './kafka-bus.js';
import type { KafkaBusOptions } from './options.js';

const broker = process.env['PASSERELLE_KAFKA'];

if (broker !== undefined) suite(broker);
else if (process.env['CI'] === 'true') {
  it('has a Kafka broker to run on', () => {
    throw new Error('CI must run the bus contract on a real Kafka broker: set PASSERELLE_KAFKA to its host:port.');
  });
} else {
  console.log(
    'Skipped: the Kafka adapter was not tested. Run `npm run kafka` and set PASSERELLE_KAFKA=127.0.0.1:19092.',
  );
  it.skip('keeps the contract of the message bus (needs PASSERELLE_KAFKA)', () => undefined);
}

function suite(reachable: string): void {
  /** Names of this run's own; the broker keeps what earlier runs wrote. */
  const node = `test-${randomBytes(3).toString('hex')}`;

  /** Short times, so that the suite sees a session end (6 s is the broker's least) and a rebalance begin. */
  const impatient = { brokers: [reachable], node, partitions: 3, sessionMs: 6_000, heartbeatMs: 250, drainMs: 3_000 };

  const made = (options: Partial<KafkaBusOptions> = {}) => new KafkaBus({ ...impatient, ...options });

  messageBusContract('the Kafka bus', async (): Promise<BusUnderTest> => {
    const cord = cuttableCord();
    const bus = made({ socketFactory: cord.socketFactory });
    const dispose = async () => {
      // A client that was cut off would try for minutes; with its connection back it says goodbye at once.
      cord.mend();
      await bus.stop();
      await cord.silent();
    };
    return { bus, crash: cord.cut, dispose };
  });

  describe('the Kafka bus', () => {
    it('sets aside what is not a claim check, without its content, and goes on', async () => {
      const bus = made();
      const topic = freshTopic();
      const seen: string[] = [];
      await bus.subscribe(topic, (received) => {
        seen.push(received.id);
        return ack();
      });
      await bus.start();
      const good = message(topic);
      const stranger = message(topic);
      await writeForeign(reachable, `passerelle.${node}.${topic}`, [
        { key: good.key, value: '{"patient":"Jean Dupont"}' },
        { key: 'Jean Dupont', value: encodeEnvelope({ ...stranger, attempt: 1 }) },
      ]);
      await bus.publish([good]);
      await until(() => seen.length > 0);
      await until(async () => (await bus.deadLetters(topic)).length === 2);
      const records = await bus.deadLetters(topic);
      expect(seen).toEqual([good.id]);
      expect(records.map(({ code }) => code)).toEqual(['PSR-5002', 'PSR-5002']);
      expect(records[0]?.source).toMatch(new RegExp(`^passerelle\\.${node}\\.${topic}/[0-2]/\\d+$`));
      expect(JSON.stringify(records)).not.toContain('Dupont');
      const id = records[0]?.id ?? '';
      await expect(bus.replayDeadLetter(topic, id)).rejects.toMatchObject({ code: 'PSR-5005' });
      await bus.stop();
    });

    it('pauses a partition when its window is full and goes on when the retried message is settled', async () => {
      const bus = made({ partitions: 1, window: 10 });
      await bus.start();
      const topic = freshTopic();
      const poison = message(topic);
      const others = Array.from({ length: 40 }, () => message(topic));
      let isMended = false;
      const seen: BusMessage[] = [];
      const handler = (received: BusMessage) => {
        if (received.id === poison.id && !isMended) return retry(50);
        seen.push(received);
        return ack();
      };
      await bus.subscribe(topic, handler, { maxAttempts: 1000 });
      await bus.publish([poison, ...others]);
      await until(() => seen.length >= 9);
      await new Promise((resolve) => setTimeout(resolve, 700));
      expect(seen).toHaveLength(9);
      isMended = true;
      await until(() => seen.length >= 41);
      expect(new Set(seen.map(({ id }) => id)).size).toBe(41);
      await bus.stop();
    });

    it('commits up to the oldest unsettled message, so that a restart loses nothing', async () => {
      const topic = freshTopic();
      const first = made({ partitions: 1 });
      await first.start();
      const [stuck, ...others] = Array.from({ length: 6 }, () => message(topic));
      const seen: string[] = [];
      await first.subscribe(topic, (received) => {
        if (received.id === stuck?.id) return retry(60_000);
        seen.push(received.id);
        return ack();
      });
      await first.publish([...(stuck === undefined ? [] : [stuck]), ...others]);
      await until(() => seen.length === 5);
      await first.stop();
      const second = made();
      await second.start();
      const again: string[] = [];
      await second.subscribe(topic, (received) => {
        again.push(received.id);
        return ack();
      });
      await until(() => again.length >= 6);
      expect(again[0]).toBe(stuck?.id);
      await second.stop();
    });

    it('creates its topics at start, with the partitions it was told', async () => {
      const topic = freshTopic();
      const bus = made({ topics: [topic], partitions: 5 });
      await bus.start();
      const admin = quietKafka(reachable).admin();
      await admin.connect();
      const name = `passerelle.${node}.${topic}`;
      const { topics } = await admin.fetchTopicMetadata({ topics: [name, `${name}.dead-letters`] });
      expect(topics.map(({ partitions }) => partitions.length).toSorted()).toEqual([1, 5]);
      await admin.disconnect();
      await bus.stop();
    });
  });
}

describe('the Kafka bus without a broker', () => {
  it('reports through health that it was not started', async () => {
    const bus = new KafkaBus({ brokers: ['127.0.0.1:1'], node: 'nowhere' });
    expect(await bus.health()).toEqual({ reachable: false, fault: 'PSR-5006', topics: [] });
    await bus.stop();
  });

  it('refuses what is not a claim check before it looks for a broker', async () => {
    const bus = new KafkaBus({ brokers: ['127.0.0.1:1'], node: 'nowhere' });
    const bad = { ...message('deliver'), key: 'Jean Dupont' };
    await expect(bus.publish([bad])).rejects.toMatchObject({ code: 'PSR-5002' });
    await bus.stop();
  });
});

function quietKafka(reachable: string): Kafka {
  return new Kafka({ brokers: [reachable], logLevel: logLevel.NOTHING });
}

/** Writes to a topic as somebody who knows nothing of the envelope. */
async function writeForeign(reachable: string, topic: string, messages: { key: string; value: string }[]) {
  const producer = quietKafka(reachable).producer({ createPartitioner: Partitioners.DefaultPartitioner });
  await producer.connect();
  await producer.send({ topic, messages });
  await producer.disconnect();
}

/** Makes the sockets of a client so that they can all be cut, and refused until they are mended. */
function cuttableCord(): {
  socketFactory: ISocketFactory;
  cut: () => void;
  mend: () => void;
  silent: () => Promise<void>;
} {
  const sockets: Socket[] = [];
  let isCut = false;
  let wasCut = false;
  return {
    socketFactory: ({ host, port, onConnect }) => {
      if (isCut) {
        const refused = new Socket();
        setImmediate(() => refused.destroy(new Error('cut')));
        return refused;
      }
      const socket = connectPlain(port, host, onConnect);
      sockets.push(socket);
      return socket;
    },
    cut: () => {
      isCut = wasCut = true;
      // With an error, as a reset by the broker looks: kafkajs does not hear a socket that closes without one.
      for (const socket of sockets) socket.destroy(new Error('cut'));
    },
    mend: () => {
      isCut = false;
    },
    /** Resolves when a client that was cut off has made no connection for longer than it waits between two tries. */
    silent: async () => {
      let quietSince = performance.now();
      await until(() => {
        if (sockets.some((socket) => !socket.destroyed)) quietSince = performance.now();
        return !wasCut || performance.now() - quietSince > 2_500;
      });
    },
  };
}
