import { describe, expect, it } from '@jest/globals';
import { defaultXmlLimits, type XmlLimits } from '../guard/limits.js';
import { attribute, xsiType } from './element.js';
import { parseXml } from './parse.js';

function parsed(text: string | Uint8Array, limits?: XmlLimits) {
  return parseXml(Buffer.from(text as string), limits);
}

function code(text: string | Uint8Array, limits?: XmlLimits): string {
  try {
    parsed(text, limits);
    return 'accepted';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('parseXml: what the tree holds', () => {
  it('keys attributes by local name, and by namespace where they have one', () => {
    const text = '<d:a xmlns:d="urn:d" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="CD" code="1"/>';
    const root = parsed(text);
    expect(root).toMatchObject({ uri: 'urn:d', local: 'a' });
    expect(root.attributes).toEqual([xsiType, 'CD', 'code', '1']);
  });

  it('threat 32: gives attributes nothing to inherit and nothing to pollute', () => {
    const root = parsed('<a __proto__="x" constructor="y"/>');
    expect(attribute(root, '__proto__')).toBe('x');
    expect(attribute(root, 'constructor')).toBe('y');
    expect(attribute(root, 'toString')).toBeUndefined();
  });

  it('keeps text across comments, instructions and CDATA in order and drops the comments', () => {
    expect(parsed('<a>x<!-- c -->y<![CDATA[<z>]]>w<?p q?>v&amp;</a>').children.join('')).toBe('xy<z>wv&');
  });

  it('normalises line ends and attribute white space as XML 1.0 sections 2.11 and 3.3.3 say', () => {
    const root = parsed('<a b="1\r\n2\t3&#10;4">x\r\ny\rz&#13;</a>');
    expect(attribute(root, 'b')).toBe('1 2 3\n4');
    expect(root.children.join('')).toBe('x\ny\nz\r');
  });
});

describe('parseXml: what is not well-formed', () => {
  it.each([
    ['a second root', '<a/><b/>'],
    ['text before the root', 'x<a/>'],
    ['text after the root', '<a/>x'],
    ['no root', '<!-- nothing -->'],
    ['an element without end', '<a><b>'],
    ['a tag without end', '<a b="'],
    ['a comment without end', '<a/><!-- '],
    ['the wrong end tag', '<a></b>'],
    ['crossed end tags', '<a><b></a></b>'],
    ['an attribute twice', '<a b="1" b="2"/>'],
    ['an attribute twice under two prefixes', '<a xmlns:p="u" xmlns:q="u" p:x="1" q:x="2"/>'],
    ['an unbound element prefix', '<p:a/>'],
    ['an unbound attribute prefix', '<a p:b="1"/>'],
    ['a local name that begins with a point', '<a xmlns:p="u"><p:.b/></a>'],
    ['a local name that begins with a digit', '<a xmlns:p="u" p:1="x"/>'],
    ['a name with two colons', '<a xmlns:p="u"><p:b:c/></a>'],
    ['a declared prefix that is no name', '<a xmlns:1="u"/>'],
    ['a declared prefix with a colon', '<a xmlns:p:q="u"/>'],
    ['a namespace that is no URI', '<a xmlns="urn:hl7-org:v3 "/>'],
    ['a namespace of two parts that are none', '<a xmlns="http://a@b@c/"/>'],
    ['a prefix that is unbound again', '<a xmlns:p="u"><p:b xmlns:p=""/></a>'],
    ['another namespace for xml', '<a xmlns:xml="u"/>'],
    ['another prefix for the xml namespace', '<a xmlns:b="http://www.w3.org/XML/1998/namespace"/>'],
    ['an entity that is not of XML', '<a>&nbsp;</a>'],
    ['a zero character', '<a>\0</a>'],
    ['a control character', '<a>\u0008</a>'],
    ['a reference to a control character', '<a>&#8;</a>'],
    ['a reference to a surrogate', '<a>&#xD800;</a>'],
    ['a reference past Unicode', '<a>&#x110000;</a>'],
    ['U+FFFE', '<a>\ufffe</a>'],
    [']]> in text', '<a>]]></a>'],
    ['< in an attribute', '<a b="<"/>'],
    ['-- in a comment', '<a><!-- a -- b --></a>'],
    ['a declaration inside', '<a><?xml version="1.0"?></a>'],
    ['an instruction whose target is followed by no space', '<?x?y ?><a/>'],
    ['a declaration after white space', ' <?xml version="1.0"?><a/>'],
    ['a declaration out of order', '<?xml encoding="utf-8" version="1.0"?><a/>'],
    ['another major version of XML', '<?xml version="2.0"?><a/>'],
    ['control characters of XML 1.1', '<?xml version="1.1"?><a>&#1;</a>'],
    ['a DOCTYPE inside', '<a><!DOCTYPE a></a>'],
    ['a DOCTYPE after the root', '<a/><!DOCTYPE a>'],
  ])('refuses %s', (_what, text) => {
    expect(code(text)).toBe('PSR-1002');
  });

  it('names line and column and quotes nothing of the document', () => {
    expect(() => parsed('<a>\n  <Jane></Doe>')).toThrow(
      expect.objectContaining({ code: 'PSR-1002', facts: { line: 2, column: expect.any(Number) } }),
    );
    expect(() => parsed('<a>\n  <Jane></Doe>')).not.toThrow(/Jane/);
  });

  it('refuses a document cut off at any octet', () => {
    const whole = '<?xml version="1.0"?><a b="c">t<!--d--><e>&amp;</e><![CDATA[f]]></a>';
    for (let length = 1; length < whole.length; length++) expect(code(whole.slice(0, length))).toMatch(/^PSR-100[23]$/);
    expect(code(whole)).toBe('accepted');
  });
});

describe('parseXml: limits', () => {
  const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);

  it('accepts the deepest allowed nesting and refuses one more level', () => {
    expect(code(nested(defaultXmlLimits.depth))).toBe('accepted');
    expect(code(nested(defaultXmlLimits.depth + 1))).toBe('PSR-1005');
  });

  it('refuses 200,000 levels without reading them', () => {
    expect(code(nested(200_000))).toBe('PSR-1005');
  });

  it('counts namespace declarations as attributes and stops at the first too many', () => {
    const attributes = (count: number, name: string): string =>
      `<a ${Array.from({ length: count }, (_, at) => `${name}${at}="u${at}"`).join(' ')}/>`;
    expect(code(attributes(256, 'b'))).toBe('accepted');
    expect(code(attributes(257, 'b'))).toBe('PSR-1005');
    expect(code(attributes(257, 'xmlns:b'))).toBe('PSR-1005');
    const flood = attributes(300_000, 'b');
    expect(code(flood)).toBe('PSR-1005');
  });

  it('counts attributes by tag, not by document', () => {
    expect(code(`<r>${'<a b="1" c="2"/>'.repeat(200)}</r>`)).toBe('accepted');
  });

  it('refuses more elements than allowed', () => {
    const limits = { ...defaultXmlLimits, elements: 3 };
    expect(code('<a><b/><c/></a>', limits)).toBe('accepted');
    expect(code('<a><b/><c/><d/></a>', limits)).toBe('PSR-1005');
  });

  it.each([
    ['names', (count: number) => Array.from({ length: count }, (_, at) => `<n${at}/>`).join(''), 4095],
    ['namespaces', (count: number) => Array.from({ length: count }, (_, at) => `<n xmlns="urn:${at}"/>`).join(''), 4096],
    ['references', (count: number) => '&#65;'.repeat(count), 1_000_000],
  ])('refuses one of the %s more than allowed', (_what, markup, most) => {
    expect(code(`<a>${markup(most)}</a>`)).toBe('accepted');
    expect(code(`<a>${markup(most + 1)}</a>`)).toBe('PSR-1005');
  }); // prettier-ignore

  it('refuses a name and a namespace of more than 400 characters', () => {
    expect(code(`<${'a'.repeat(400)} xmlns="${'u'.repeat(400)}"/>`)).toBe('accepted');
    expect(code(`<${'a'.repeat(401)}/>`)).toBe('PSR-1005');
    expect(code(`<a xmlns="${'u'.repeat(401)}"/>`)).toBe('PSR-1005');
  });

  it('reads 5 MB of numeric references', () => {
    const text = `<a>${'&#65;'.repeat(1_000_000)}</a>`;
    expect(parsed(text).children.join('')).toHaveLength(1_000_000);
  });
});
