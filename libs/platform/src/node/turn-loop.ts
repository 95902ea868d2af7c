/**
 * Work that is done in turns, one at a time: when it is rung for, and by itself after a while, because a notification
 * can be lost. Rings that come while a turn runs are answered by one more turn.
 */
export class TurnLoop {
  private timer: NodeJS.Timeout | undefined;
  private turn: Promise<void> = Promise.resolve();
  private rung = false;

  /**
   * @param everyMs - how long it waits at most without being rung for
   * @param work - one turn; it decides itself what to do with its errors
   * @param restMs - pause after a turn: under load one turn then does the work of many rings
   */
  constructor(
    private readonly everyMs: number,
    private readonly work: () => Promise<void>,
    private readonly restMs = 0,
  ) {}

  /** Begins; the first turn is due at once. */
  start(): void {
    this.timer = setInterval(this.ring, this.everyMs);
    this.ring();
  }

  /** Asks for a turn. A loop that was not started leaves the work to the process that runs it. */
  readonly ring = (): void => {
    if (this.rung || this.timer === undefined) return;
    this.rung = true;
    this.turn = this.turn.then(async () => {
      this.rung = false;
      await this.work();
      if (this.restMs > 0) await new Promise((resolve) => setTimeout(resolve, this.restMs));
    });
  };

  /** Lets the turn that runs come to its end, and begins no other. False where it was not started. */
  async stop(): Promise<boolean> {
    if (this.timer === undefined) return false;
    clearInterval(this.timer);
    this.timer = undefined;
    await this.turn;
    return true;
  }
}
