import type { Clock } from '@passerelle/kernel';
import { Gauge, type Registry } from 'prom-client';
import type { TrustStatus } from '../trust-bundle/trust-bundle-keeper.js';

/** The numbers of the signed list of peers, read anew each time somebody asks. */
export function trustGauges(registry: Registry, status: () => TrustStatus, clock: Clock): void {
  const gauge = (name: string, help: string, read: (status: TrustStatus) => number | undefined): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        const value = read(status());
        // A gauge without labels is 0 from the start, and 0 would be a number of a list that is not there.
        if (value === undefined) this.remove({});
        else this.set(value);
      },
    });
  };
  gauge(
    'passerelle_peers_trusted',
    '1 while the list of peers may be used, 0 while no peer is trusted.',
    ({ state }) => (state === 'refused' ? 0 : 1),
  );
  gauge('passerelle_trust_bundle_sequence', 'Number of the trust bundle in use.', ({ sequence }) => sequence);
  gauge(
    'passerelle_trust_bundle_expiry_seconds',
    'Seconds until the trust bundle in use expires; below 0 after it.',
    ({ expires }) => (expires === undefined ? undefined : (expires.getTime() - clock.now().getTime()) / 1000),
  );
  gauge(
    'passerelle_trust_bundle_refused',
    '1 while what the source serves is refused or the source does not answer.',
    ({ lastRefusal }) => (lastRefusal === undefined ? 0 : 1),
  );
}
