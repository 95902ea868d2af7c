import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import zlib from 'node:zlib';
import { decompress, decompressOctets, isContentCoding, type Compression, type ExpansionLimits } from './decompress.js';

const compress: Readonly<Record<Compression, (octets: Uint8Array) => Buffer>> = {
  gzip: (octets) => zlib.gzipSync(octets),
  deflate: (octets) => zlib.deflateSync(octets),
  br: (octets) => zlib.brotliCompressSync(octets, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 5 } }),
  'deflate-raw': (octets) => zlib.deflateRawSync(octets),
};
const all = Object.keys(compress) as Compression[];

/** The octets in pieces of a size, with a note of how many were asked for and whether they were given back. */
function pieces(octets: Uint8Array, size = 1_000): AsyncIterable<Uint8Array> & { asked: number; returned: boolean } {
  return {
    asked: 0,
    returned: false,
    async *[Symbol.asyncIterator]() {
      try {
        for (let at = 0; at < octets.length; at += size) {
          this.asked = Math.min(octets.length, at + size);
          yield await Promise.resolve(octets.subarray(at, at + size));
        }
      } finally {
        this.returned = true;
      }
    },
  };
}

async function whole(source: AsyncIterable<Uint8Array>, compression: Compression, limits?: ExpansionLimits) {
  const parts: Buffer[] = [];
  for await (const part of decompress(source, compression, limits)) parts.push(part);
  return Buffer.concat(parts);
}

const refused = async (work: () => unknown): Promise<unknown> => {
  try {
    await work();
    return 'taken';
  } catch (error) {
    return (error as { code?: unknown }).code;
  }
};

describe('threat 28: compressed data are expanded within limits', () => {
  it.each(all)('%s gives back what was compressed, however it is cut', async (compression) => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), fc.integer({ min: 1, max: 700 }), async (octets, size) => {
        const packed = compress[compression](octets);
        expect((await whole(pieces(packed, size), compression)).equals(octets)).toBe(true);
        expect(decompressOctets(packed, compression).equals(octets)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it.each(all)('a bomb in %s is given up while memory stays flat', async (compression) => {
    const bomb = compress[compression](Buffer.alloc(200_000_000));
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const code = await refused(async () => {
      for await (const part of decompress(pieces(bomb, 4_096), compression)) {
        expect(part.length).toBeGreaterThan(0);
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      }
    });
    expect(code).toBe('PSR-1024');
    expect(most).toBeLessThan(40_000_000);
    expect(await refused(() => decompressOctets(bomb, compression))).toBe('PSR-1024');
  });

  it.each(all)('ten megabytes of zeros in %s are past the ratio, though within the octets', async (compression) => {
    const packed = compress[compression](Buffer.alloc(10_000_000));
    const source = pieces(packed, 100);
    expect(await refused(() => whole(source, compression))).toBe('PSR-1024');
    expect(source.returned).toBe(true);
    expect(await refused(() => decompressOctets(packed, compression))).toBe('PSR-1024');
  });

  it('data that really shrink well are taken', async () => {
    const text = Buffer.from(
      Array.from({ length: 60_000 }, (_, at) => `<entry id="${at}" code="60591-5"/>`).join('\n'),
    );
    const packed = compress.gzip(text);
    expect(text.length / packed.length).toBeGreaterThan(10);
    expect((await whole(pieces(packed), 'gzip')).equals(text)).toBe(true);
  });

  it.each(all)('%s up to the last octet allowed and not one more', async (compression) => {
    const packed = compress[compression](Buffer.alloc(5_000, 'abcdefg'));
    const limits = (octets: number): ExpansionLimits => ({ octets, ratio: 100 });
    expect(await refused(() => whole(pieces(packed), compression, limits(5_000)))).toBe('taken');
    expect(await refused(() => whole(pieces(packed), compression, limits(4_999)))).toBe('PSR-1024');
    expect(await refused(() => decompressOctets(packed, compression, limits(5_000)))).toBe('taken');
    expect(await refused(() => decompressOctets(packed, compression, limits(4_999)))).toBe('PSR-1024');
  });

  const spoiled: [string, (packed: Buffer) => Uint8Array][] = [
    ['nothing', () => Buffer.alloc(0)],
    ['its first half', (packed) => packed.subarray(0, packed.length / 2)],
    ['all but its last octet', (packed) => packed.subarray(0, -1)],
    ['an octet more', (packed) => Buffer.concat([packed, Buffer.from('x')])],
    ['many octets more', (packed) => Buffer.concat([packed, Buffer.alloc(200_000, 'x')])],
    ['what is not compressed', () => Buffer.from('{"resourceType":"Bundle"}'.repeat(200))],
  ];
  it.each(all.flatMap((compression) => spoiled.map(([what, spoil]) => [compression, what, spoil] as const)))(
    '%s refuses %s',
    async (compression, _, spoil) => {
      const octets = spoil(compress[compression](Buffer.from('a clinical document, '.repeat(400))));
      for (const size of [1, 50, 1_000_000]) {
        expect(await refused(() => whole(pieces(octets, size), compression))).toBe('PSR-1025');
      }
      expect(await refused(() => decompressOctets(octets, compression))).toBe('PSR-1025');
    },
    30_000,
  );

  it('does not call it damage when the source itself breaks off', async () => {
    const breaking = async function* (): AsyncGenerator<Uint8Array> {
      yield compress.gzip(Buffer.alloc(100_000, 'abc')).subarray(0, 20);
      await Promise.resolve();
      throw new Error('the line broke');
    };
    await expect(whole(breaking(), 'gzip')).rejects.toThrow('the line broke');
  });

  it('gives the source back when whoever reads has enough', async () => {
    const source = pieces(compress.gzip(Buffer.from(Array.from({ length: 500_000 }, (_, at) => at & 255))), 100);
    for await (const _ of decompress(source, 'gzip')) break;
    await new Promise((resolve) => setImmediate(resolve));
    expect(source.returned).toBe(true);
  });

  it('knows the codings it reads by their names', () => {
    expect(['gzip', 'deflate', 'br', 'x-gzip', 'deflate-raw', 'identity', 'zstd'].map(isContentCoding)).toEqual([
      ...[true, true, true],
      ...[false, false, false, false],
    ]);
  });
});
