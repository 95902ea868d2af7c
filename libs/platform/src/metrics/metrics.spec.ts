import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '@passerelle/kernel';
import type { Certificate } from '@passerelle/trust';
import type { LogFacts, Logger } from '../logging/logger.js';
import { ExpiryWatch } from './expiry-watch.js';
import { NodeMetrics } from './node-metrics.js';
import type { WatchedCertificates } from './watched-certificates.js';

const start = new Date('2026-11-28T12:00:00Z');
const day = 24 * 60 * 60;

/** Of a certificate only its end and its fingerprint matter here. */
const ending = (days: number, fingerprint = `${days}`.padStart(64, '0')): Certificate =>
  ({ validTo: new Date(start.getTime() + days * day * 1000), fingerprint }) as Certificate;
const watch = (owner: string, ...days: readonly number[]): WatchedCertificates => ({
  owner,
  purpose: 'seal',
  certificates: days.map((count) => ending(count)),
});

/** A logger that keeps its warnings. */
function keeping(): Logger & { readonly lines: [string, LogFacts | undefined][] } {
  const lines: [string, LogFacts | undefined][] = [];
  return {
    lines,
    info: () => undefined,
    error: () => undefined,
    warn: (event, facts) => void lines.push([event, facts]),
  };
}

describe('the metrics of a node', () => {
  const clock = fixedClock(start);
  const metrics = new NodeMetrics({
    clock,
    watched: () => [watch('self', 400), watch('PT', 20, 5), watch('FR', -1), watch('DE')],
  });

  it('says how long there is a certificate, for each purpose and owner', async () => {
    const text = await metrics.text();
    expect(text).toContain(`passerelle_certificate_expiry_seconds{purpose="seal",owner="self"} ${400 * day}`);
    expect(text).toContain(`passerelle_certificate_expiry_seconds{purpose="seal",owner="PT"} ${20 * day}`);
    expect(text).toContain(`passerelle_certificate_expiry_seconds{purpose="seal",owner="FR"} ${-day}`);
    expect(text).not.toMatch(/expiry_seconds\{purpose="seal",owner="DE"\}/);
  });

  it('says which threshold is passed, and how many certificates there are', async () => {
    const text = await metrics.text();
    expect(text).toContain('passerelle_certificate_expiry_threshold_days{purpose="seal",owner="PT"} 30');
    expect(text).toContain('passerelle_certificate_expiry_threshold_days{purpose="seal",owner="FR"} 0');
    expect(text).not.toMatch(/threshold_days\{purpose="seal",owner="self"\}/);
    expect(text).toContain('passerelle_certificates{purpose="seal",owner="PT"} 2');
  });

  it('reads the clock each time it is asked', async () => {
    const moving = fixedClock(start);
    const moved = new NodeMetrics({ clock: moving, watched: () => [watch('self', 61)] });
    expect(await moved.text()).toContain('threshold_days{purpose="seal",owner="self"} 90');
    moving.advance(2 * day * 1000);
    expect(await moved.text()).toContain('threshold_days{purpose="seal",owner="self"} 60');
  });

  it('counts refusals by event and code, and tells of the process', async () => {
    metrics.refused('request-refused', 'PSR-2002');
    metrics.refused('request-refused', 'PSR-2002');
    const text = await metrics.text();
    expect(text).toContain('passerelle_refusals_total{event="request-refused",code="PSR-2002"} 2');
    expect(text).toContain('process_cpu_user_seconds_total');
    expect(metrics.contentType).toContain('text/plain');
  });

  it('has numbers of its own, beside another node in the same process', async () => {
    const other = new NodeMetrics({ clock, watched: () => [] });
    expect(await other.text()).not.toContain('code="PSR-2002"');
  });
});

describe('the watch over certificates', () => {
  it('warns at the start of all that have passed a threshold, and then once for each threshold', () => {
    const clock = fixedClock(start);
    const logger = keeping();
    const expiry = new ExpiryWatch({
      clock,
      logger,
      watched: () => [watch('self', 400), watch('PT', 61), watch('FR', 29)],
    });
    const owners = () =>
      logger.lines.splice(0).map(([event, facts]) => `${event} ${facts?.['owner']} ${facts?.['threshold']}`);
    expiry.look();
    expect(owners()).toEqual(['certificate-expires PT 90', 'certificate-expires FR 30']);
    expiry.look();
    expect(owners()).toEqual([]);
    clock.advance(2 * day * 1000);
    expiry.look();
    expect(owners()).toEqual(['certificate-expires PT 60']);
    clock.advance(21 * day * 1000);
    expiry.look();
    expect(owners()).toEqual(['certificate-expires FR 7']);
  });

  it('warns each day in the last week and after the end', () => {
    const clock = fixedClock(start);
    const logger = keeping();
    const expiry = new ExpiryWatch({ clock, logger, watched: () => [watch('PT', 2)] });
    for (let count = 0; count < 4; count++) {
      expiry.look();
      clock.advance(day * 1000);
    }
    expect(logger.lines.map(([event]) => event)).toEqual([
      'certificate-expires',
      'certificate-expires',
      'certificate-expires',
      'certificate-expired',
    ]);
  });

  it('is quiet about an old certificate when a new one is pinned beside it', () => {
    const logger = keeping();
    new ExpiryWatch({ clock: fixedClock(start), logger, watched: () => [watch('PT', 3, 300)] }).look();
    expect(logger.lines).toEqual([]);
  });

  it('looks by itself when it is started, and not after it was stopped', async () => {
    const logger = keeping();
    const expiry = new ExpiryWatch({ clock: fixedClock(start), logger, watched: () => [watch('PT', 3)] });
    expiry.start();
    await new Promise((resolve) => setImmediate(resolve));
    await expiry.stop();
    expect(logger.lines).toHaveLength(1);
  });
});
