import { createServer } from 'node:net';

/**
 * The port asked for where it is free, else any free one: two clones may run at the same time, and the second one finds
 * the first one's ports taken.
 */
export async function findPort(preferred: number, taken: ReadonlySet<number>): Promise<number> {
  if (!taken.has(preferred) && (await tryListen(preferred)) !== undefined) return preferred;
  for (;;) {
    const found = await tryListen(0);
    if (found !== undefined && !taken.has(found)) return found;
  }
}

function tryListen(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(undefined));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined));
    });
  });
}
