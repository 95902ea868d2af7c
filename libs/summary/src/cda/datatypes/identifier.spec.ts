import type { Identifier } from '@passerelle/kernel';
import { describe, expect, it } from '@jest/globals';
import { parseEntry, textOfTree } from '../testing/entry-xml.js';
import { readIdentifiers, writeIdentifier } from './identifier.js';

const uuid = 'dd603e7a-f38c-466e-8ea5-ed17cccc75e7';

describe('the identifiers of a CDA', () => {
  it.each<[string, Identifier]>([
    ['<id root="1.3.182.4.4" extension="1968101545978"/>', { system: 'urn:oid:1.3.182.4.4', value: '1968101545978' }],
    ['<id root="1.3.182.3.1"/>', { system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.3.182.3.1' }],
    [`<id root="${uuid.toUpperCase()}"/>`, { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${uuid}` }],
    [`<id root="${uuid}" extension="7"/>`, { system: `urn:uuid:${uuid}`, value: '7' }],
    ['<id extension="7" assigningAuthorityName="Hospital"/>', { system: 'Hospital', value: '7' }],
  ])('reads %s', (xml, identifier) => {
    expect(readIdentifiers(parseEntry(xml))).toEqual([identifier]);
  });

  it('reads all of them in their order and leaves out those that are null', () => {
    const xml = '<id root="1.3.182.2.4.2" extension="1"/><id nullFlavor="UNK"/><id root="1.3.182.4.4" extension="2"/>';
    expect(readIdentifiers(parseEntry(xml)).map(({ value }) => value)).toEqual(['1', '2']);
  });

  it.each<Identifier>([
    { system: 'urn:oid:1.3.182.4.4', value: '1968101545978' },
    { system: 'urn:ietf:rfc:3986', value: 'urn:oid:1.3.182.3.1' },
    { system: 'urn:ietf:rfc:3986', value: `urn:uuid:${uuid}` },
    { system: `urn:uuid:${uuid}`, value: '7' },
    { system: 'https://example.org/ids', value: 'A/7' },
    { system: 'urn:ietf:rfc:3986', value: 'https://example.org/doc/1' },
  ])('writes $system $value so that it reads back the same, always with a root', (identifier) => {
    const xml = textOfTree(writeIdentifier('id', identifier));
    expect(xml).toContain(' root="');
    expect(readIdentifiers(parseEntry(xml))).toEqual([identifier]);
  });
});
