import { cpSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Callable } from './calls.js';
import { startProgram, type NodeProgram } from './node-program.js';

/** A node whose parts are processes of their own, as `apps` has them. */
export interface SplitNode extends Callable {
  readonly programs: Readonly<Record<string, NodeProgram>>;
  /** Ends the process of a part and starts it again. */
  restart(app: string): Promise<void>;
  close(): Promise<void>;
}

/** Files with keys that sign; only the signer is to have them. */
const signingKeys = /^(?:seal|token|log)\.(?:key\.pem|p12)$/;

/** The parts besides the signer. */
const others = ['translator', 'dispatcher', 'ledger', 'edge', 'national', 'console'];

/**
 * Starts a node in seven processes. The signer has the whole folder of certificates; the others have a copy without any
 * private key that signs.
 * @param folder - a folder of the test's own
 * @param configuration - of the node, `certificates` being the whole folder
 */
export async function startSplitNode(
  folder: string,
  country: 'lu' | 'pt',
  configuration: Readonly<Record<string, unknown>> & { readonly certificates: string },
): Promise<SplitNode> {
  const withoutKeys = join(folder, 'without-keys');
  cpSync(configuration.certificates, withoutKeys, { recursive: true });
  for (const file of readdirSync(withoutKeys)) if (signingKeys.test(file)) rmSync(join(withoutKeys, file));
  const write = (name: string, certificates: string): string => {
    const file = join(folder, `${name}.yaml`);
    // JSON is YAML.
    writeFileSync(file, JSON.stringify({ ...configuration, certificates }));
    return file;
  };
  const signerFile = write('signer', configuration.certificates);
  const othersFile = write('others', withoutKeys);
  const start = (app: string): Promise<NodeProgram> =>
    startProgram(app, country, app === 'signer' ? signerFile : othersFile);

  const programs: Record<string, NodeProgram> = {};
  const close = async (): Promise<void> => {
    await Promise.all(others.map(async (app) => programs[app]?.end()));
    await programs['signer']?.end();
  };
  try {
    // They start in any order: whoever is there before the signer waits for it.
    await Promise.all(
      [...others, 'signer'].map(async (app) => {
        programs[app] = await start(app);
      }),
    );
  } catch (error) {
    await close();
    throw error;
  }
  return {
    programs,
    addresses: Object.assign({}, ...Object.values(programs).map((each) => each.addresses)) as Record<string, string>,
    node: { runtime: { bearerToken: programs['console']?.bearerToken ?? '' } },
    async restart(app) {
      await programs[app]?.end();
      programs[app] = await start(app);
    },
    close,
  };
}
