import { outgoingMessage, type MessageBus } from '@passerelle/bus';
import { outbox, type Database } from '@passerelle/store';
import type { Logger } from '../logging/logger.js';

/** Messages published in one turn. */
const batch = 200;

/**
 * Publishes what commits have left in the outbox. One turn runs at a time, so messages of one exchange keep their order;
 * a bus that does not answer leaves them where they are.
 */
export class OutboxRelay {
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();
  private rung = false;

  constructor(
    private readonly database: Database,
    private readonly bus: MessageBus,
    private readonly logger: Logger,
  ) {}

  /** Begins to relay; `ring` tells that something waits, and the relay also looks by itself. */
  start(): void {
    this.timer = setInterval(() => this.ring(), 1_000);
    this.ring();
  }

  /** Tells that the outbox holds messages; a relay that was not started leaves them to the process that runs it. */
  readonly ring = (): void => {
    if (this.rung || this.timer === undefined) return;
    this.rung = true;
    this.turn = this.turn.then(async () => {
      this.rung = false;
      await this.relay();
    });
  };

  /** Ends the turn that runs, and relays no more. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    await this.turn;
  }

  private async relay(): Promise<void> {
    try {
      let published: number;
      do {
        published = await this.database.transaction((session) =>
          outbox.relay(session, batch, (messages) =>
            this.bus.publish(
              messages.map(({ id, topic, claim, createdAt }) => outgoingMessage(topic, claim, { id, now: createdAt })),
            ),
          ),
        );
      } while (published === batch);
    } catch (error) {
      // The rows are still in the outbox: the next turn publishes them under the same ids.
      this.logger.error('outbox-relay-failed', error);
    }
  }
}
