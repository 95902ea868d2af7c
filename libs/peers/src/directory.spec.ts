import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { Directory, readPeer } from './directory.js';

const text = readFileSync(new URL('../../../config/peers/lu.yaml', import.meta.url), 'utf8');

describe('readPeer', () => {
  it('reads a peer with its defaults', () => {
    const read = readPeer(text);
    if (!('peer' in read)) throw new Error('refused');
    expect(read.peer.country).toBe('LU');
    expect(read.peer.quirks.accepts).toEqual(['eps-bundle', 'pivot-cda', 'xades-seal']);
    expect(read.peer.patientIdentifiers[0]?.pattern.test('1957031210104')).toBe(true);
    expect(read.peer.patientIdentifiers[0]?.pattern.test('19570312101041')).toBe(false);
  });

  it('lists all problems at once, unknown keys included', () => {
    const read = readPeer(
      text.replace('country: LU', 'country: Lux').replace('https:', 'http:').concat('\nendpont: x\n'),
    );
    expect('problems' in read && read.problems).toHaveLength(3);
  });
});

describe('Directory', () => {
  it('refuses a country that is no peer', () => {
    expect(() => new Directory([]).get('XX')).toThrow(expect.objectContaining({ code: 'PSR-4004' }));
  });
});
