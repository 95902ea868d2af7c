import { describe, expect, it } from '@jest/globals';
import { craftedZip, type CraftedEntry } from '../testing/crafted-zip.js';
import { containerLimits, zipEntries } from './zip-entries.js';

const text = Buffer.from('text of an entry');
const good: CraftedEntry = { name: 'a/b.txt', octets: text };

async function answer(zip: Buffer): Promise<string> {
  return zipEntries(zip).then(
    () => 'read',
    (error: { code: string; facts: { reason: string } }) => `${error.code} ${error.facts.reason}`,
  );
}
const answerTo = (...entries: CraftedEntry[]) => answer(craftedZip(entries));

/** Mode of a symbolic link of Unix, in the upper half of the external attributes. */
const symbolicLink = (0o120777 << 16) >>> 0;

describe('zipEntries', () => {
  it('unpacks stored and deflated entries in their order, folders left out', async () => {
    const entries = await zipEntries(
      craftedZip([
        good,
        { name: 'f/', externalAttributes: (0o040755 << 16) >>> 0 },
        { name: 'é', octets: text, deflate: true },
      ]),
    );
    expect(entries).toEqual([
      { name: 'a/b.txt', octets: text, isStored: true },
      { name: 'é', octets: text, isStored: false },
    ]);
  });

  it.each([
    '/etc/passwd',
    '../a',
    'a/../../b',
    'a/./b',
    'a//b',
    'C:/a',
    'C:a',
    'a\\b',
    '..\\a',
    '\\\\host\\share',
    'a\u0000b',
    'a\nb',
    'x'.repeat(256),
    '',
    '.',
    '/',
  ])('threat 34: refuses the name %j', async (name) => {
    expect(await answerTo({ ...good, name })).toMatch(/^PSR-3026 /);
  });

  it.each<[string, CraftedEntry]>([
    ['a link', { ...good, externalAttributes: symbolicLink }],
    ['a device', { ...good, externalAttributes: (0o020666 << 16) >>> 0 }],
    ['a file that is a folder', { ...good, externalAttributes: (0o040755 << 16) >>> 0 }],
    ['a folder with content', { name: 'a/', octets: text }],
    ['an encrypted entry', { ...good, flags: 0x0801 }],
    ['another method', { ...good, method: 12 }],
    ['a name in no known encoding', { ...good, name: 'é', flags: 0 }],
    ['a second name', { ...good, extra: Buffer.from('7570060001000000004141', 'hex') }],
    ['another name in the local header', { ...good, localName: 'b/b.txt' }],
    ['octets behind the data', { ...good, behind: Buffer.from('x') }],
    ['a size that is too small', { ...good, deflate: true, uncompressedSize: 3 }],
    ['a size that is too large', { ...good, deflate: true, uncompressedSize: 300 }],
    ['data of another length than stored', { ...good, uncompressedSize: 15 }],
    ['data cut off', { ...good, deflate: true, compressedSize: 4 }],
    ['a ZIP64 field that leads away', { ...good, uncompressedSize: 0xffffffff, extra: Buffer.alloc(0) }],
  ])('threat 34: refuses %s', async (_what, entry) => {
    expect(await answerTo({ name: 'first', octets: text }, entry, { name: 'last', octets: text })).toMatch(
      /^PSR-3026 /,
    );
  });

  it('threat 34: refuses names that are one on other systems', async () => {
    for (const [one, other] of [
      ['a', 'a'],
      ['a', 'A'],
      ['é', 'e\u0301'],
      ['a', 'a/'],
    ] as const) {
      expect(await answerTo({ name: one }, { name: other })).toBe('PSR-3026 a name occurs twice');
    }
  });

  it('threat 34: refuses entries that overlap, and local headers that no directory names', async () => {
    expect(await answerTo(good, { name: 'b', octets: text, offset: 0 })).toMatch(/^PSR-3026 /);
    const hidden = craftedZip([good]).subarray(0, 30 + good.name.length + text.length);
    expect(await answerTo({ ...good, behind: hidden })).toBe('PSR-3026 entries overlap, or octets lie between them');
    const before = Buffer.concat([Buffer.from('MZ'), craftedZip([good])]);
    expect(await answer(before)).toMatch(/^PSR-3026 /);
    expect(await answer(craftedZip([good], Buffer.from('behind')))).toMatch(/^PSR-3026 /);
  });

  it('reads a file with a comment, but not with a second end in it', async () => {
    const zip = craftedZip([good]);
    const commented = (comment: Buffer): Buffer => {
      const head = Buffer.from(zip);
      head.writeUInt16LE(comment.length, zip.length - 2);
      return Buffer.concat([head, comment]);
    };
    expect(await answer(commented(Buffer.from('mimetype=application/vnd.etsi.asic-e+zip')))).toBe('read');
    expect(await answer(commented(zip))).toMatch(/^PSR-3026 /);
    expect(await answer(commented(zip.subarray(-22)))).toMatch(/^PSR-3026 /);
  });

  it('threat 28: refuses what unpacks to far more than it is, in one entry and in all', async () => {
    const bomb = { octets: Buffer.alloc(20_000_000), deflate: true };
    expect(await answerTo({ name: 'a', ...bomb })).toBe('PSR-3026 an entry unpacks to far more than it is');
    // Told small, it is not unpacked beyond what was told.
    expect(await answerTo({ name: 'a', ...bomb, uncompressedSize: 90_000 })).toMatch(/^PSR-3026 an entry/);
    const several = ['a', 'b'].map((name) => ({ name, octets: text, deflate: true, uncompressedSize: 70_000_000 }));
    expect(await answerTo(...several)).toBe(`PSR-3026 it unpacks to more than ${containerLimits.unpacked} bytes`);
  });

  it('refuses too many entries, too many octets, and what is no ZIP file', async () => {
    const many = Array.from({ length: containerLimits.entries + 1 }, (_, at) => ({ name: `${at}` }));
    expect(await answerTo(...many)).toBe('PSR-3026 it has too many entries');
    expect(await answer(Buffer.alloc(containerLimits.bytes + 1))).toMatch(/larger than/);
    for (const each of [Buffer.alloc(0), Buffer.from('PK'), text, craftedZip([good]).subarray(1)]) {
      expect(await answer(each)).toMatch(/^PSR-3026 /);
    }
  });

  it('refuses or reads the same, whatever octet is altered, and never fails otherwise', async () => {
    const zip = craftedZip([good, { name: 'b', octets: text, deflate: true }]);
    for (let at = 0; at < zip.length; at++) {
      for (const bit of [0x01, 0x80]) {
        const altered = Buffer.from(zip);
        altered[at] = altered[at]! ^ bit;
        expect(await answer(altered)).toMatch(/^(?:read|PSR-3026 )/);
      }
    }
  });
});
