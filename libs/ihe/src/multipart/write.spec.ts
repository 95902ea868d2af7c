import { describe, expect, it } from '@jest/globals';
import { parseXml } from '@passerelle/xml';
import fc from 'fast-check';
import { addressOfId } from './content-id.js';
import { resolveIncludes } from './includes.js';
import { readRelatedOctets } from './read.js';
import { newContentId, writeRelated } from './write.js';

const rootType = 'application/soap+xml';
const id = fc.stringMatching(/^[!-;=?-~]{1,30}$/);
const octets = fc.uint8Array({ maxLength: 200 }).map((array) => Buffer.from(array));

describe('a message that is written', () => {
  it('is read again octet for octet, with its references', () => {
    const parts = fc.uniqueArray(fc.record({ contentId: id, octets }), {
      maxLength: 5,
      // Ids that decode alike are refused by the reader, since nobody can tell them apart.
      selector: ({ contentId }) => contentId.replace(/%/g, ''),
    });
    fc.assert(
      fc.property(parts, (given) => {
        const root = `<r>${given
          .map(({ contentId }) => {
            const href = addressOfId(contentId).replaceAll("'", '&apos;');
            return `<a><i:Include xmlns:i="http://www.w3.org/2004/08/xop/include" href='${href}'/></a>`;
          })
          .join('')}</r>`;
        const written = writeRelated({
          root: Buffer.from(root),
          rootType,
          action: 'urn:ihe:iti:2007:CrossGatewayRetrieve "quoted\\',
          parts: given.map((part) => ({ ...part, mediaType: 'text/xml; charset="UTF-8"' })),
        });
        const body = Buffer.concat(written.pieces);
        expect(body.length).toBe(written.length);
        const read = readRelatedOctets(written.contentType, body);
        if (!read.ok) throw read.error;
        expect(read.value.root.toString()).toBe(root);
        expect(read.value).toMatchObject({
          startInfo: rootType,
          action: 'urn:ihe:iti:2007:CrossGatewayRetrieve "quoted\\',
        });
        const resolved = resolveIncludes(parseXml(read.value.root), read.value);
        if (!resolved.ok) throw resolved.error;
        expect([...read.value.parts.values()].map((part) => part.octets.toString('hex'))).toEqual(
          given.map((part) => part.octets.toString('hex')),
        );
        expect(resolved.value.size).toBe(given.length);
      }),
    );
  });

  it('copies no octets of its parts', () => {
    const part = { contentId: newContentId(), mediaType: 'text/xml', octets: Buffer.alloc(10, 'x') };
    const root = Buffer.from('<x/>');
    const { pieces } = writeRelated({ root, rootType, parts: [part] });
    expect(pieces[1]).toBe(root);
    expect(pieces[3]).toBe(part.octets);
  });

  it('has a boundary that stands in none of its parts', () => {
    const root = Buffer.from('<x/>');
    const parts = [{ contentId: 'a', mediaType: 'text/xml', octets: Buffer.from('\r\n--b') }];
    expect(() => writeRelated({ root, rootType, parts }, 'b')).toThrow(TypeError);
    expect(() => writeRelated({ root, rootType, parts }, 'c')).not.toThrow();
  });

  it.each([
    ['an id twice', { contentId: 'root.message@passerelle.internal' }],
    ['an id in brackets', { contentId: '<a>' }],
    ['an id of two lines', { contentId: 'a\r\nX: y' }],
    ['an empty id', { contentId: '' }],
    ['a media type of two lines', { mediaType: 'text/xml\r\nX: y' }],
  ])('does not have %s', (_, change) => {
    const part = { contentId: 'a', mediaType: 'text/xml', octets: Buffer.alloc(0), ...change };
    expect(() => writeRelated({ root: Buffer.from('<x/>'), rootType, parts: [part] })).toThrow(TypeError);
  });
});
