import { asPasserelleError, PasserelleError, type Clock, type CountryCode, type ErrorCode } from '@passerelle/kernel';
import { comparePeers } from '@passerelle/peers/trust-bundle';
import type { Certificate } from '@passerelle/trust';
import {
  judgeLifetime,
  judgeSuccession,
  shortestLifetime,
  spokenFingerprint,
  type SeenBundle,
} from '@passerelle/trust/trust-bundle';
import type { DoorEvent } from '../exchange/door-log.js';
import type { Logger } from '../logging/logger.js';
import type { TrustedPeers } from '../node/trusted-peers.js';
import { TurnLoop } from '../node/turn-loop.js';
import type { BundleSource } from './bundle-source.js';
import type { KeptBundleFile } from './kept-bundle.js';
import { openBundle, type OpenedBundle } from './open-bundle.js';
import { trustedPeersOf, type PeersOfBundle } from './trusted-peers-of.js';

/** What the keeper is built over. */
export interface KeeperParts {
  readonly source: BundleSource;
  readonly anchors: readonly Certificate[];
  readonly kept: KeptBundleFile;
  readonly peers: TrustedPeers;
  /** This node's own country, which a list may name and which is no peer. */
  readonly country: CountryCode;
  readonly clock: Clock;
  readonly pollSeconds: number;
  /** How long an expired list is still used. */
  readonly graceMs: number;
  readonly longestMs: number;
  /** Writes an entry of the exchange log. */
  readonly record: (event: DoorEvent) => Promise<void>;
  readonly logger: Logger;
}

/** How the node stands to its list of peers, for health, metrics and people. */
export interface TrustStatus {
  /** `current`; `grace`: expired, still used; `refused`: there is no list that may be used. */
  readonly state: 'current' | 'grace' | 'refused';
  readonly sequence?: number;
  readonly expires?: Date;
  readonly anchor?: string;
  /** The code of the last refusal, while the source serves nothing that may be used. */
  readonly lastRefusal?: ErrorCode;
}

interface InUse extends PeersOfBundle {
  /** Wall clock and monotonic clock at the moment it was taken. */
  readonly takenAt: { readonly wall: number; readonly monotonic: number };
}

/**
 * Keeps the peers of a running node in step with a signed list: loads it at intervals, judges it, keeps it, and replaces
 * the peers in one step. What may not be used changes nothing; what has expired is refused (fails closed).
 */
export class TrustBundleKeeper {
  private inUse: InUse | undefined;
  private etag: string | undefined;
  private refusal: { readonly code: ErrorCode; readonly about: string } | undefined;
  private expiryRecorded = false;
  private readonly loop: TurnLoop;

  constructor(private readonly parts: KeeperParts) {
    this.loop = new TurnLoop(parts.pollSeconds * 1000, () => this.turn());
  }

  /**
   * Takes the list that was kept, then the one at the source.
   * @throws PasserelleError where this node has never had a list and gets none now: its set-up is wrong. Once it had one,
   *   it starts and refuses its peers until a list comes. PSR-3068 where the file it keeps is damaged
   */
  async open(): Promise<void> {
    this.parts.peers.guardWith(() => this.fault());
    const kept = this.parts.kept.read();
    if (kept !== undefined) this.takeKept(kept.octets, kept.seen);
    const failure = await this.load();
    if (failure !== undefined && kept === undefined) throw failure;
  }

  /** Begins to look for new lists. */
  start(): void {
    this.loop.start();
  }

  /** Ends looking. */
  async stop(): Promise<void> {
    await this.loop.stop();
  }

  /** Looks once. It never throws: what goes wrong is recorded and the list in use stays. */
  async turn(): Promise<void> {
    await this.load();
    await this.recordExpiry();
  }

  /** Why no peer may be trusted now; undefined while the list may be used. */
  fault(): PasserelleError | undefined {
    const reason = this.state() === 'refused' ? this.reason() : undefined;
    return reason === undefined ? undefined : new PasserelleError('PSR-3058', { reason });
  }

  /** How things stand. */
  status(): TrustStatus {
    const { inUse, refusal } = this;
    return {
      state: this.state(),
      ...(inUse !== undefined && {
        sequence: inUse.opened.statement.sequence,
        expires: inUse.opened.statement.expires,
        anchor: inUse.opened.anchor.fingerprint,
      }),
      ...(refusal !== undefined && { lastRefusal: refusal.code }),
    };
  }

  private state(): TrustStatus['state'] {
    if (this.inUse === undefined) return 'refused';
    const { expires, issued } = this.inUse.opened.statement;
    const now = this.effectiveNow(this.inUse);
    if (now > expires.getTime() + this.parts.graceMs || now < issued.getTime() - 60_000) return 'refused';
    return now > expires.getTime() ? 'grace' : 'current';
  }

  /** A wall clock that is set back while the node runs must not make a list live longer. */
  private effectiveNow({ takenAt }: InUse): number {
    const elapsed = this.parts.clock.monotonic() - takenAt.monotonic;
    return Math.max(this.parts.clock.now().getTime(), takenAt.wall + elapsed);
  }

  private reason(): string {
    if (this.inUse === undefined) return 'no trust bundle could be loaded';
    const { sequence, expires } = this.inUse.opened.statement;
    return `trust bundle ${sequence} expired at ${expires.toISOString()}`;
  }

