import {
  createLogKeyPair,
  exportLines,
  leafHash,
  MemoryNodeStore,
  noteSigner,
  parseVerifierKey,
  rootOf,
  signCheckpoint,
  type IndexedEntry,
  type NodeStore,
} from '@passerelle/log';

/** Origin of the example log. */
export const origin = 'node.example/log';

const pair = createLogKeyPair(origin);

/** Verifier key of the example log. */
export const vkey = pair.verifierKey;

/** Verifier key of another log of the same name: what a forger has. */
export const foreignVkey = createLogKeyPair(origin).verifierKey;

/** Octets of the entries of the example log. */
export const entries: readonly Buffer[] = Array.from({ length: 40 }, (_, at) => Buffer.from(`{"entry":${at}}`));

/** The signed checkpoint over the first entries. */
export async function checkpointOf(size: number, list = entries): Promise<string> {
  const root = rootOf(list.slice(0, size).map(leafHash));
  return (await signCheckpoint({ size, root }, noteSigner(origin, pair.privateKey))).note;
}

/** An export of the first entries, as a file. */
export async function exportOf(size: number): Promise<string> {
  const lines: string[] = [];
  for await (const line of exportLines(parseVerifierKey(vkey), await checkpointOf(size), indexed(entries)))
    lines.push(line);
  return `${lines.join('\n')}\n`;
}

/** A log as a database holds it: the entries of a list, and a checkpoint over the first of the real ones. */
export function logOf(
  size: number,
  list: readonly Buffer[] = entries,
): {
  readonly vkey: string;
  checkpoint(): Promise<string>;
  entries(): AsyncIterable<IndexedEntry>;
  readonly nodes: NodeStore;
  close(): Promise<void>;
} {
  return {
    vkey,
    checkpoint: () => checkpointOf(size),
    entries: async function* () {
      yield* indexed(list);
    },
    nodes: MemoryNodeStore.of(list.map(leafHash)),
    close: async () => undefined,
  };
}

function indexed(list: readonly Buffer[]): IndexedEntry[] {
  return list.map((entry, index) => ({ index, entry }));
}
