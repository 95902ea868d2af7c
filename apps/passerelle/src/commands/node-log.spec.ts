import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@passerelle/kernel';
import { emptyLogState, integrate, noteSigner, signCheckpoint } from '@passerelle/log';
import { Database, logTables } from '@passerelle/store';
import { completeDevelopmentFolder } from '@passerelle/trust/development-ca';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { command, freshDatabase, type TestDatabase } from '../../../../test/support/postgres.js';
import { cloneRoot } from '../clone.js';
import { run, scratchFolder } from '../testing/world.js';

/** A clone with a node `lu`, whose log of 9 entries is in a real database; the checkpoint covers 7 of them. */
const clone = scratchFolder();
const origin = 'lu.passerelle.example/log';
const entries = Array.from({ length: 9 }, (_, at) => Buffer.from(`{"entry":${at}}`));
let database: TestDatabase;

beforeAll(async () => {
  completeDevelopmentFolder({ path: clone.file('certs/generated'), nodes: ['lu'], storePassword: 'test' });
  cpSync(join(cloneRoot, 'config'), clone.file('config'), { recursive: true });
  database = await freshDatabase();
  const opened = await Database.open({ url: database.url, connections: 2, guests: [] });
  const { rows, nodes, state } = integrate(emptyLogState, entries);
  const placed = rows.map((row) => ({ ...row, entryId: newId() }));
  await logTables.extend(opened, { entries: placed, nodes, state });
  const signer = noteSigner(origin, readFileSync(clone.file('certs/generated/lu/log.key.pem'), 'utf8'));
  const covered = integrate(emptyLogState, entries.slice(0, 7)).state;
  await logTables.addCheckpoint(opened, 7, (await signCheckpoint(covered, signer)).note);
  await opened.close();
  mkdirSync(clone.file('data/run'), { recursive: true });
  writeFileSync(clone.file('data/run/lu.yaml'), `store: { url: '${database.url}' }\n`);
}, 60_000);

afterAll(async () => {
  await database.drop();
  clone.remove();
});

/** Changes the tables as their owner can, past the triggers that keep the log append-only. */
const tamper = (sql: string): Promise<void> => command(database.url, `SET session_replication_role = replica; ${sql}`);

const log = (...args: string[]): ReturnType<typeof run> => run(['log', ...args], { cwd: clone.path, root: clone.path });

describe('passerelle log, on the database of a node', () => {
  it('verifies the log and tells what waits for the next checkpoint', async () => {
    const { code, stdout, stderr } = await log('verify');
    expect(stdout).toMatch(new RegExp(`^The log ${origin} verifies: 7 entries, root [0-9a-f]{64}\\.\n$`));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '2 newer entries wait for the next checkpoint.\n' });
  });

  it('exports what verifies offline, to stdout and to a file alike', async () => {
    const { code, stdout } = await log('export', '--node', 'LU');
    expect(code).toBe(0);
    expect(stdout.split('\n')).toHaveLength(1 + 7 + 1);
    expect(await log('export', '--out', 'log.ndjson')).toMatchObject({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(clone.file('log.ndjson'), 'utf8')).toBe(stdout);
    expect(await log('verify', 'log.ndjson', '--node', 'lu')).toMatchObject({ code: 0, stderr: '' });
  });

  it('proves an entry in a form that checks offline', async () => {
    const { code, stdout } = await log('proof', '4', '--entry-to', '4.entry');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^c2sp\.org\/tlog-proof@v1\nindex 4\n/);
    expect(readFileSync(clone.file('4.entry'))).toEqual(entries[4]);
    writeFileSync(clone.file('4.tlog-proof'), stdout);
    const key = clone.file('certs/generated/lu/log.vkey');
    const checked = await log('proof', '--check', '4.tlog-proof', '--entry', '4.entry', '--key', key);
    expect(checked).toMatchObject({ code: 0, stdout: expect.stringContaining('number 4 of 7') });
  });

  it.each([
    [['proof', '7'], 'PSR-6003'],
    [['export', '--out', 'no/such/folder/log'], 'PSR-8003'],
    [['verify', '--node', 'xx'], 'PSR-8002'],
  ])('answers 2 to %j', async (args, code) => {
    const ran = await log(...args);
    expect(ran).toMatchObject({ code: 2, stdout: '' });
    expect(ran.stderr).toMatch(new RegExp(`^${code} `));
  });

  // These change the tables, so they come last.
  it('answers no when an entry was changed in the table, leaf hash and all', async () => {
    await tamper(`UPDATE log_entry SET entry = 'x', leaf_hash = sha256('\\x0078') WHERE index = 2`);
    const verified = await log('verify');
    expect(verified).toMatchObject({ code: 1, stdout: 'The log does not verify.\n' });
    expect(verified.stderr).toMatch(/^PSR-6001 /);
    expect(await log('proof', '2')).toMatchObject({ code: 1, stdout: '' });
    // The export of such a log is evidence, and is therefore made; it does not verify anywhere.
    const exported = await log('export');
    expect(exported.code).toBe(0);
    const offline = await run(['log', 'verify', '-', '--node', 'lu'], { stdin: exported.stdout, root: clone.path });
    expect(offline).toMatchObject({ code: 1, stderr: expect.stringMatching(/^PSR-6001 /) });
  });

  it('answers no when an entry was deleted, and names it', async () => {
    await tamper('DELETE FROM log_entry WHERE index = 5');
    const { code, stderr } = await log('verify');
    expect(code).toBe(1);
    expect(stderr).toContain('entry 5');
  });
});
