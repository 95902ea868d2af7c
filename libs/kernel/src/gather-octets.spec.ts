import { describe, expect, it } from '@jest/globals';
import { Readable } from 'node:stream';
import { gatherOctets } from './gather-octets.js';

const chunks = (): Readable => Readable.from([Buffer.from('ab'), Buffer.from('cd')]);

describe('gatherOctets', () => {
  it('takes exactly as many as are allowed', async () => {
    expect(await gatherOctets(chunks(), 4)).toEqual(Buffer.from('abcd'));
  });

  it('leaves a longer stream, which ends it', async () => {
    const longer = chunks();
    expect(await gatherOctets(longer, 3)).toBeUndefined();
    expect(longer.destroyed).toBe(true);
  });

  it('gives nothing of an empty stream, and lets an error through', async () => {
    expect(await gatherOctets(Readable.from([]), 0)).toEqual(Buffer.alloc(0));
    const broken = new Readable({ read: () => broken.destroy(new Error('broken')) });
    await expect(gatherOctets(broken, 1)).rejects.toThrow('broken');
  });
});
