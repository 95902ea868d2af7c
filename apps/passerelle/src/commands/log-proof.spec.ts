import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatTlogProof, inclusionProof } from '@passerelle/log';
import { writeFileSync } from 'node:fs';
import { checkpointOf, entries, foreignVkey, logOf, vkey } from '../testing/example-log.js';
import { run, scratchFolder } from '../testing/world.js';

const folder = scratchFolder();

beforeAll(async () => {
  const hashes = await inclusionProof(logOf(37).nodes, 11, 37);
  const proof = formatTlogProof({ index: 11, hashes, checkpoint: await checkpointOf(37) });
  writeFileSync(folder.file('11.tlog-proof'), proof);
  writeFileSync(folder.file('11.entry'), entries[11]!);
  writeFileSync(folder.file('12.entry'), entries[12]!);
});
afterAll(() => folder.remove());

const proof = (...args: string[]): ReturnType<typeof run> => run(['log', 'proof', ...args], { cwd: folder.path });

describe('passerelle log proof --check', () => {
  it('confirms an entry offline', async () => {
    const ran = await proof('--check', '11.tlog-proof', '--entry', '11.entry', '--key', vkey);
    expect(ran).toMatchObject({ code: 0, stderr: '' });
    expect(ran.stdout).toMatch(/^The entry is number 11 of 37 in the log node\.example\/log, root [0-9a-f]{64}\.\n$/);
  });

  it.each([
    ['another entry', ['--entry', '12.entry', '--key', vkey], 'PSR-6001'],
    ['another key', ['--entry', '11.entry', '--key', foreignVkey], 'PSR-6002'],
  ])('answers no to %s', async (_, args, code) => {
    const ran = await proof('--check', '11.tlog-proof', ...args);
    expect(ran).toMatchObject({ code: 1, stdout: 'The proof does not verify.\n' });
    expect(ran.stderr).toMatch(new RegExp(`^${code} `));
  });

  it.each([
    ['a file that is no proof', ['--check', '11.entry', '--entry', '11.entry', '--key', vkey], 'PSR-6007'],
    ['no entry', ['--check', '11.tlog-proof', '--key', vkey], 'PSR-8001'],
    ['an index beside the check', ['11', '--check', '11.tlog-proof', '--entry', '11.entry', '--key', vkey], 'PSR-8001'],
    ['no index', [], 'PSR-8001'],
    ['an index that is none', ['1e3'], 'PSR-8001'],
    ['an entry without a check', ['3', '--entry', '11.entry'], 'PSR-8001'],
  ])('answers 2 to %s', async (_, args, code) => {
    const ran = await proof(...args);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(new RegExp(`^${code} `));
  });
});
