import type { Clock, ErrorCode } from '@passerelle/kernel';
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';
import type { TrustStatus } from '../trust-bundle/trust-bundle-keeper.js';
import { revocationGauges, type MeasuredRevocation } from './revocation-gauges.js';
import { trustGauges } from './trust-gauges.js';
import { lastExpiry, type WatchedCertificates } from './watched-certificates.js';

/** What is measured of a node. */
export interface MeasuredNode {
  readonly clock: Clock;
  readonly watched: () => readonly WatchedCertificates[];
}

/**
 * The numbers of one node in the exposition format of Prometheus. Labels are codes, countries and purposes: nothing in here
 * names a person, and no label takes a value that a caller chooses.
 */
export class NodeMetrics {
  private readonly registry = new Registry();
  private readonly refusals: Counter<'event' | 'code'>;
  private readonly throttles: Counter<'sender' | 'code'>;
  private readonly cuts: Counter<'door' | 'reason'>;

  constructor(private readonly node: MeasuredNode) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.refusals = new Counter({
      name: 'passerelle_refusals_total',
      help: 'Requests that were refused or failed at a door, by event of the exchange log and code of docs/errors.md.',
      labelNames: ['event', 'code'],
      registers,
    });
    this.throttles = new Counter({
      name: 'passerelle_throttled_total',
      help: 'Requests beyond what their sender may send, by country (none: no peer); the exchange log has one entry a minute.',
      labelNames: ['sender', 'code'],
      registers,
    });
    this.cuts = new Counter({
      name: 'passerelle_connections_cut_total',
      help: 'Connections that were closed before their sender was done, by door and limit.',
      labelNames: ['door', 'reason'],
      registers,
    });
    const labelNames = ['purpose', 'owner'] as const;
    this.gauge(
      'passerelle_certificate_expiry_seconds',
      'Seconds until the certificate that lasts longest ends; owner is self or a country.',
      labelNames,
      (set) => {
        for (const each of this.node.watched()) {
          const expiry = lastExpiry(each, this.node.clock.now());
          if (expiry) set(each, expiry.seconds);
        }
      },
    );
    this.gauge(
      'passerelle_certificate_expiry_threshold_days',
      'The threshold of 90, 60, 30 or 7 days that is passed, 0 after the end; absent before the first.',
      labelNames,
      (set) => {
        for (const each of this.node.watched()) {
          const threshold = lastExpiry(each, this.node.clock.now())?.threshold;
          if (threshold !== undefined) set(each, threshold);
        }
      },
    );
    this.gauge(
      'passerelle_certificates',
      'Certificates in use (self) or pinned (a country); two while keys are changed.',
      labelNames,
      (set) => {
        for (const each of this.node.watched()) set(each, each.certificates.length);
      },
    );
  }

  /** Counts a refusal. @param event - its name in the exchange log, one of a few */
  refused(event: string, code: ErrorCode): void {
    this.refusals.inc({ event, code });
  }

  /** Counts a request that was turned away. @param sender - a country, or `none` */
  throttled(sender: string, code: ErrorCode): void {
    this.throttles.inc({ sender, code });
  }

  /** Counts a connection that was cut. */
  cut(door: string, reason: string): void {
    this.cuts.inc({ door, reason });
  }

  /** Also tells how the node stands to its list of peers. */
  watchTrust(status: () => TrustStatus): void {
    trustGauges(this.registry, status, this.node.clock);
  }

  /** Also tells what is known of the revocation of certificates. */
  watchRevocation(last: MeasuredRevocation['last']): void {
    revocationGauges(this.registry, { ...this.node, last });
  }

  /** Media type of {@link text}. */
  get contentType(): string {
    return this.registry.contentType;
  }

  /** All numbers as they are now. */
  async text(): Promise<string> {
    return this.registry.metrics();
  }

  /** A gauge that is read anew each time somebody asks, so that what is gone is not shown. */
  private gauge(
    name: string,
    help: string,
    labelNames: readonly ['purpose', 'owner'],
    read: (set: (labels: Pick<WatchedCertificates, 'purpose' | 'owner'>, value: number) => void) => void,
  ): void {
    new Gauge({
      name,
      help,
      labelNames,
      registers: [this.registry],
      collect() {
        this.reset();
        read(({ purpose, owner }, value) => this.set({ purpose, owner }, value));
      },
    });
  }
}
