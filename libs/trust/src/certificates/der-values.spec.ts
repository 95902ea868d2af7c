import { describe, expect, it } from '@jest/globals';
import { derMembers, derValues } from './der-values.js';

describe('derValues', () => {
  it('splits values with short and long lengths', () => {
    const long = Buffer.concat([Buffer.of(0x04, 0x82, 0x01, 0x00), Buffer.alloc(256, 7)]);
    const values = derValues(Buffer.concat([Buffer.of(0x02, 0x01, 0x05), long, Buffer.of(0x05, 0x00)]));
    expect(values?.map(({ tag, content }) => [tag, content.length])).toEqual([
      [0x02, 1],
      [0x04, 256],
      [0x05, 0],
    ]);
  });

  it.each([
    ['a length past the end', [0x02, 0x05, 0x00]],
    ['an indefinite length', [0x30, 0x80, 0x00, 0x00]],
    ['a length of five octets', [0x30, 0x85, 0x00, 0x00, 0x00, 0x00, 0x00]],
    ['a length cut off', [0x30, 0x82, 0x01]],
    ['a tag alone', [0x30]],
    ['a tag of several octets', [0x1f, 0x01, 0x00]],
  ])('refuses %s', (_, octets) => {
    expect(derValues(Buffer.from(octets))).toBeUndefined();
  });

  it('refuses a second value where one is expected', () => {
    expect(derMembers(Buffer.of(0x30, 0x00, 0x30, 0x00))).toBeUndefined();
    expect(derMembers(Buffer.of(0x30, 0x02, 0x05, 0x00))).toHaveLength(1);
  });
});
