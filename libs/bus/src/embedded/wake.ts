/** A bell for one sleeper: ringing it while nobody sleeps is remembered, so no news is lost between two looks. */
export class Wake {
  #rung = false;
  #sleeper: (() => void) | undefined;
  readonly #alarms = new Set<NodeJS.Timeout>();

  /** Wakes the sleeper, or keeps the next sleep from beginning. */
  ring(): void {
    this.#rung = true;
    this.#sleeper?.();
  }

  /** Rings later. */
  ringAfter(ms: number): void {
    const alarm = setTimeout(() => {
      this.#alarms.delete(alarm);
      this.ring();
    }, ms);
    this.#alarms.add(alarm);
  }

  /** Sleeps until the bell rings, at most the given milliseconds. */
  async sleep(ms: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#sleeper = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#sleeper = undefined;
    this.#rung = false;
  }

  /** Forgets every alarm that has not rung yet. */
  silence(): void {
    for (const alarm of this.#alarms) clearTimeout(alarm);
    this.#alarms.clear();
  }
}
