import { newId, type ErrorCode } from '@passerelle/kernel';
import type { Pool } from 'pg';
import { drained } from '../drain.js';
import type { Handler } from '../message-bus.js';
import { settle } from '../settlement.js';
import type { SubscriptionPolicy } from '../subscription-policy.js';
import { ClaimSize } from './claim-size.js';
import {
  claimMessages,
  releaseMessages,
  renewLease,
  writeAnswers,
  type Answers,
  type ClaimedMessage,
} from './message-table.js';
import type { EmbeddedSettings } from './options.js';
import { Wake } from './wake.js';

/** Pause after a failed statement: long enough not to hammer a database that restarts, short enough to be back at once. */
const recoverMs = 250;

type Mutable<T> = { -readonly [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/**
 * One subscription: a single loop writes answers, renews leases and claims more, so that its statements never lock each
 * other out, while up to `concurrency` handlers run beside it. All messages it holds are of different keys.
 */
export class EmbeddedConsumer {
  readonly #lease = newId();
  readonly #wake = new Wake();
  readonly #claimSize: ClaimSize;
  /** Claimed and not yet handed to the handler. */
  #ready: ClaimedMessage[] = [];
  /** Sequences with the handler. */
  readonly #inHand = new Set<string>();
  #answers = noAnswers();
  #running: Promise<void> | undefined;
  #stopping = false;
  #renewedAt = performance.now();
  #onIdle: (() => void) | undefined;

  constructor(
    readonly topic: string,
    private readonly handler: Handler,
    private readonly policy: SubscriptionPolicy,
    private readonly pool: Pool,
    private readonly settings: EmbeddedSettings,
  ) {
    this.#claimSize = new ClaimSize(policy.concurrency);
  }

  /** Messages that this consumer holds. */
  get inHand(): number {
    return this.#ready.length + this.#inHand.size;
  }

  /** Looks for messages now: the listener's bell. */
  readonly ring = (): void => this.#wake.ring();

  /** Begins to consume. */
  start(): void {
    this.#running ??= this.#loop();
  }

  /** Stops claiming, waits for the handlers, writes their answers and gives back what was not begun. */
  async stop(): Promise<void> {
    if (this.#stopping) return this.#running;
    this.#stopping = true;
    this.#wake.ring();
    await this.#running;
  }

  async #loop(): Promise<void> {
    while (!this.#stopping) {
      await this.#turn();
    }
    await this.#drain();
    this.#wake.silence();
  }

  async #turn(): Promise<void> {
    try {
      await this.#writeAnswers();
      await this.#renew();
      await this.#claim();
    } catch (cause) {
      this.settings.log({ level: 'warn', event: 'connection-lost', facts: { topic: this.topic }, cause });
      // Answers are kept, and written when the database is back: if the lease still stands, nothing is delivered twice.
      this.#wake.ringAfter(recoverMs);
    }
    await this.#wake.sleep(Math.min(this.settings.pollMs, this.settings.leaseMs / 3));
    // Quick handlers end within one turn of the event loop: letting it pass gathers their answers into one statement.
    await new Promise((resolve) => setImmediate(resolve));
  }

  async #claim(): Promise<void> {
    const { size } = this.#claimSize;
    const room = size - this.inHand;
    if (this.#stopping || room < size / 2) return;
    const { topic, settings } = this;
    const claimed = await claimMessages(this.pool, {
      topic,
      lease: this.#lease,
      leaseMs: settings.leaseMs,
      limit: room,
    });
    // A lease that ran out while the event loop was blocked may be claimed again by its own holder: one copy is enough.
    const held = new Set([...this.#inHand, ...this.#ready.map((ready) => ready.sequence)]);
    this.#ready.push(...claimed.filter(({ sequence }) => !held.has(sequence)));
    this.#handOut();
    // A full claim means that there is more; the handlers' answers may be long in coming.
    if (claimed.length === room) this.#wake.ring();
  }

  #handOut(): void {
    while (!this.#stopping && this.#inHand.size < this.policy.concurrency) {
      const next = this.#ready.shift();
      if (next === undefined) return;
      this.#inHand.add(next.sequence);
      void this.#handle(next);
    }
  }

  async #handle({ sequence, message }: ClaimedMessage): Promise<void> {
    const begun = performance.now();
    // Deliveries that ended in a crash count too: this is what sets a message aside that kills its consumer.
    const settlement =
      message.attempt > this.policy.maxAttempts
        ? ({ kind: 'dead', code: 'PSR-5003' } as const)
        : await settle(this.handler, message, this.policy, this.settings.log);
    this.#claimSize.record(performance.now() - begun);
    this.#inHand.delete(sequence);
    if (settlement.kind === 'done') this.#answers.done.push(sequence);
    else if (settlement.kind === 'again') this.#answers.again.push({ sequence, afterMs: settlement.afterMs });
    else {
      this.#logDead(message.id, settlement.code);
      this.#answers.dead.push({ ...settlement, sequence });
    }
    this.#wake.ring();
    this.#handOut();
    if (this.#inHand.size === 0) this.#onIdle?.();
  }

  #logDead(id: string, code: ErrorCode): void {
    this.settings.log({ level: 'error', event: 'dead-lettered', facts: { topic: this.topic, id, code } });
  }

  async #writeAnswers(): Promise<void> {
    const answers = this.#answers;
    const count = answers.done.length + answers.again.length + answers.dead.length;
    if (count === 0) return;
    this.#answers = noAnswers();
    try {
      const lost = await writeAnswers(this.pool, this.#lease, answers);
      if (lost > 0)
        this.settings.log({ level: 'warn', event: 'lease-lost', facts: { topic: this.topic, count: lost } });
    } catch (cause) {
      this.#answers = {
        done: [...answers.done, ...this.#answers.done],
        again: [...answers.again, ...this.#answers.again],
        dead: [...answers.dead, ...this.#answers.dead],
      };
      throw cause;
    }
    // Nobody notifies of a delay that is over.
    for (const { afterMs } of answers.again) {
      if (afterMs < this.settings.pollMs) this.#wake.ringAfter(afterMs);
    }
  }

  async #renew(): Promise<void> {
    const now = performance.now();
    if (now - this.#renewedAt < this.settings.leaseMs / 3) return;
    const sequences = [...this.#inHand, ...this.#ready.map((claimed) => claimed.sequence)];
    if (sequences.length > 0) await renewLease(this.pool, this.#lease, this.settings.leaseMs, sequences);
    this.#renewedAt = now;
  }

  async #drain(): Promise<void> {
    const { log, drainMs } = this.settings;
    try {
      const unbegun = this.#ready.splice(0).map((claimed) => claimed.sequence);
      if (unbegun.length > 0) await releaseMessages(this.pool, this.#lease, unbegun);
      if (this.#inHand.size > 0) {
        const renewal = setInterval(() => this.#renewWhileDraining(), this.settings.leaseMs / 3);
        const inTime = await drained(new Promise<void>((resolve) => (this.#onIdle = resolve)), drainMs);
        clearInterval(renewal);
        if (!inTime) log({ level: 'error', event: 'drain-timeout', facts: { topic: this.topic, inHand: this.inHand } });
      }
      await this.#writeAnswers();
    } catch (cause) {
      // What could not be written is delivered again when the lease ends; stopping must not fail for it.
      log({ level: 'error', event: 'connection-lost', facts: { topic: this.topic }, cause });
    }
  }

  #renewWhileDraining(): void {
    renewLease(this.pool, this.#lease, this.settings.leaseMs, [...this.#inHand]).catch((cause: unknown) => {
      this.settings.log({ level: 'warn', event: 'connection-lost', facts: { topic: this.topic }, cause });
    });
  }
}

function noAnswers(): Mutable<Answers> {
  return { done: [], again: [], dead: [] };
}
