import type { Clock } from '@passerelle/kernel';
import { readCertificates } from '@passerelle/trust';
import { join } from 'node:path';
import type { LoadedConfiguration } from '../configuration/load.js';
import type { DoorLog } from '../exchange/door-log.js';
import type { Logger } from '../logging/logger.js';
import { readPem } from '../node/keys.js';
import type { TrustedPeers } from '../node/trusted-peers.js';
import { bundleSource } from './bundle-source.js';
import { KeptBundleFile } from './kept-bundle.js';
import { TrustBundleKeeper } from './trust-bundle-keeper.js';

/** What of the node the keeper works with. */
interface Around {
  readonly peers: TrustedPeers;
  readonly clock: Clock;
  readonly doorLog: DoorLog;
  readonly logger: Logger;
}

const day = 24 * 60 * 60_000;

/** Name of the file of the last good bundle in the node's folder of state. */
export const keptBundleName = 'trust-bundle.json';

/**
 * Opens the trust bundle that the configuration names.
 * @returns undefined where it names none: the peers are then those of their files
 * @throws PasserelleError PSR-7005 for a missing anchor, and as `TrustBundleKeeper.open`
 */
export async function openKeeper(
  { configuration, resolve }: LoadedConfiguration,
  { peers, clock, doorLog, logger }: Around,
): Promise<TrustBundleKeeper | undefined> {
  const { trust, country, state } = configuration;
  if (trust === undefined) return undefined;
  const place = /^https:/i.test(trust.bundle) ? trust.bundle : resolve(trust.bundle);
  const tls = trust.tls?.map((file) => readPem(resolve(file)));
  const keeper = new TrustBundleKeeper({
    source: bundleSource(place, tls),
    anchors: trust.anchor.flatMap((file) => readCertificates(readPem(resolve(file)))),
    kept: new KeptBundleFile(resolve(join(state, keptBundleName))),
    peers,
    country,
    clock,
    pollSeconds: trust.pollSeconds,
    graceMs: trust.graceSeconds * 1000,
    longestMs: trust.longestDays * day,
    record: (event) => doorLog.write(event),
    logger,
  });
  await keeper.open();
  keeper.start();
  return keeper;
}
