import { Server, type CustomTransportStrategy, type MessageHandler } from '@nestjs/microservices';
import { deadLetter, type BusMessage, type HandlerResult, type MessageBus } from '@passerelle/bus';
import { isObservable, lastValueFrom } from 'rxjs';

/**
 * NestJS transport over the message bus: a method marked `@EventPattern('<topic>')` handles the messages of that topic
 * and answers Ack, Retry or DeadLetter. NestJS's own Kafka transport is not used because a poison message blocks its
 * partition and it knows no dead letters (dependencies.md section 4.3).
 */
export class BusTransport extends Server implements CustomTransportStrategy {
  constructor(
    private readonly bus: MessageBus,
    private readonly concurrency: number,
    private readonly maxAttempts: number,
  ) {
    super();
  }

  /** Subscribes every handler and starts the bus. */
  listen(callback: (error?: unknown) => void): void {
    this.subscribeAll().then(
      () => callback(),
      (error: unknown) => callback(error),
    );
  }

  /** Drains and stops the bus. */
  async close(): Promise<void> {
    await this.bus.stop();
  }

  /** NestJS asks for status events; the bus reports its own through `health`. */
  on(): never {
    throw new Error('the bus has no status events; ask health()');
  }

  /** NestJS asks for the native client. */
  unwrap<T>(): T {
    return this.bus as T;
  }

  private async subscribeAll(): Promise<void> {
    for (const [topic, handler] of this.messageHandlers) {
      await this.bus.subscribe(topic, (message) => handle(handler, message), {
        concurrency: this.concurrency,
        maxAttempts: this.maxAttempts,
      });
    }
    await this.bus.start();
  }
}

async function handle(handler: MessageHandler, message: BusMessage): Promise<HandlerResult> {
  const answered: unknown = await handler(message);
  const result: unknown = isObservable(answered) ? await lastValueFrom(answered) : answered;
  return isHandlerResult(result) ? result : deadLetter('PSR-9001');
}

function isHandlerResult(value: unknown): value is HandlerResult {
  return typeof value === 'object' && value !== null && 'kind' in value;
}
