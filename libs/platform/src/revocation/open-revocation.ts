import type { Clock } from '@passerelle/kernel';
import type { LoadedConfiguration } from '../configuration/load.js';
import type { Logger } from '../logging/logger.js';
import type { WatchedCertificates } from '../metrics/watched-certificates.js';
import { TurnLoop } from '../node/turn-loop.js';
import { RevocationKeeper } from './revocation-keeper.js';

/** What of the node revocation works with. */
interface Around {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly watched: () => readonly WatchedCertificates[];
}

/** The keeper of a running node, which asks ahead. */
export interface OpenRevocation {
  readonly keeper: RevocationKeeper;
  /** Begins to ask ahead. */
  start(): void;
  stop(): Promise<void>;
}

/**
 * Opens what the configuration says of revocation. Once started it asks about the node's own certificates and those of its
 * peers before anybody needs to know: a professional then waits for no responder.
 * @returns undefined where the configuration has no `revocation`
 * @throws PasserelleError as {@link RevocationKeeper}
 */
export function openRevocation(
  { configuration: { revocation }, resolve }: LoadedConfiguration,
  { clock, logger, watched }: Around,
): OpenRevocation | undefined {
  if (revocation === undefined) return undefined;
  const keeper = new RevocationKeeper({ configuration: revocation, resolve, clock, logger });
  // An answer is renewed from half its freshness on; an eighth leaves several turns for that.
  const everyMs = Math.min(60_000, (revocation.freshnessSeconds * 1000) / 8);
  const loop = new TurnLoop(everyMs, async () => {
    try {
      const certificates = watched().flatMap((each) => each.certificates);
      await Promise.all(certificates.map((certificate) => keeper.find(certificate)));
    } catch (error) {
      logger.error('revocation-not-asked', error);
    }
  });
  return {
    keeper,
    start: () => loop.start(),
    stop: async () => void (await loop.stop()),
  };
}
