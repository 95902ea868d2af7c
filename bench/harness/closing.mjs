/**
 * Ends what a benchmark has started, the last first, whether it went well or not: also when the benchmark is interrupted.
 * @template T
 * @param {(closers: (() => Promise<void>)[]) => Promise<T>} work - pushes a closer for each thing it starts
 * @returns {Promise<T>}
 */
export async function closing(work) {
  const closers = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  const interrupt = () => void close().then(() => process.exit(130));
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, interrupt);
  try {
    return await work(closers);
  } finally {
    await close();
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupt);
  }
}
