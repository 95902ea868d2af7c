import type { Clock } from '@passerelle/kernel';
import { Gauge, type Registry } from 'prom-client';
import type { Finding } from '../revocation/revocation-keeper.js';
import type { WatchedCertificates } from './watched-certificates.js';

/** What is known of revocation, read anew each time somebody asks. */
export interface MeasuredRevocation {
  readonly clock: Clock;
  readonly watched: () => readonly WatchedCertificates[];
  readonly last: (fingerprint: string) => Finding | undefined;
}

/** The numbers of revocation by purpose and owner: how certificates stand, and how old is what is known. */
export function revocationGauges(registry: Registry, { clock, watched, last }: MeasuredRevocation): void {
  const findings = () =>
    watched().flatMap(({ purpose, owner, certificates }) =>
      certificates.map(({ fingerprint }) => ({ purpose, owner, finding: last(fingerprint) })),
    );
  new Gauge({
    name: 'passerelle_certificate_revocation',
    help: 'Certificates by what is known of their revocation: good, revoked or unknown; owner is self or a country.',
    labelNames: ['purpose', 'owner', 'status'],
    registers: [registry],
    collect() {
      this.reset();
      for (const { purpose, owner, finding } of findings())
        this.inc({ purpose, owner, status: finding?.status ?? 'unknown' });
    },
  });
  new Gauge({
    name: 'passerelle_revocation_status_age_seconds',
    help: 'Seconds since the oldest statement that the status of these certificates rests on; absent while none is known.',
    labelNames: ['purpose', 'owner'],
    registers: [registry],
    collect() {
      this.reset();
      const oldest = new Map<string, { purpose: string; owner: string; age: number }>();
      for (const { purpose, owner, finding } of findings()) {
        if (finding === undefined || finding.status === 'unknown') continue;
        const age = (clock.now().getTime() - finding.thisUpdate.getTime()) / 1000;
        const before = oldest.get(`${purpose} ${owner}`);
        if (before === undefined || before.age < age) oldest.set(`${purpose} ${owner}`, { purpose, owner, age });
      }
      for (const { purpose, owner, age } of oldest.values()) this.set({ purpose, owner }, age);
    },
  });
}
