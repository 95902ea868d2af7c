type Closer = () => Promise<void>;

const closers: Closer[] = [];
let running: Promise<void> | undefined;

/** What was started and must be ended, the last one first. Ending twice ends once. */
export const closeAll = {
  push(closer: Closer): void {
    closers.push(closer);
  },
  run(): Promise<void> {
    running ??= (async () => {
      for (const closer of closers.splice(0).reverse()) await closer();
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
