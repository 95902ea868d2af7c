import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fixture, logEntries } from '../../support/calls.js';
import { observe } from '../../support/observed.js';
import { eventually } from '../../support/raw-request.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../../support/two-nodes.js';

const nothing = { status: 0, headers: {}, octets: Buffer.alloc(0), text: '', json: {} };

describe('the watched folder', () => {
  let nodes: TwoNodes;
  let lu: TestNode;

  beforeAll(async () => {
    nodes = await openTwoNodes();
    ({ lu } = nodes);
  }, 60_000);
  afterAll(async () => nodes.close());

  it('sets aside what it refuses, with the code beside it, and goes on with what it can take', async () => {
    const refused: [string, Uint8Array, string][] = [
      ['b-doctype.xml', fixture('refused/doctype.xml'), 'PSR-1003'],
      ['c-large.xml', Buffer.alloc(30_000_000, ' '), 'PSR-1001'],
      ['d-deep.json', Buffer.from('['.repeat(100_000)), 'PSR-1007'],
      ['e-empty.json', Buffer.alloc(0), 'PSR-1010'],
      ['f-prescription.xml', fixture('refused/prescription.xml'), 'PSR-1102'],
    ];
    const { did } = await observe(lu, async () => {
      // Neither a folder nor a link is a record, whatever its name; they stay where they are and hold up nobody.
      mkdirSync(join(lu.inbox, 'a-folder.xml'));
      writeFileSync(join(lu.inbox, '..', 'outside.txt'), fixture('national/lu/rich.xml'));
      symlinkSync(join(lu.inbox, '..', 'outside.txt'), join(lu.inbox, 'a-link.xml'));
      for (const [name, octets] of refused) writeFileSync(join(lu.inbox, name), octets);
      writeFileSync(join(lu.inbox, 'z-good.xml'), fixture('national/lu/sparse.xml'));
      await eventually(async () => {
        expect(existsSync(join(lu.inbox, 'accepted', 'z-good.xml'))).toBe(true);
        expect((await logEntries(lu)).length).toBeGreaterThan(refused.length);
      }, 15_000);
      return nothing;
    });
    expect(did.changed).toEqual({ national_record: 1, document: 1 });
    const expected = refused.map(([, , code]) => `national-folder-refused refused ${code}`);
    expect([...did.logged].sort()).toEqual([...expected, 'record-registered success'].sort());
    for (const [name, octets, code] of refused) {
      expect(readFileSync(join(lu.inbox, 'refused', name)).equals(octets)).toBe(true);
      const told = JSON.parse(readFileSync(join(lu.inbox, 'refused', `${name}.error.json`), 'utf8')) as {
        code: string;
      };
      expect([name, told.code]).toEqual([name, code]);
    }
    expect(existsSync(join(lu.inbox, 'a-folder.xml'))).toBe(true);
    expect(existsSync(join(lu.inbox, 'a-link.xml'))).toBe(true);
  });
});
