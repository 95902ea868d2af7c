/** Waits. */
export function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Time in which a message that must not come would have come. */
export function quiet(): Promise<void> {
  return sleep(300);
}

/** Waits for a condition; fails the test when it does not come. */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 15_000): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end;) {
    if (await condition()) return;
    await sleep(10);
  }
  throw new Error(`The awaited condition did not come within ${withinMs} ms.`);
}

/** Waits until the list is no longer empty and gives it. */
export async function untilSome<T>(list: () => Promise<readonly T[]>): Promise<readonly T[]> {
  let found: readonly T[] = [];
  await until(async () => (found = await list()).length > 0);
  return found;
}
