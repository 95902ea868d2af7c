import { describe, expect, it } from '@jest/globals';
import { gzipSync } from 'node:zlib';
import { archiveOf, header } from '../testing/package-archive.js';
import { importLimits } from './limits.js';
import { archivedFiles } from './package-archive.js';

async function read(
  archive: Uint8Array,
  wanted: (path: string) => boolean = () => true,
): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const { path, octets } of archivedFiles(archive, 'x.tgz', wanted)) files[path] = octets.toString('utf8');
  return files;
}

const end = Buffer.alloc(1024);

describe('the files of a package', () => {
  it('come one after the other, those that are wanted', async () => {
    const large = 'x'.repeat(200_000);
    const archive = archiveOf({
      'package/a.json': '{}',
      'package/b.json': large,
      'package/c.txt': 'c',
      'package/empty.json': '',
    });
    expect(await read(archive, (path) => path.endsWith('.json'))).toEqual({
      'package/a.json': '{}',
      'package/b.json': large,
      'package/empty.json': '',
    });
  });

  it('are nowhere written, whatever paths they claim', async () => {
    expect(Object.keys(await read(archiveOf({ '../../escape.json': '{}', '/etc/x.json': '{}' })))).toEqual([
      '../../escape.json',
      '/etc/x.json',
    ]);
  });

  it.each([
    ['is not compressed', Buffer.from('{"resourceType":"CodeSystem"}')],
    ['is cut off', archiveOf({ 'package/a.json': 'x'.repeat(5000) }).subarray(0, 60)],
    ['is empty', Buffer.alloc(0)],
    ['is compressed, but no archive', gzipSync(Buffer.from('x'.repeat(2000)))],
    ['promises more than it has', gzipSync(Buffer.concat([header('package/a.json', 5000), Buffer.alloc(512)]))],
  ])('are refused where the archive %s', async (_, archive) => {
    await expect(read(archive)).rejects.toMatchObject({ code: 'PSR-7101' });
  });

  it('are refused where one of them is larger than a file may be, before it is unpacked', async () => {
    const archive = gzipSync(Buffer.concat([header('package/a.json', importLimits.fileBytes + 1), end]));
    await expect(read(archive)).rejects.toMatchObject({ code: 'PSR-7103', facts: { file: 'package/a.json' } });
  });

  it.each([
    ['octets', { ...importLimits, sourceBytes: 100_000 }, /100000 octets/],
    ['files', { ...importLimits, files: 2 }, /2 files/],
  ])('do not fill the memory where an archive has %s without end', async (_, limits, message) => {
    const files = Object.fromEntries(Array.from({ length: 3 }, (__, at) => [`package/${at}.json`, ' '.repeat(50_000)]));
    const reading = async (): Promise<void> => {
      for await (const { octets } of archivedFiles(archiveOf(files), 'x.tgz', () => true, limits)) octets.fill(0);
    };
    await expect(reading()).rejects.toMatchObject({ code: 'PSR-7103', message: expect.stringMatching(message) });
  });
});