  /** The kept list serves again if it could be taken today; what it says of number and time counts in any case. */
  private takeKept(octets: Buffer, seen: SeenBundle): void {
    const now = this.parts.clock.now();
    const opened = openBundle(octets, { anchors: this.parts.anchors, now });
    if (!opened.ok || opened.value.statement.digest !== seen.digest) {
      this.parts.logger.warn('trust-bundle-not-resumed', { code: opened.ok ? 'PSR-3068' : opened.error.code });
      return;
    }
    // A clock that was set back while the node was down must not bring an expired list to life again.
    this.use(opened.value, seen.at > now ? seen.at : now);
  }

  /** @returns why the source's list is not in use */
  private async load(): Promise<PasserelleError | undefined> {
    try {
      const read = await this.parts.source.read(this.etag);
      if (!read.ok) throw read.error;
      if (read.value.unchanged) {
        this.confirm();
        return undefined;
      }
      await this.judge(read.value.octets);
      this.etag = read.value.etag;
      return undefined;
    } catch (caught) {
      const error = asPasserelleError(caught);
      // The next answer must come whole: an unchanged one would leave open whether it was refused.
      this.etag = undefined;
      await this.refused(error);
      return error;
    }
  }

  private async judge(octets: Buffer): Promise<void> {
    const { anchors, clock, kept, longestMs } = this.parts;
    const now = clock.now();
    const opened = openBundle(octets, { anchors, now });
    if (!opened.ok) throw opened.error;
    const { statement } = opened.value;
    const lifetime = judgeLifetime(statement, now, { shortest: shortestLifetime, longest: longestMs });
    if (!lifetime.ok) throw lifetime.error;
    // Another process of this node may have taken a later one, so the file is asked and not the memory.
    const succession = judgeSuccession(kept.read()?.seen, statement, now);
    if (!succession.ok) throw succession.error;
    const isInUse = this.inUse?.opened.statement.digest === statement.digest;
    if (succession.value === 'new') await this.recordLoad(opened.value);
    if (succession.value === 'new' || !isInUse) this.use(opened.value, now);
    kept.write({ seen: { sequence: statement.sequence, digest: statement.digest, at: now }, octets });
    this.refusal = undefined;
  }

  /** The source says that nothing changed: the time is remembered, which a clock set back is recognised by. */
  private confirm(): void {
    const kept = this.parts.kept.read();
    const now = this.parts.clock.now();
    if (kept !== undefined && now > kept.seen.at) this.parts.kept.write({ ...kept, seen: { ...kept.seen, at: now } });
    this.refusal = undefined;
  }

  private use(opened: OpenedBundle, now: Date): void {
    const peers = trustedPeersOf(opened, this.parts.country, this.inUse);
    this.inUse = { opened, peers, takenAt: { wall: now.getTime(), monotonic: this.parts.clock.monotonic() } };
    this.expiryRecorded = false;
    this.parts.peers.replace(peers);
    const { sequence, expires } = opened.statement;
    const anchor = spokenFingerprint(opened.anchor.fingerprint);
    this.parts.logger.info('trust-bundle', { sequence, expires: expires.toISOString(), peers: peers.length, anchor });
  }

  /** A list that cannot be recorded is not used: the entries come first. */
  private async recordLoad({ contents, statement, certificates }: OpenedBundle): Promise<void> {
    const before = this.inUse?.opened.contents.peers ?? [];
    await this.record({ event: 'trust-bundle-loaded', result: 'success', ...named(statement) });
    for (const { country, change } of comparePeers(before, contents.peers)) {
      const certificate = certificates.get(country)?.tls[0]?.fingerprint;
      await this.record({
        event: `trust-peer-${change}`,
        result: 'success',
        peer: country,
        ...(certificate !== undefined && { certificate }),
        ...named(statement),
      });
    }
  }

  /** One entry for a refusal, not one for each time the source is asked. */
  private async refused(error: PasserelleError): Promise<void> {
    const about = JSON.stringify(error.facts);
    if (this.refusal?.code === error.code && this.refusal.about === about) return;
    this.parts.logger.error('trust-bundle-refused', error);
    try {
      const result = error.registered.http >= 500 ? 'failed' : 'refused';
      await this.record({ event: 'trust-bundle-refused', result, code: error.code });
      this.refusal = { code: error.code, about };
    } catch (unrecorded) {
      // The list is refused all the same; the entry is tried again with the next turn.
      this.parts.logger.error('trust-bundle-refusal-not-recorded', unrecorded);
    }
  }

  private async recordExpiry(): Promise<void> {
    const fault = this.fault();
    if (fault === undefined || this.expiryRecorded) return;
    this.parts.logger.error('peers-not-trusted', fault);
    try {
      await this.record({ event: 'trust-bundle-expired', result: 'failed', code: fault.code });
      this.expiryRecorded = true;
    } catch (unrecorded) {
      this.parts.logger.error('trust-bundle-expiry-not-recorded', unrecorded);
    }
  }

  private record(event: Omit<DoorEvent, 'role' | 'category'>): Promise<void> {
    return this.parts.record({ ...event, role: 'A', category: 'none' });
  }
}

function named({ sequence, digest }: OpenedBundle['statement']): Pick<DoorEvent, 'messageId' | 'requestDigest'> {
  return { messageId: `trust-bundle:${sequence}`, requestDigest: digest };
}
