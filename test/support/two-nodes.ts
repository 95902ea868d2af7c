import {
  loadConfiguration,
  openNode,
  silentLogger,
  wholeNode,
  type LoadedConfiguration,
  type NodeParts,
  type OpenNode,
} from '@passerelle/platform';
import { completeDevelopmentFolder } from '@passerelle/trust/development-ca';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freshDatabase, type TestDatabase } from './postgres.js';

/** Root of the clone. */
export const cloneRoot = new URL('../../', import.meta.url).pathname;

/** A node of the pair, with the means to call its doors. */
export interface TestNode {
  readonly country: 'LU' | 'PT';
  readonly node: OpenNode;
  readonly loaded: LoadedConfiguration;
  readonly addresses: Readonly<Record<string, string>>;
  /** Folder with its certificates. */
  readonly certificates: string;
  /** Folder it watches for records. */
  readonly inbox: string;
  readonly database: TestDatabase;
}

/** Luxembourg and Portugal in this process, each with a database and certificates of its own. */
export interface TwoNodes {
  readonly lu: TestNode;
  readonly pt: TestNode;
  /** Folder with the certificates of both and of the development CA. */
  readonly certificates: string;
  close(): Promise<void>;
}

/** What a test changes about the pair. */
export interface TwoNodesOptions {
  /** Overlay of a node's configuration, as `loadConfiguration` takes it. */
  readonly overlayOf?: (country: 'lu' | 'pt') => Readonly<Record<string, unknown>>;
  /** What Luxembourg's first process runs; all of the node unless told. */
  readonly luxembourg?: NodeParts;
  /** Changes the certificates and the peers' files (`pt.yaml`) of the folder before the nodes read them. */
  readonly prepare?: (folder: string) => void | Promise<void>;
}

/** Opens the pair. Ports are found free first, because each node must know the other's address before it starts. */
export async function openTwoNodes(options: TwoNodesOptions = {}): Promise<TwoNodes> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-e2e-'));
  const certificates = join(folder, 'certificates');
  completeDevelopmentFolder({ path: certificates, nodes: ['lu', 'pt'], storePassword: 'test' });
  const ports = { lu: await freePort(), pt: await freePort() };
  for (const country of ['lu', 'pt'] as const) writePeer(folder, country, ports[country]);
  await options.prepare?.(folder);
  const lu = await openOne(folder, 'lu', 'pt', ports.lu, options);
  const pt = await openOne(folder, 'pt', 'lu', ports.pt, options);
  return {
    lu,
    pt,
    certificates,
    async close() {
      await Promise.all([lu.node.close(), pt.node.close()]);
      await Promise.all([lu.database.drop(), pt.database.drop()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openOne(
  folder: string,
  country: 'lu' | 'pt',
  peer: 'lu' | 'pt',
  port: number,
  { overlayOf, luxembourg = wholeNode }: TwoNodesOptions,
): Promise<TestNode> {
  const database = await freshDatabase();
  const inbox = join(folder, country, 'inbox');
  mkdirSync(inbox, { recursive: true });
  const loaded = loadConfiguration({
    root: cloneRoot,
    files: ['config/node.yaml', `config/nodes/${country}.yaml`],
    overlay: {
      certificates: join(folder, 'certificates', country),
      peers: [join(folder, `${peer}.yaml`)],
      state: join(folder, country),
      national: { folder: inbox },
      store: { url: database.url },
      log: { checkpointSeconds: 0.1 },
      doors: { edge: { port }, national: { port: 0 }, operators: { port: 0 } },
      ...overlayOf?.(country),
    },
  });
  const node = await openNode(loaded, silentLogger, country === 'lu' ? luxembourg : wholeNode);
  return {
    country: country.toUpperCase() as 'LU' | 'PT',
    node,
    loaded,
    addresses: Object.fromEntries(node.doors.map((door) => [door.name, door.address])),
    certificates: join(folder, 'certificates', country),
    inbox,
    database,
  };
}

/** The peer's file of the clone with this test's certificates and port. */
export function writePeer(folder: string, country: string, port: number): void {
  const text = readFileSync(join(cloneRoot, 'config', 'peers', `${country}.yaml`), 'utf8');
  const local = text
    .replaceAll('certs/generated', join(folder, 'certificates'))
    .replace(/endpoint: \S+/, `endpoint: https://127.0.0.1:${port}/fhir`);
  writeFileSync(join(folder, `${country}.yaml`), local);
}

/** A port that is free at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}
