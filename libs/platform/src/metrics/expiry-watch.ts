import type { Clock } from '@passerelle/kernel';
import type { ExpiryThreshold } from '@passerelle/trust';
import type { Logger } from '../logging/logger.js';
import { TurnLoop } from '../node/turn-loop.js';
import { lastExpiry, type WatchedCertificates } from './watched-certificates.js';

/** What the watch works with. */
export interface ExpiryWatchParts {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly watched: () => readonly WatchedCertificates[];
}

const day = 24 * 60 * 60 * 1000;

/**
 * Says in the diagnostic log which certificates come to their end: at the start of the node for all that have passed a
 * threshold, then once a day for each that has passed another one, and each day for those in their last week.
 */
export class ExpiryWatch {
  private readonly said = new Map<string, ExpiryThreshold>();
  private readonly loop = new TurnLoop(day, () => Promise.resolve(this.look()));

  constructor(private readonly parts: ExpiryWatchParts) {}

  start(): void {
    this.loop.start();
  }

  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** Looks at all certificates once. */
  look(): void {
    const { clock, logger, watched } = this.parts;
    for (const each of watched()) {
      const expiry = lastExpiry(each, clock.now());
      if (expiry?.threshold === undefined) continue;
      const { purpose, owner } = each;
      const { threshold, seconds, certificate } = expiry;
      const name = `${owner} ${purpose} ${certificate.fingerprint}`;
      if (this.said.get(name) === threshold && threshold > 7) continue;
      this.said.set(name, threshold);
      const facts = {
        owner,
        purpose,
        threshold,
        days: Math.floor(seconds / 86_400),
        fingerprint: certificate.fingerprint,
      };
      logger.warn(threshold === 0 ? 'certificate-expired' : 'certificate-expires', facts);
    }
  }
}
