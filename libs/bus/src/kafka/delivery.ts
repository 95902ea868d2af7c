import type { Message } from 'kafkajs';
import type { BusLog } from '../bus-log.js';
import type { BusMessage } from '../message.js';
import type { Handler } from '../message-bus.js';
import { settle } from '../settlement.js';
import type { SubscriptionPolicy } from '../subscription-policy.js';
import { writeDeadLetter } from './dead-letter-record.js';
import type { LaneItem } from './key-lanes.js';
import type { PartitionWindow } from './partition-window.js';

/** Pause before another try to write a dead letter, after the publisher itself has given up. */
const deadLetterAgainMs = 1_000;

/** What all deliveries of a subscription share. */
export interface DeliveryContext {
  readonly topic: string;
  readonly handler: Handler;
  readonly policy: SubscriptionPolicy;
  readonly log: BusLog;
  /** Writes a dead letter durably; rejects when it could not. */
  readonly setAside: (letter: Message) => Promise<void>;
  /** Called when a message needs no second delivery. */
  readonly onSettled: (window: PartitionWindow) => void;
}

/** One message on its way through the handler: its attempts, and at last its acknowledgement or its dead letter. */
export class Delivery implements LaneItem {
  readonly key: string;
  #attempt = 1;
  /** Judged and not yet written: the handler must not be asked again because the broker was away. */
  #letter: Message | undefined;

  /**
   * @param message - the message, or the dead letter of what was no message
   * @param source - `<topic>/<partition>/<offset>`, also the lane of what has no key
   */
  constructor(
    private readonly message: BusMessage | { readonly letter: Message },
    private readonly source: string,
    private readonly offset: bigint,
    private readonly window: PartitionWindow,
    private readonly context: DeliveryContext,
  ) {
    this.key = 'key' in message ? message.key : source;
  }

  async run(): Promise<number | undefined> {
    // The partition was taken away or is read again: whoever reads it now delivers this message.
    if (this.window.revoked) return undefined;
    if (this.#letter === undefined) {
      const againMs = await this.#deliver();
      if (againMs !== undefined) return againMs;
    }
    if (this.#letter !== undefined && !(await this.#setAside(this.#letter))) return deadLetterAgainMs;
    this.window.settle(this.offset);
    this.context.onSettled(this.window);
    return undefined;
  }

  async #deliver(): Promise<number | undefined> {
    if ('letter' in this.message) {
      this.#letter = this.message.letter;
      return undefined;
    }
    const { handler, policy, log } = this.context;
    const message = { ...this.message, attempt: this.#attempt };
    const settlement = await settle(handler, message, policy, log);
    if (settlement.kind === 'again') {
      this.#attempt += 1;
      return settlement.afterMs;
    }
    if (settlement.kind === 'dead') this.#letter = writeDeadLetter(message, { ...settlement, source: this.source });
    return undefined;
  }

  async #setAside(letter: Message): Promise<boolean> {
    const { topic, log, setAside } = this.context;
    const facts = { topic, source: this.source };
    try {
      await setAside(letter);
      log({ level: 'error', event: 'dead-lettered', facts });
      return true;
    } catch (cause) {
      log({ level: 'error', event: 'connection-lost', facts, cause });
      return false;
    }
  }
}
