import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DoorEvent } from '../exchange/door-log.js';
import { silentLogger } from '../logging/logger.js';
import { TrustedPeers } from '../node/trusted-peers.js';
import type { Fetched } from './fetch-octets.js';
import { KeptBundleFile } from './kept-bundle.js';
import { day, identity, listedPeer, minute, noon, signedBundle, type Listing } from './testing/bundles.js';
import { TrustBundleKeeper, type KeeperParts } from './trust-bundle-keeper.js';

const issuer = identity('EU');
const stranger = identity('EU');
const [lu, pt, ptNext, be] = [
  identity('LU', 'tls'),
  identity('PT', 'tls'),
  identity('PT', 'tls'),
  identity('BE', 'tls'),
];
const both = [listedPeer('LU', [lu]), listedPeer('PT', [pt])];
const folders: string[] = [];

/** A node's surroundings that a spec turns: the source, the clocks, the log. */
class World {
  served: Result<Fetched> = failed(new PasserelleError('PSR-3057', { reason: 'nothing yet' }));
  now = noon;
  elapsed = 0;
  logFails = false;
  readonly events: DoorEvent[] = [];
  readonly asked: (string | undefined)[] = [];
  readonly folder = mkdtempSync(join(tmpdir(), 'passerelle-trust-'));
  readonly file = join(this.folder, 'state', 'trust-bundle.json');
  peers = new TrustedPeers([]);

  constructor() {
    folders.push(this.folder);
  }

  async serve(listing: Listing, key = issuer.key, etag?: string): Promise<void> {
    const octets = Buffer.from(await signedBundle(key, listing));
    this.served = ok({ unchanged: false, octets, ...(etag !== undefined && { etag }) });
  }

  answer(served: Result<Fetched>): Promise<void> {
    this.served = served;
    return Promise.resolve();
  }

  pass(milliseconds: number): void {
    this.now = new Date(this.now.getTime() + milliseconds);
    this.elapsed += milliseconds;
  }

  /** A node as it starts: peers and memory are new, the file is what the last one left. */
  async start(change: Partial<KeeperParts> = {}): Promise<TrustBundleKeeper> {
    this.peers = new TrustedPeers([]);
    const keeper = new TrustBundleKeeper({
      source: {
        read: (etag) => {
          this.asked.push(etag);
          return Promise.resolve(this.served);
        },
      },
      anchors: [issuer.key.certificate],
      kept: new KeptBundleFile(this.file),
      peers: this.peers,
      country: 'LU',
      clock: { now: () => this.now, monotonic: () => this.elapsed },
      pollSeconds: 300,
      graceMs: 0,
      longestMs: 7 * day,
      record: (event) => {
        if (this.logFails) return Promise.reject(new PasserelleError('PSR-7003'));
        this.events.push(event);
        return Promise.resolve();
      },
      logger: silentLogger,
      ...change,
    });
    await keeper.open();
    return keeper;
  }

  pinned(country: string): readonly string[] {
    return this.peers.get(country).tls.map(({ fingerprint }) => fingerprint);
  }

  recorded(): string[] {
    const told = this.events.map(({ event, peer, code }) => [event, peer, code].filter((each) => each !== undefined));
    this.events.length = 0;
    return told.map((words) => words.join(' '));
  }
}

let world: World;
beforeEach(() => {
  world = new World();
});
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

const untrusted = expect.objectContaining({ code: 'PSR-3058' });

