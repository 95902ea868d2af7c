import { PasserelleError } from '@passerelle/kernel';
import type { IncomingMessage } from 'node:http';
import { Transform, type TransformCallback } from 'node:stream';
import type { ConnectionLimits } from '../configuration/limits.js';

/** How fast a body must come. */
export type BodyPace = Pick<ConnectionLimits, 'requestSeconds' | 'octetsPerSecond' | 'rateSeconds'>;

/**
 * The octets of a body as they come, counted. One that comes slower than the least rate over any window, or is not whole
 * in time, ends with PSR-1026; the request itself is left open, so that its sender can be told.
 */
export class MeteredBody extends Transform {
  /** Octets that came, as they came over the line. */
  received = 0;
  private readonly timers: readonly NodeJS.Timeout[];

  constructor(request: IncomingMessage, pace: BodyPace) {
    super();
    let before = 0;
    const slow = (): void => void this.destroy(new PasserelleError('PSR-1026'));
    const least = pace.octetsPerSecond * pace.rateSeconds;
    this.timers = [
      setTimeout(slow, pace.requestSeconds * 1_000),
      setInterval(() => {
        if (this.received - before < least) slow();
        before = this.received;
      }, pace.rateSeconds * 1_000),
    ];
    request.once('close', () => {
      if (!request.readableEnded) this.destroy(new Error('the body was broken off'));
    });
    // Whoever refuses the request before its end lets go of it, and nobody listens any more.
    this.once('unpipe', () => {
      if (!this.writableFinished) this.destroy();
    });
    this.on('error', () => undefined);
    request.pipe(this);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.received += chunk.length;
    done(null, chunk);
  }

  override _flush(done: TransformCallback): void {
    this.stop();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.stop();
    done(error);
  }

  private stop(): void {
    for (const timer of this.timers) clearTimeout(timer);
  }
}
