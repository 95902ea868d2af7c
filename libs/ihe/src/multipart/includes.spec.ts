import { describe, expect, it } from '@jest/globals';
import { parseXml, path } from '@passerelle/xml';
import { resolveIncludes } from './includes.js';
import type { Part } from './part.js';
import { readRelatedOctets } from './read.js';
import { apacheAxis, apacheCxf, dotNet, message, usualType } from './testing/messages.js';

const xop = 'xmlns:xop="http://www.w3.org/2004/08/xop/include"';
const include = (href: string): string => `<xop:Include ${xop} href="${href}"/>`;

function partsOf(...ids: readonly string[]): ReadonlyMap<string, Part> {
  const read = readRelatedOctets(usualType, message(ids.map((id) => [id, Buffer.from(`octets of ${id}`)])));
  if (!read.ok) throw read.error;
  return read.value.parts;
}

/** What the references of a document stand for, by the names of their elements; or why they are refused. */
function outcome(xml: string, ...ids: readonly string[]): unknown {
  const resolved = resolveIncludes(parseXml(Buffer.from(xml)), { parts: partsOf(...ids) });
  if (!resolved.ok) return `${resolved.error.code} ${resolved.error.facts['reason']}`;
  return Object.fromEntries([...resolved.value].map(([element, { octets }]) => [element.local, octets.toString()]));
}

describe('the references of a root', () => {
  it.each([apacheCxf, apacheAxis, dotNet])('are resolved in the message of a real stack', ({ contentType, body }) => {
    const read = readRelatedOctets(contentType, body);
    if (!read.ok) throw read.error;
    const root = parseXml(read.value.root);
    const resolved = resolveIncludes(root, read.value);
    const document = path(root, 'Body', 'Document');
    expect(resolved.ok && document && resolved.value.get(document)?.octets.toString()).toMatch(/^<ClinicalDocument/);
  });

  it('are resolved each to its own part, in any order and depth', () => {
    const xml = `<r><a>${include('cid:1')}</a><d><b>\n ${include('cid:2')}\n</b></d></r>`;
    expect(outcome(xml, '2', '1')).toEqual({ a: 'octets of 1', b: 'octets of 2' });
  });

  it('may be none, where no parts came', () => {
    expect(outcome('<r><a>aGVsbG8=</a></r>')).toEqual({});
    expect(outcome('<r><Include href="cid:1"/></r>')).toEqual({});
  });

  it.each([
    ['cid:a%40b', 'a@b'],
    ['cid:a@b', 'a@b'],
    ['CID:a@b', 'a@b'],
    ['cid:a%2fb', 'a/b'],
    ['cid:a%2Fb', 'a%2Fb'],
    ['cid:a%252Fb', 'a%2Fb'],
    ['cid:%C3%A9', '%C3%A9'],
  ])('%s names the part %s', (href, id) => {
    expect(outcome(`<r><a>${include(href)}</a></r>`, id)).toEqual({ a: `octets of ${id}` });
  });
});

describe('threat 27: the references of a root are refused', () => {
  const alone = 'an xop:Include is not alone in its element';
  it.each([
    ['to a file', `<r><a>${include('file:///etc/passwd')}</a></r>`, 'a reference is no cid: address'],
    ['to another host', `<r><a>${include('http://127.0.0.1:9/')}</a></r>`, 'a reference is no cid: address'],
    ['to nothing', `<r><a>${include('')}</a></r>`, 'a reference is no cid: address'],
    ['to no id', `<r><a>${include('cid:')}</a></r>`, 'a reference is no cid: address'],
    ['to a bare id', `<r><a>${include('1')}</a></r>`, 'a reference is no cid: address'],
    ['to an id in brackets', `<r><a>${include('cid:&lt;1&gt;')}</a></r>`, 'a reference is no cid: address'],
    ['with a space before it', `<r><a>${include(' cid:1')}</a></r>`, 'a reference is no cid: address'],
    ['with a broken percent sign', `<r><a>${include('cid:1%')}</a></r>`, 'a reference is no cid: address'],
    ['to octets that are no UTF-8', `<r><a>${include('cid:%ff')}</a></r>`, 'a reference is no cid: address'],
    ['to a part that did not come', `<r><a>${include('cid:2')}</a></r>`, 'a reference names no part that came'],
    ['to a part in other letters', `<r><a>${include('cid:ONE')}</a></r>`, 'a reference names no part that came'],
    ['to the root', `<r><a>${include('cid:root')}</a></r>`, 'a reference names no part that came'],
    [
      'twice to one part',
      `<r><a>${include('cid:1')}</a><b>${include('cid:1')}</b></r>`,
      'two references name the same part',
    ],
    [
      'twice to one part in two spellings',
      `<r><a>${include('cid:1')}</a><b>${include('cid:%31')}</b></r>`,
      'two references name the same part',
    ],
    ['where none names the part', '<r><a/></r>', 'no reference names a part that came'],
    ['as the whole document', include('cid:1'), 'an xop:Include stands in no element'],
    ['beside text', `<r><a>x${include('cid:1')}</a></r>`, alone],
    ['before an element', `<r><a>${include('cid:1')}<b/></a></r>`, alone],
    ['after an element', `<r><a><b/>${include('cid:1')}</a></r>`, alone],
    ['beside another one', `<r><a>${include('cid:1')}${include('cid:2')}</a></r>`, alone],
    ['with text in it', `<r><a><xop:Include ${xop} href="cid:1">x</xop:Include></a></r>`, 'an xop:Include has content'],
    [
      'with an element in it',
      `<r><a><xop:Include ${xop} href="cid:1"><b/></xop:Include></a></r>`,
      'an xop:Include has content',
    ],
    ['without address', `<r><a><xop:Include ${xop}/></a></r>`, 'an xop:Include has not href alone'],
    [
      'with an attribute more',
      `<r><a><xop:Include ${xop} href="cid:1" x="y"/></a></r>`,
      'an xop:Include has not href alone',
    ],
    [
      'with an address in a namespace',
      `<r><a><xop:Include ${xop} xop:href="cid:1"/></a></r>`,
      'an xop:Include has not href alone',
    ],
  ])('%s', (_, xml, reason) => {
    expect(outcome(xml, '1')).toBe(`PSR-1022 ${reason}`);
  });

  it('where one of two parts is not named', () => {
    expect(outcome(`<r><a>${include('cid:1')}</a></r>`, '1', '2')).toBe('PSR-1022 no reference names a part that came');
  });

  it('where a reference can be read as the names of two parts', () => {
    const xml = `<r><a>${include('cid:a%2525')}</a></r>`;
    expect(outcome(xml, 'a%2525', 'a%25')).toBe('PSR-1022 a reference can be read as the names of two parts');
  });
});
