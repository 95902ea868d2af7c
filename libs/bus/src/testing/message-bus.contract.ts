import { afterEach, describe, expect, it } from '@jest/globals';
import { newId } from '@passerelle/kernel';
import { ack, deadLetter, retry } from '../handler-result.js';
import { outgoingMessage, type BusMessage, type OutgoingMessage } from '../message.js';
import type { MessageBus } from '../message-bus.js';
import { byId, collect, freshTopic, ids, message, ofKey, several } from './messages.js';
import { quiet, sleep, until, untilSome } from './waiting.js';

/** A bus made for a test, not started yet. */
export interface BusUnderTest {
  readonly bus: MessageBus;
  /** Cuts the bus off from its storage as the death of its process would: no goodbye, nothing more is written. */
  crash(): void;
  /** Ends everything that the bus holds, whether or not it was started, stopped or crashed. */
  dispose(): Promise<void>;
}

/** Quick retries, so that the suite does not wait for real ones. */
const quick = { maxAttempts: 3, backoff: { firstMs: 20, maxMs: 50 } };

/**
 * The semantics that every adapter of MessageBus keeps.
 * @param makeBus - a new bus on the same storage at each call, as if another process had started
 */
export function messageBusContract(name: string, makeBus: () => Promise<BusUnderTest>): void {
  describe(`${name} keeps the contract of the message bus`, () => {
    const made: BusUnderTest[] = [];
    const letGo: (() => void)[] = [];

    afterEach(async () => {
      for (const release of letGo.splice(0)) release();
      await Promise.all(made.splice(0).map((subject) => subject.dispose()));
    });

    async function started(): Promise<BusUnderTest> {
      const subject = await makeBus();
      made.push(subject);
      await subject.bus.start();
      return subject;
    }

    /** A promise that a test keeps open to hold a handler; it is let go when the test ends. */
    function hold(): { promise: Promise<void>; release: () => void } {
      let release: () => void = () => undefined;
      const promise = new Promise<void>((resolve) => (release = resolve));
      letGo.push(release);
      return { promise, release };
    }

    it('delivers what was published, unchanged and once, with attempt 1', async () => {
      const { bus } = await started();
      const topic = freshTopic();
      const seen: BusMessage[] = [];
      await bus.subscribe(topic, (message) => {
        seen.push(message);
        return ack();
      });
      const plain = message(topic);
      const withDocument = outgoingMessage(topic, {
        exchangeId: newId(),
        step: 'seal-document',
        documentDigest: 'ab'.repeat(32),
      });
      await bus.publish([plain, withDocument]);
      await until(() => seen.length >= 2);
      await quiet();
      const expected = [plain, withDocument].map((sent) => ({ ...sent, attempt: 1 }));
      expect(seen.toSorted(byId)).toEqual(expected.toSorted(byId));
      expect(seen).not.toContain(plain);
    });

    it('delivers to a subscription made before start', async () => {
      const subject = await makeBus();
      made.push(subject);
      const topic = freshTopic();
      const seen: string[] = [];
      await subject.bus.subscribe(topic, collect(seen));
      await subject.bus.start();
      const sent = message(topic);
      await subject.bus.publish([sent]);
      await until(() => seen.length > 0);
      expect(seen).toEqual([sent.id]);
    });

    it('keeps messages that nobody consumed over a restart', async () => {
      const topic = freshTopic();
      const first = await started();
      const sent = several(topic, 5);
      await first.bus.publish(sent);
      await first.bus.stop();
      const second = await started();
      const seen: string[] = [];
      await second.bus.subscribe(topic, collect(seen));
      await until(() => seen.length >= 5);
      expect(seen.toSorted()).toEqual(ids(sent).toSorted());
    });

    it('does not deliver an acknowledged message again after a restart', async () => {
      const topic = freshTopic();
      const first = await started();
      const before: string[] = [];
      await first.bus.subscribe(topic, collect(before));
      await first.bus.publish(several(topic, 20));
      await until(() => before.length >= 20);
      await first.bus.stop();
      const second = await started();
      const after: string[] = [];
      await second.bus.subscribe(topic, collect(after));
      const last = message(topic);
      await second.bus.publish([last]);
      await until(() => after.includes(last.id));
      await quiet();
      expect(after).toEqual([last.id]);
    });

    it('keeps the order of each key while keys run side by side', async () => {
      const { bus } = await started();
      const topic = freshTopic();
      const keys = Array.from({ length: 6 }, () => newId());
      const sent = Array.from({ length: 8 }, () => keys.map((key) => message(topic, key))).flat();
      const seen: BusMessage[] = [];
      const inHand = new Set<string>();
      let most = 0;
      let overlapped = false;
      await bus.subscribe(topic, async (received) => {
        overlapped ||= inHand.has(received.key);
        inHand.add(received.key);
        most = Math.max(most, inHand.size);
        await sleep(Math.random() * 10);
        inHand.delete(received.key);
        seen.push(received);
        return ack();
      });
      await bus.publish(sent.slice(0, 20));
      await bus.publish(sent.slice(20));
      await until(() => seen.length >= sent.length);
      expect(overlapped).toBe(false);
      expect(most).toBeGreaterThan(1);
      for (const key of keys) expect(ids(ofKey(seen, key))).toEqual(ids(ofKey(sent, key)));
    });

    it('holds back later messages of a retried key, and no other key', async () => {
      const { bus } = await started();
      const topic = freshTopic();
      const [poisoned, healthy] = [newId(), newId()];
      const sent = [message(topic, poisoned), message(topic, poisoned), ...several(topic, 10, healthy)];
      const mended = hold();
      let isMended = false;
      void mended.promise.then(() => (isMended = true));
      const seen: BusMessage[] = [];
      await bus.subscribe(
        topic,
        (received) => {
          if (received.id === sent[0]?.id && !isMended) return retry(50);
          seen.push(received);
          return ack();
        },
        { maxAttempts: 1000 },
      );
      await bus.publish(sent);
      const late = several(topic, 10, healthy);
      await bus.publish(late);
      await until(() => ofKey(seen, healthy).length >= 20);
      expect(ofKey(seen, poisoned)).toEqual([]);
      mended.release();
      await until(() => ofKey(seen, poisoned).length >= 2);
      expect(ids(ofKey(seen, poisoned))).toEqual(ids(sent.slice(0, 2)));
    });

    it('threat 37: sets a poison message aside after its attempts and lets its key go on', async () => {
      const { bus } = await started();
      const topic = freshTopic();
      const key = newId();
      const [poison, next] = [message(topic, key), message(topic, key)];
      const attempts: number[] = [];
      const seen: string[] = [];
      const handler = (received: BusMessage) => {
        if (received.id === poison.id) {
          attempts.push(received.attempt);
          throw new Error('poison');
        }
        seen.push(received.id);
        return ack();
      };
      await bus.subscribe(topic, handler, quick);
      await bus.publish([poison, next]);
      await until(() => seen.length > 0);
      expect(attempts).toEqual([1, 2, 3]);
      const records = await bus.deadLetters(topic);
      expect(records).toMatchObject([{ id: poison.id, topic, code: 'PSR-5003', reason: 'PSR-9001', attempts: 3 }]);
      expect(records[0]?.message).toEqual(poison);
      expect(Date.now() - Date.parse(records[0]?.deadAt ?? '')).toBeLessThan(60_000);
    });

    it('waits as long as a Retry asks, and counts the attempt', async () => {
      const { bus } = await started();
      const topic = freshTopic();
      const deliveries: { attempt: number; at: number }[] = [];
      await bus.subscribe(topic, (received) => {
        deliveries.push({ attempt: received.attempt, at: performance.now() });
        return received.attempt === 1 ? retry(700, 'PSR-5001') : ack();
      });
      await bus.publish([message(topic)]);
      await until(() => deliveries.length >= 2);
      expect(deliveries.map(({ attempt }) => attempt)).toEqual([1, 2]);
      const waited = (deliveries[1]?.at ?? 0) - (deliveries[0]?.at ?? 0);
      // A timer of Node may fire a millisecond early.
      expect(waited).toBeGreaterThanOrEqual(695);
      expect(waited).toBeLessThan(3000);
    });

    it('keeps the reason of the last Retry with the dead letter', async () => {
      const { bus } = await started();
      const topic = freshTopic();
      await bus.subscribe(topic, () => retry(0, 'PSR-5001'), quick);
      const sent = message(topic);
      await bus.publish([sent]);
      const records = await untilSome(() => bus.deadLetters(topic));
      expect(records).toMatchObject([{ id: sent.id, code: 'PSR-5003', reason: 'PSR-5001', attempts: 3 }]);
    });

    it('sets aside at once, under its own code, what a handler calls hopeless', async () => {
      const { bus } = await started();
      const topic = freshTopic();
      let deliveries = 0;
      await bus.subscribe(topic, () => {
        deliveries += 1;
        return deadLetter('PSR-9002');
      });
      const sent = message(topic);
      await bus.publish([sent]);
      const records = await untilSome(() => bus.deadLetters(topic));
      expect(records).toMatchObject([{ id: sent.id, code: 'PSR-9002', attempts: 1 }]);
      expect(records[0]).not.toHaveProperty('reason');
      expect(deliveries).toBe(1);
    });

    it('replays a dead letter as a first attempt and forgets the record', async () => {
      const { bus } = await started();
      const topic = freshTopic();
      let mended = false;
      const seen: BusMessage[] = [];
      await bus.subscribe(topic, (received) => {
        if (!mended) return deadLetter('PSR-9002');
        seen.push(received);
        return ack();
      });
      const [replayed, left] = [message(topic), message(topic)];
      await bus.publish([replayed, left]);
      await until(async () => (await bus.deadLetters(topic)).length === 2);
      mended = true;
      await bus.replayDeadLetter(topic, replayed.id);
      await until(() => seen.length > 0);
      expect(seen).toEqual([{ ...replayed, attempt: 1 }]);
      expect((await bus.deadLetters(topic)).map(({ id }) => id)).toEqual([left.id]);
    });

    it('refuses to replay what is not among the dead letters', async () => {
      const { bus } = await started();
      const topic = freshTopic();
      await expect(bus.replayDeadLetter(topic, newId())).rejects.toMatchObject({ code: 'PSR-5005' });
      await expect(bus.replayDeadLetter(topic, 'Jean Dupont')).rejects.toMatchObject({ code: 'PSR-5005' });
    });

    it('lists no more dead letters than asked for, the oldest first', async () => {
      const { bus } = await started();
      const topic = freshTopic();
      await bus.subscribe(topic, () => deadLetter('PSR-9002'));
      const key = newId();
      const sent = several(topic, 4, key);
      for (const one of sent) {
        await bus.publish([one]);
        await sleep(5);
      }
      await until(async () => (await bus.deadLetters(topic)).length === 4);
      expect((await bus.deadLetters(topic, 3)).map(({ id }) => id)).toEqual(ids(sent.slice(0, 3)));
    });

    it('threat 39: delivers again what a crashed consumer had in hand', async () => {
      const topic = freshTopic();
      const first = await started();
      const stuck = hold();
      const begun: string[] = [];
      await first.bus.subscribe(topic, async (received) => {
        begun.push(received.id);
        await stuck.promise;
        return ack();
      });
      const sent = several(topic, 3);
      await first.bus.publish(sent);
      await until(() => begun.length === 3);
      first.crash();
      const second = await started();
      const seen: string[] = [];
      await second.bus.subscribe(topic, collect(seen));
      await until(() => new Set(seen).size >= 3, 25_000);
      expect(new Set(seen)).toEqual(new Set(ids(sent)));
    }, 60_000);

    it('finishes the message in hand before stop resolves, and hands out nothing more', async () => {
      const topic = freshTopic();
      const first = await started();
      const key = newId();
      const [inHand, behind] = [message(topic, key), message(topic, key)];
      const begun: string[] = [];
      const finished: string[] = [];
      await first.bus.subscribe(topic, async (received) => {
        begun.push(received.id);
        await sleep(600);
        finished.push(received.id);
        return ack();
      });
      await first.bus.publish([inHand, behind]);
      await until(() => begun.length === 1);
      await first.bus.stop();
      expect(begun).toEqual([inHand.id]);
      expect(finished).toEqual([inHand.id]);
      const second = await started();
      const seen: BusMessage[] = [];
      await second.bus.subscribe(topic, (received) => {
        seen.push(received);
        return ack();
      });
      await until(() => seen.length > 0);
      await quiet();
      expect(seen).toEqual([{ ...behind, attempt: 1 }]);
    });

    it('takes the same message published twice without harm: each delivery carries the same id', async () => {
      const { bus } = await started();
      const topic = freshTopic();
      const sent = message(topic);
      const after = message(topic, sent.key);
      const seen: string[] = [];
      await bus.subscribe(topic, collect(seen));
      await bus.publish([sent]);
      await bus.publish([sent, after]);
      await until(() => seen.includes(after.id));
      expect(new Set(seen)).toEqual(new Set([sent.id, after.id]));
      expect(seen.at(-1)).toBe(after.id);
    });

    it('shares a topic between two subscribers without losing a message', async () => {
      const topic = freshTopic();
      const [first, second] = [await started(), await started()];
      const seen: [string[], string[]] = [[], []];
      const handler = (mine: string[]) => async (received: BusMessage) => {
        await sleep(2);
        mine.push(received.id);
        return ack();
      };
      await first.bus.subscribe(topic, handler(seen[0]), { concurrency: 2 });
      await second.bus.subscribe(topic, handler(seen[1]), { concurrency: 2 });
      const sent = several(topic, 300);
      await first.bus.publish(sent.slice(0, 150));
      await second.bus.publish(sent.slice(150));
      await until(() => new Set(seen.flat()).size >= 300, 20_000);
      expect(new Set(seen.flat())).toEqual(new Set(ids(sent)));
      expect(seen[0].length).toBeGreaterThan(0);
      expect(seen[1].length).toBeGreaterThan(0);
    }, 60_000);

    it('refuses a message that is not a claim check, and writes none of its batch', async () => {
      const { bus } = await started();
      const topic = freshTopic();
      const good = message(topic);
      const hostile: unknown[] = [
        { ...message(topic), patient: 'Jean Dupont' },
        { ...message(topic), key: '1893120105732' },
        { ...message(topic), claim: { exchangeId: newId(), step: 'Jean Dupont' } },
        { ...message(topic), claim: { exchangeId: newId(), step: 'deliver', name: 'Jean Dupont' } },
        { ...message(topic), claim: { exchangeId: newId(), step: 'deliver', documentDigest: 'PENICILLIN' } },
        { ...message(topic), topic: 'Jean Dupont' },
        { ...message(topic), createdAt: '1893-12-01' },
      ];
      for (const bad of hostile) {
        await expect(bus.publish([good, bad as OutgoingMessage])).rejects.toMatchObject({ code: 'PSR-5002' });
      }
      const seen: string[] = [];
      await bus.subscribe(topic, collect(seen));
      const last = message(topic);
      await bus.publish([last]);
      await until(() => seen.length > 0);
      await quiet();
      expect(seen).toEqual([last.id]);
    });

    it('tells how much waits and what it has in hand', async () => {
      const { bus } = await started();
      const topic = freshTopic();
      const stuck = hold();
      const seen: string[] = [];
      const handler = async (received: BusMessage) => {
        await stuck.promise;
        seen.push(received.id);
        return ack();
      };
      await bus.subscribe(topic, handler, { concurrency: 2 });
      await bus.publish(several(topic, 5));
      await until(async () => (await bus.health()).topics.some(({ inHand }) => inHand >= 2));
      expect(await bus.health()).toMatchObject({ reachable: true, topics: [{ topic, waiting: 5 }] });
      stuck.release();
      await until(async () => (await bus.health()).topics.every(({ waiting }) => waiting === 0));
      expect(seen).toHaveLength(5);
    });

    it('refuses work before start and after stop', async () => {
      const subject = await makeBus();
      made.push(subject);
      const topic = freshTopic();
      await expect(subject.bus.publish([message(topic)])).rejects.toMatchObject({ code: 'PSR-5006' });
      await subject.bus.start();
      await subject.bus.stop();
      await expect(subject.bus.publish([message(topic)])).rejects.toMatchObject({ code: 'PSR-5006' });
      await expect(subject.bus.subscribe(topic, () => ack())).rejects.toMatchObject({ code: 'PSR-5006' });
      expect(await subject.bus.health()).toMatchObject({ reachable: false, fault: 'PSR-5006' });
    });
  });
}
