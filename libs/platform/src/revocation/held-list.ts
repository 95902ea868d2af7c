import { failed, ok, PasserelleError, type Clock, type Result } from '@passerelle/kernel';
import { fetchRevocationList, readRevocationLists } from '@passerelle/trust';
import { readFile } from 'node:fs/promises';
import type { Logger } from '../logging/logger.js';

/** Where a list comes from. */
export type ListPlace = { readonly url: string } | { readonly file: string };

/** How a list is held. */
export interface ListHolding {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly isAllowed: (url: URL) => boolean;
  /** Milliseconds for the whole answer. */
  readonly timeout: number;
  /** Milliseconds after which it is looked for anew. */
  readonly renewMs: number;
}

const pauseAfterFailure = 60_000;

/**
 * A revocation list in memory, looked for anew from time to time. While no new one comes the old one stays: until when it
 * may be relied on stands in it, and is judged where it is asked.
 */
export class HeldList {
  private lists: readonly Buffer[] = [];
  private loading: Promise<void> | undefined;
  private dueAt = -Infinity;

  constructor(
    private readonly place: ListPlace,
    private readonly holding: ListHolding,
  ) {}

  /** The lists, DER; one that is due is fetched while the old one serves. Only the first is waited for, by all at once. */
  async current(): Promise<readonly Buffer[]> {
    if (this.holding.clock.monotonic() >= this.dueAt) {
      this.loading ??= this.load().finally(() => (this.loading = undefined));
    }
    if (this.lists.length === 0) await this.loading;
    return this.lists;
  }

  private async load(): Promise<void> {
    const { clock, logger, renewMs } = this.holding;
    const loaded = await this.read();
    if (!loaded.ok) {
      logger.error('revocation-list-not-read', loaded.error);
      this.dueAt = clock.monotonic() + Math.min(pauseAfterFailure, renewMs);
      return;
    }
    this.dueAt = clock.monotonic() + renewMs;
    // The same octets stay the same objects: a list is parsed and its signature verified once.
    const isSame = (list: Buffer, at: number): boolean => this.lists[at]?.equals(list) === true;
    const unchanged = loaded.value.length === this.lists.length && loaded.value.every(isSame);
    if (!unchanged) this.lists = loaded.value;
  }

  private async read(): Promise<Result<readonly Buffer[]>> {
    if ('url' in this.place) {
      const fetched = await fetchRevocationList(this.place.url, this.holding);
      return fetched.ok ? ok([fetched.value]) : fetched;
    }
    const { file } = this.place;
    try {
      return readRevocationLists(await readFile(file));
    } catch (cause) {
      return failed(new PasserelleError('PSR-7005', { file }, { cause }));
    }
  }
}
