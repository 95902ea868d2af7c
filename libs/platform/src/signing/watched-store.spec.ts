import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { completeDevelopmentFolder } from '@passerelle/trust/development-ca';
import { loadConfiguration } from '../configuration/load.js';
import { silentLogger } from '../logging/logger.js';
import { WatchedStore } from './watched-store.js';

const root = new URL('../../../../', import.meta.url).pathname;

describe('WatchedStore', () => {
  let folder: string;
  let store: WatchedStore;
  let changes: number;
  let failures: unknown[];
  const file = (...parts: readonly string[]) => join(folder, ...parts);
  const seal = () => store.current().current('seal', new Date());

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'watched-'));
    completeDevelopmentFolder({ path: folder, nodes: ['lu', 'pt'], storePassword: 'test' });
    configure({});
    changes = 0;
    failures = [];
    const loaded = loadConfiguration({
      root,
      files: ['config/node.yaml', 'config/nodes/lu.yaml', file('above.yaml')],
      overlay: { certificates: file('lu') },
    });
    store = await WatchedStore.open(loaded, {
      logger: { ...silentLogger, error: (_event, error) => void failures.push(error) },
      changed: () => changes++,
    });
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });

  function configure(keys: object): void {
    // JSON is YAML.
    writeFileSync(file('above.yaml'), JSON.stringify({ keys, signer: { checkSeconds: 0.1 } }));
  }
  const until = async (holds: () => boolean): Promise<void> => {
    const end = performance.now() + 10_000;
    while (!holds()) {
      if (performance.now() > end) throw new Error('it does not come about');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };

  it('takes up keys that were put in the place of others, and keeps the present ones until they are whole', async () => {
    const before = seal().id;
    copyFileSync(file('pt', 'seal.key.pem'), file('lu', 'seal.key.pem'));
    await until(() => failures.length > 0);
    expect(failures[0]).toMatchObject({ code: 'PSR-3008' });
    expect(seal().id).toBe(before);
    // What failed is not tried again before something changes: a wrong PIN would lock a token.
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(failures).toHaveLength(1);
    copyFileSync(file('pt', 'seal.cert.pem'), file('lu', 'seal.cert.pem'));
    await until(() => changes > 0);
    expect(seal().id).not.toBe(before);
  });

  it('takes up the key that the configuration names now', async () => {
    const place = (node: string) => ({
      adapter: 'pem',
      name: node,
      key: file(node, 'seal.key.pem'),
      certificate: file(node, 'seal.cert.pem'),
    });
    configure({ seal: { keys: [place('lu'), place('pt')], current: 'lu' } });
    await until(() => changes === 1);
    expect(seal().name).toBe('lu');
    configure({ seal: { keys: [place('lu'), place('pt')], current: 'pt' } });
    await until(() => changes === 2);
    expect(seal().name).toBe('pt');
    configure({ seal: { keys: [place('lu')], current: 'none' } });
    await until(() => failures.length > 0);
    expect(failures[0]).toMatchObject({ code: 'PSR-7001' });
    expect(seal().name).toBe('pt');
  });
});
