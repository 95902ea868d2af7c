import { outgoingMessage, type MessageBus } from '@passerelle/bus';
import { outbox, type Database } from '@passerelle/store';
import type { Logger } from '../logging/logger.js';
import { TurnLoop } from '../node/turn-loop.js';

/** Messages published in one turn. */
const batch = 200;

/**
 * Publishes what commits have left in the outbox. One turn runs at a time, so messages of one exchange keep their order;
 * a bus that does not answer leaves them where they are.
 */
export class OutboxRelay {
  private readonly loop = new TurnLoop(1_000, () => this.relay());

  constructor(
    private readonly database: Database,
    private readonly bus: MessageBus,
    private readonly logger: Logger,
  ) {}

  /** Begins to relay. */
  start(): void {
    this.loop.start();
  }

  /** Tells that the outbox holds messages. */
  readonly ring = (): void => this.loop.ring();

  /** Ends the turn that runs, and relays no more. */
  async stop(): Promise<void> {
    await this.loop.stop();
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
