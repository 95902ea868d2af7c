import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '@passerelle/kernel';
import type { TrustStatus } from '../trust-bundle/trust-bundle-keeper.js';
import { NodeMetrics } from './node-metrics.js';

const clock = fixedClock('2026-11-28T12:00:00Z');

describe('the metrics of the list of peers', () => {
  let status: TrustStatus = { state: 'current', sequence: 7, expires: new Date('2026-11-28T13:00:00Z') };
  const metrics = new NodeMetrics({ clock, watched: () => [] });
  metrics.watchTrust(() => status);

  it('tell its number, how long it lasts, and whether peers are trusted', async () => {
    const text = await metrics.text();
    for (const line of ['peers_trusted 1', 'bundle_sequence 7', 'bundle_expiry_seconds 3600', 'bundle_refused 0']) {
      expect(text).toContain(line);
    }
  });

  it('follow it into refusal, and show no number of a list that is not there', async () => {
    clock.advance(7_200_000);
    status = { ...status, state: 'refused', lastRefusal: 'PSR-3053' };
    const text = await metrics.text();
    for (const line of ['peers_trusted 0', 'bundle_expiry_seconds -3600', 'bundle_refused 1'])
      expect(text).toContain(line);
    status = { state: 'refused' };
    expect(await metrics.text()).not.toMatch(/^passerelle_trust_bundle_(?:sequence|expiry_seconds) /m);
  });

  it('are not there where no list is configured', async () => {
    expect(await new NodeMetrics({ clock, watched: () => [] }).text()).not.toContain('peers_trusted');
  });
});
