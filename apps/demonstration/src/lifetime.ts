type Closer = () => Promise<void>;

const closers: Closer[] = [];
const starting = new Set<Promise<unknown>>();
let running: Promise<void> | undefined;

/** What was started and must be ended, the last one first. */
export const closeAll = {
  /** Remembers how something is ended. */
  push(closer: Closer): void {
    closers.push(closer);
  },

  /** Waits for something to start and remembers how it is ended, also when it is interrupted in the middle of its start. */
  async whenStarted<T>(start: Promise<T>, close: (started: T) => Promise<void>): Promise<T> {
    const remembered = start.then((started) => {
      closers.push(() => close(started));
      return started;
    });
    starting.add(remembered);
    return remembered.finally(() => starting.delete(remembered));
  },

  /** Ends everything. Asked twice, it ends once. */
  run(): Promise<void> {
    running ??= (async () => {
      for (;;) {
        const closer = closers.pop();
        if (closer !== undefined) await closer();
        else if (starting.size > 0) await Promise.allSettled(starting);
        else return;
      }
    })();
    return running;
  },
};

/** Ctrl-C and a polite kill end everything that was started; a second Ctrl-C does not wait any more. */
export function onInterrupt(): void {
  let asked = false;
  const end = (): void => {
    if (asked) process.exit(130);
    asked = true;
    process.stdout.write('\nstopping ...\n');
    void closeAll.run().then(() => process.exit(0));
  };
  process.on('SIGINT', end);
  process.on('SIGTERM', end);
  process.on('SIGHUP', end);
}

/** Whether somebody asked for the end; failures after it are only its echo. */
export function isEnding(): boolean {
  return running !== undefined;
}