describe('TrustBundleKeeper', () => {
  it('takes the list, leaves its own country out, and records what it took', async () => {
    await world.serve({ sequence: 1, peers: both });
    const keeper = await world.start();
    expect(world.pinned('PT')).toEqual([pt.fingerprint]);
    expect(world.peers.ofTlsCertificate(pt.fingerprint)?.peer.country).toBe('PT');
    expect(() => world.peers.get('LU')).toThrow(expect.objectContaining({ code: 'PSR-4004' }));
    expect(world.recorded()).toEqual(['trust-bundle-loaded', 'trust-peer-added LU', 'trust-peer-added PT']);
    expect(keeper.status()).toMatchObject({ state: 'current', sequence: 1 });
  });

  it('replaces peers from one call to the next; a peer that is listed as before stays the same object', async () => {
    await world.serve({ sequence: 1, peers: [...both, listedPeer('BE', [be])] });
    const keeper = await world.start();
    const belgium = world.peers.get('BE');
    world.recorded();
    await world.serve({ sequence: 2, peers: [listedPeer('PT', [pt, ptNext]), listedPeer('BE', [be])] });
    await keeper.turn();
    expect(world.pinned('PT')).toEqual([pt.fingerprint, ptNext.fingerprint]);
    expect(world.peers.get('BE')).toBe(belgium);
    expect(world.recorded()).toEqual(['trust-bundle-loaded', 'trust-peer-removed LU', 'trust-peer-changed PT']);
    await world.serve({ sequence: 3, peers: [listedPeer('PT', [ptNext])] });
    await keeper.turn();
    expect(world.peers.ofTlsCertificate(pt.fingerprint)).toBeUndefined();
    expect(() => world.peers.get('BE')).toThrow(expect.objectContaining({ code: 'PSR-4004' }));
  });

  describe('threat 21: what it refuses changes nothing and is recorded once', () => {
    it.each<[string, () => Promise<void>, string]>([
      ['a lower number', () => world.serve({ sequence: 6, peers: [] }), 'PSR-3055'],
      ['the same number with other peers', () => world.serve({ sequence: 7, peers: [] }), 'PSR-3056'],
      ['the list of another signer', () => world.serve({ sequence: 8, peers: [] }, stranger.key), 'PSR-3052'],
      ['a list that lives too long', () => world.serve({ sequence: 8, peers: [], lifetime: 8 * day }), 'PSR-3064'],
      [
        'a list that is expired',
        async () => {
          await world.serve({ sequence: 8, peers: [], lifetime: 10 * minute });
          world.pass(11 * minute);
        },
        'PSR-3053',
      ],
      [
        'a list of the future',
        () => world.serve({ sequence: 8, peers: [], issued: new Date(noon.getTime() + 2 * minute) }),
        'PSR-3054',
      ],
      [
        'any list while the clock is behind',
        async () => {
          await world.serve({ sequence: 8, peers: [], issued: new Date(noon.getTime() - 3 * minute) });
          world.now = new Date(noon.getTime() - 2 * minute);
        },
        'PSR-3065',
      ],
      ['octets that are no list', () => world.answer(ok({ unchanged: false, octets: Buffer.from('x') })), 'PSR-3050'],
      ['no answer', () => world.answer(failed(new PasserelleError('PSR-3057', { reason: 'away' }))), 'PSR-3057'],
    ])('%s', async (_, spoil, code) => {
      await world.serve({ sequence: 7, peers: both });
      const keeper = await world.start();
      const portugal = world.peers.get('PT');
      world.recorded();
      await spoil();
      await keeper.turn();
      await keeper.turn();
      expect(world.recorded()).toEqual([`trust-bundle-refused ${code}`]);
      expect(keeper.status()).toMatchObject({ sequence: 7, lastRefusal: code });
      world.now = new Date(noon.getTime() + 12 * minute);
      expect(world.peers.get('PT')).toBe(portugal);
      await world.serve({ sequence: 9, peers: both, issued: new Date(noon.getTime() + 11 * minute) });
      await keeper.turn();
      expect(keeper.status()).not.toHaveProperty('lastRefusal');
      expect(world.recorded()).toEqual(['trust-bundle-loaded']);
    });
  });

  it('threat 21: remembers the number over a start, also when the anchor or the list that was kept is gone', async () => {
    await world.serve({ sequence: 7, peers: both });
    await world.start();
    await world.serve({ sequence: 6, peers: both });
    const next = await world.start();
    expect(next.status()).toMatchObject({ state: 'current', sequence: 7, lastRefusal: 'PSR-3055' });
    await world.serve({ sequence: 6, peers: both }, stranger.key);
    const rotated = await world.start({ anchors: [stranger.key.certificate] });
    expect(rotated.status()).toEqual({ state: 'refused', lastRefusal: 'PSR-3055' });
    await world.serve({ sequence: 8, peers: both }, stranger.key);
    await rotated.turn();
    expect(rotated.status()).toMatchObject({ state: 'current', sequence: 8 });
  });

  it('fails closed at the expiry, says so once, and comes back with the next list', async () => {
    await world.serve({ sequence: 1, peers: both, lifetime: 60 * minute });
    const keeper = await world.start();
    world.recorded();
    world.pass(60 * minute);
    expect(world.pinned('PT')).toHaveLength(1);
    world.pass(1000);
    expect(() => world.peers.get('PT')).toThrow(untrusted);
    expect(() => world.peers.ofTlsCertificate(pt.fingerprint)).toThrow(untrusted);
    expect(world.peers.directory.all()).toHaveLength(1);
    await keeper.turn();
    await keeper.turn();
    expect(world.recorded()).toEqual(['trust-bundle-refused PSR-3053', 'trust-bundle-expired PSR-3058']);
    await world.serve({ sequence: 2, peers: both, issued: world.now });
    await keeper.turn();
    expect(world.pinned('PT')).toHaveLength(1);
  });

  it('uses an expired list for as long as the grace lasts, also after a start, and tells so', async () => {
    await world.serve({ sequence: 1, peers: both, lifetime: 60 * minute });
    await world.start();
    world.pass(90 * minute);
    const keeper = await world.start({ graceMs: 60 * minute });
    expect(keeper.status()).toMatchObject({ state: 'grace', lastRefusal: 'PSR-3053' });
    expect(world.pinned('PT')).toHaveLength(1);
    world.pass(31 * minute);
    expect(() => world.peers.get('PT')).toThrow(untrusted);
    const again = await world.start({ graceMs: 60 * minute });
    expect(again.status().state).toBe('refused');
    expect(() => world.peers.get('PT')).toThrow(untrusted);
  });

  it('threat 43: does not let a clock that is set back lengthen the life of a list', async () => {
    await world.serve({ sequence: 1, peers: both, lifetime: 60 * minute });
    await world.start();
    world.pass(61 * minute);
    world.now = noon;
    expect(() => world.peers.get('PT')).toThrow(untrusted);
  });

  it('does not start without a first list, and starts without one later', async () => {
    await expect(world.start()).rejects.toThrow(expect.objectContaining({ code: 'PSR-3057' }));
    await world.serve({ sequence: 1, peers: both });
    await world.start();
    world.served = failed(new PasserelleError('PSR-3057', { reason: 'away' }));
    expect((await world.start()).status()).toMatchObject({ state: 'current', lastRefusal: 'PSR-3057' });
  });

  it('does not take a damaged file for a missing one', async () => {
    await world.serve({ sequence: 7, peers: both });
    await world.start();
    const text = readFileSync(world.file, 'utf8');
    for (const damage of ['', '{}', text.slice(0, -20), text.replace('"sequence":7', '"sequence":"7"')]) {
      writeFileSync(world.file, damage);
      await expect(world.start()).rejects.toThrow(expect.objectContaining({ code: 'PSR-3068' }));
    }
    // A number that was lowered by hand does not bring the kept list back: it is another list than the one it stands for.
    writeFileSync(world.file, text.replace(/"digest":"[0-9a-f]{8}/, '"digest":"00000000'));
    world.served = failed(new PasserelleError('PSR-3057', { reason: 'away' }));
    expect((await world.start()).status().state).toBe('refused');
  });

  it('uses no list that it cannot record', async () => {
    await world.serve({ sequence: 1, peers: both });
    const keeper = await world.start();
    world.logFails = true;
    await world.serve({ sequence: 2, peers: [] });
    await keeper.turn();
    expect(keeper.status()).toMatchObject({ sequence: 1 });
    world.logFails = false;
    await keeper.turn();
    expect(keeper.status()).toMatchObject({ sequence: 2 });
  });

  it('asks with the tag of the list in use, and for all of it after a refusal', async () => {
    await world.serve({ sequence: 1, peers: both }, issuer.key, '"one"');
    const keeper = await world.start();
    const first = world.served;
    world.served = ok({ unchanged: true });
    await keeper.turn();
    expect(keeper.status()).not.toHaveProperty('lastRefusal');
    await world.serve({ sequence: 1, peers: [] }, issuer.key, '"two"');
    await keeper.turn();
    world.served = first;
    await keeper.turn();
    await keeper.turn();
    expect(world.asked).toEqual([undefined, '"one"', '"one"', undefined, '"one"']);
  });

  it('remembers the time of an unchanged answer, by which a clock that is set back over a start is known', async () => {
    await world.serve({ sequence: 1, peers: both });
    const keeper = await world.start();
    const first = world.served;
    world.pass(30 * minute);
    world.served = ok({ unchanged: true });
    await keeper.turn();
    world.now = noon;
    world.served = first;
    const next = await world.start();
    expect(next.status()).toMatchObject({ state: 'current', lastRefusal: 'PSR-3065' });
    world.pass(day - 30 * minute + 1);
    expect(() => world.peers.get('PT')).toThrow(untrusted);
  });
});
