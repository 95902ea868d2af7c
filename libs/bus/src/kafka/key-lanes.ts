/** A piece of work of one key. */
export interface LaneItem {
  readonly key: string;
  /** Does the work. @returns milliseconds after which the same item is to be run again; undefined when it is done */
  run(): Promise<number | undefined>;
}

interface Lane {
  readonly items: LaneItem[];
  timer?: NodeJS.Timeout;
}

/**
 * Runs items of one key one after the other and of different keys side by side, at most `concurrency` at once. An item
 * that wants to run again keeps its lane waiting but takes no place: that is how a retry holds back its key alone.
 */
export class KeyLanes {
  readonly #lanes = new Map<string, Lane>();
  #ready: Lane[] = [];
  #running = 0;
  #closed = false;
  #onIdle: (() => void) | undefined;

  constructor(private readonly concurrency: number) {}

  /** Items that are with the handler now. */
  get running(): number {
    return this.#running;
  }

  /** Puts the item at the end of its key's lane. */
  push(item: LaneItem): void {
    const lane = this.#lanes.get(item.key);
    if (lane !== undefined) {
      lane.items.push(item);
      return;
    }
    const opened: Lane = { items: [item] };
    this.#lanes.set(item.key, opened);
    this.#ready.push(opened);
    this.#runReady();
  }

  /** Runs what waits for its delay at once: for when those items know that they are void. */
  wake(): void {
    for (const lane of this.#lanes.values()) {
      if (lane.timer === undefined) continue;
      clearTimeout(lane.timer);
      delete lane.timer;
      this.#ready.push(lane);
    }
    this.#runReady();
  }

  /** Begins nothing more and resolves when the items that run have ended. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const lane of this.#lanes.values()) clearTimeout(lane.timer);
    if (this.#running > 0) await new Promise<void>((resolve) => (this.#onIdle = resolve));
  }

  #runReady(): void {
    while (!this.#closed && this.#running < this.concurrency) {
      const lane = this.#ready.shift();
      if (lane === undefined) return;
      this.#running += 1;
      void this.#runFirst(lane);
    }
  }

  async #runFirst(lane: Lane): Promise<void> {
    const item = lane.items[0];
    const againMs = await item?.run();
    this.#running -= 1;
    if (againMs !== undefined && !this.#closed) {
      lane.timer = setTimeout(() => {
        delete lane.timer;
        this.#ready.push(lane);
        this.#runReady();
      }, againMs);
    } else {
      lane.items.shift();
      if (lane.items.length > 0) this.#ready.push(lane);
      else if (item !== undefined) this.#lanes.delete(item.key);
    }
    this.#runReady();
    if (this.#closed && this.#running === 0) this.#onIdle?.();
  }
}
