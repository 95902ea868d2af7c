import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '@passerelle/kernel';
import { limitsSchema, type RateLimits } from '../configuration/limits.js';
import { addressBlock } from './address-block.js';
import { Admission, type Refusal } from './admission.js';

const limits = (rates: object = {}): RateLimits => limitsSchema.parse({ bodyBytes: 1_000, rates }).rates;

/** Admits requests of a peer, and leaves them open. */
function admitted(admission: Admission, country: string, count: number): (() => void)[] {
  return Array.from({ length: count }, () => admission.admitPeer(country)).filter((each) => typeof each === 'function');
}

function refusalOf(admission: Admission, country: string): Refusal {
  const outcome = admission.admitPeer(country);
  if (typeof outcome === 'function') throw new Error('admitted');
  return outcome;
}

describe('threat 29: requests are admitted by their sender', () => {
  it('as many at once as its burst, then at its rate', () => {
    const clock = fixedClock('2026-11-28T12:00:00Z');
    const admission = new Admission(limits({ peer: { perSecond: 2, burst: 5, concurrent: 100 } }), clock);
    expect(admitted(admission, 'PT', 9)).toHaveLength(5);
    expect(refusalOf(admission, 'PT').error).toMatchObject({ code: 'PSR-2020', facts: { seconds: 1 } });
    clock.advance(499);
    expect(admitted(admission, 'PT', 1)).toHaveLength(0);
    clock.advance(1);
    expect(admitted(admission, 'PT', 2)).toHaveLength(1);
    clock.advance(60_000);
    expect(admitted(admission, 'PT', 9)).toHaveLength(5);
  });

  it('which says how long to wait', () => {
    const admission = new Admission(limits({ peer: { perSecond: 0.1, burst: 1 } }), fixedClock('2026-11-28T12:00:00Z'));
    admission.admitPeer('PT');
    expect(refusalOf(admission, 'PT').error.facts).toEqual({ seconds: 10 });
  });

  it('as many as it may have open', () => {
    const admission = new Admission(limits({ peer: { concurrent: 2 } }), fixedClock('2026-11-28T12:00:00Z'));
    const [first] = admitted(admission, 'PT', 3);
    expect(refusalOf(admission, 'PT').error.code).toBe('PSR-2021');
    first?.();
    // A request ends once, however often it is said.
    first?.();
    expect(admitted(admission, 'PT', 2)).toHaveLength(1);
  });

  it('of which one at its limit does not slow another', () => {
    const admission = new Admission(limits({ peer: { perSecond: 1, burst: 3 } }), fixedClock('2026-11-28T12:00:00Z'));
    expect(admitted(admission, 'PT', 1_000)).toHaveLength(3);
    expect(admitted(admission, 'LU', 3)).toHaveLength(3);
    expect(admission.countStranger('192.0.2.1')).toBeUndefined();
  });

  it('of which one may have limits of its own', () => {
    const rates = limits({ peer: { burst: 3, concurrent: 10 }, peers: { FR: { burst: 7 }, DE: { concurrent: 1 } } });
    const admission = new Admission(rates, fixedClock('2026-11-28T12:00:00Z'));
    expect(['FR', 'DE', 'PT'].map((country) => admitted(admission, country, 20).length)).toEqual([7, 1, 3]);
  });

  it('or by the address of whoever is no peer', () => {
    const admission = new Admission(
      limits({ stranger: { perSecond: 1, burst: 2 } }),
      fixedClock('2026-11-28T12:00:00Z'),
    );
    const count = (address: string) => [1, 2, 3].map(() => admission.countStranger(address)?.error.code);
    expect(count('192.0.2.1')).toEqual([undefined, undefined, 'PSR-2020']);
    expect(count('192.0.2.2')).toEqual([undefined, undefined, 'PSR-2020']);
    expect(count('::ffff:192.0.2.3')).toEqual([undefined, undefined, 'PSR-2020']);
    expect(count('2001:db8::1')).toEqual([undefined, undefined, 'PSR-2020']);
    expect(count('2001:db8::ffff:1')).toEqual(['PSR-2020', 'PSR-2020', 'PSR-2020']);
    expect(admitted(admission, 'PT', 1)).toHaveLength(1);
  });

  it('and the refusals of one sender are counted, and logged once in a minute', () => {
    const clock = fixedClock('2026-11-28T12:00:00Z');
    const told: string[] = [];
    const onRefused = (sender: string, code: string) => told.push(`${sender} ${code}`);
    const admission = new Admission(limits({ peer: { perSecond: 0.01, burst: 1 } }), clock, onRefused);
    for (const country of ['PT', 'LU']) admission.admitPeer(country);
    const first = (country: string) => refusalOf(admission, country).isFirst;
    expect([first('PT'), first('PT'), first('LU'), first('PT')]).toEqual([true, false, true, false]);
    clock.advance(59_999);
    expect(first('PT')).toBe(false);
    clock.advance(1);
    expect([first('PT'), first('PT')]).toEqual([true, false]);
    expect(told.filter((each) => each === 'PT PSR-2020')).toHaveLength(6);
    expect(told.filter((each) => each === 'LU PSR-2020')).toHaveLength(1);
  });

  it('and those from ever new addresses take no more than their room', () => {
    const clock = fixedClock('2026-11-28T12:00:00Z');
    const admission = new Admission(limits({ stranger: { perSecond: 0.01, burst: 1 } }), clock);
    const began = process.cpuUsage();
    for (let at = 0; at < 60_000; at++)
      admission.countStranger(`2001:db8:${(at >> 8).toString(16)}:${(at & 255).toString(16)}::1`);
    const { user } = process.cpuUsage(began);
    expect(user / 1_000).toBeLessThan(3_000);
    // The newest are remembered.
    expect(admission.countStranger('2001:db8:ea:5f::2')?.error.code).toBe('PSR-2020');
  });
});

describe('addressBlock', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    [undefined, ''],
  ])('of %s is %s', (address, block) => {
    expect(addressBlock(address)).toBe(block);
  });
});
