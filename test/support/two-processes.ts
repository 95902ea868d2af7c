import { completeDevelopmentFolder } from '@passerelle/trust/development-ca';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Callable } from './calls.js';
import { startProgram, type NodeProgram } from './node-program.js';
import { freshDatabase, type TestDatabase } from './postgres.js';
import { freePort, writePeer } from './two-nodes.js';

/** A node that runs as it does for people: the built gateway in a process of its own. */
export interface NodeProcess extends Callable {
  readonly database: TestDatabase;
  readonly inbox: string;
  /** Folder it keeps its state in. */
  readonly state: string;
  /** Folder that it takes for temporary files. */
  readonly temporary: string;
  /** Everything it has written to standard output and standard error. */
  readonly written: () => string;
}

/** Luxembourg and Portugal, each in a process of its own. */
export interface TwoProcesses {
  readonly lu: NodeProcess;
  readonly pt: NodeProcess;
  readonly certificates: string;
  close(): Promise<void>;
}

/** Starts the pair from what was built, logging as much as a node can. */
export async function startTwoProcesses(): Promise<TwoProcesses> {
  const folder = mkdtempSync(join(tmpdir(), 'passerelle-processes-'));
  const certificates = join(folder, 'certificates');
  completeDevelopmentFolder({ path: certificates, nodes: ['lu', 'pt'], storePassword: 'test' });
  const ports = { lu: await freePort(), pt: await freePort() };
  for (const country of ['lu', 'pt'] as const) writePeer(folder, country, ports[country]);
  const programs: NodeProgram[] = [];
  const close = async (databases: readonly TestDatabase[]): Promise<void> => {
    for (const program of programs) await program.end();
    for (const database of databases) await database.drop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [lu, pt] = await Promise.all([start('lu', 'pt'), start('pt', 'lu')]);
    return { lu, pt, certificates, close: () => close([lu.database, pt.database]) };
  } catch (error) {
    await close([]);
    throw error;
  }

  async function start(country: 'lu' | 'pt', peer: 'lu' | 'pt'): Promise<NodeProcess> {
    const database = await freshDatabase();
    const state = join(folder, country);
    const inbox = join(state, 'inbox');
    mkdirSync(inbox, { recursive: true });
    const temporary = join(folder, `${country}-temporary`);
    mkdirSync(temporary);
    const file = join(folder, `${country}-node.yaml`);
    const configuration = {
      certificates: join(certificates, country),
      peers: [join(folder, `${peer}.yaml`)],
      // What `npm start` left in the clone may name other addresses.
      peerEndpoints: { [peer.toUpperCase()]: `https://127.0.0.1:${ports[peer]}/fhir` },
      state,
      national: { folder: inbox },
      store: { url: database.url },
      log: { checkpointSeconds: 0.1 },
      doors: { edge: { port: ports[country] }, national: { port: 0 }, operators: { port: 0 } },
    };
    // JSON is YAML.
    writeFileSync(file, JSON.stringify(configuration));
    const program = await startProgram('gateway', country, file, {
      PASSERELLE_LOG_LEVEL: 'trace',
      PASSERELLE_DEBUG: '1',
      TMPDIR: temporary,
    });
    programs.push(program);
    return {
      addresses: program.addresses,
      node: { runtime: { bearerToken: program.bearerToken } },
      database,
      inbox,
      state,
      temporary,
      written: program.written,
    };
  }
}
