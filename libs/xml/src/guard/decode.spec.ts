import { describe, expect, it } from '@jest/globals';
import { guardXml, guardXmlText } from './decode.js';
import { defaultXmlLimits } from './limits.js';

const doctype = '<!DOCTYPE a [<!ENTITY x "y">]>';

function octets(...parts: (string | number[])[]): Buffer {
  return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
}

function code(source: Uint8Array, limits = defaultXmlLimits): string {
  try {
    return guardXml(source, limits);
  } catch (error) {
    return (error as { code: string }).code;
  }
}

describe('guardXml: size', () => {
  it('refuses an empty document', () => {
    expect(code(octets(''))).toBe('PSR-1010');
  });

  it('accepts exactly the limit of octets and refuses one more', () => {
    const limits = { ...defaultXmlLimits, bytes: 4 };
    expect(code(octets('<a/>'), limits)).toBe('<a/>');
    expect(code(octets('<ab/>'), limits)).toBe('PSR-1001');
  });
});

describe('guardXml: threat 1, threat 2, threat 3: DOCTYPE', () => {
  it.each([
    ['at the start', `${doctype}<a/>`],
    ['after white space', ` \t\r\n${doctype}<a/>`],
    ['after the declaration', `<?xml version="1.0"?>${doctype}<a/>`],
    ['after a comment that holds an element', `<!-- <a> -->${doctype}<a/>`],
    ['after the shortest comment', `<!---->${doctype}<a/>`],
    ['after an instruction that holds an element', `<?p <a>?>${doctype}<a/>`],
    ['after many comments and instructions', `<?xml version="1.0"?>\n${'<!--c--><?p?>\n'.repeat(500)}${doctype}<a/>`],
    ['after a byte order mark', `\ufeff${doctype}<a/>`],
    ['in lower case, which no parser takes either', '<!doctype a><a/>'],
  ])('refuses one %s before parsing', (_place, text) => {
    expect(code(octets(text))).toBe('PSR-1003');
  });

  it('refuses one in UTF-16 of both byte orders', () => {
    const text = Buffer.from(`\ufeff${doctype}<a/>`, 'utf16le');
    expect(code(text)).toBe('PSR-1003');
    expect(code(Buffer.from(text).swap16())).toBe('PSR-1003');
  });

  it('refuses a second byte order mark, which would hide it from the check but not from a parser', () => {
    expect(code(octets(`\ufeff\ufeff${doctype}<a/>`))).toBe('PSR-1002');
  });

  it('lets the word stand in text, attributes and comments', () => {
    for (const text of ['<a>&lt;!DOCTYPE a></a>', '<!-- <!DOCTYPE a> --><a/>', '<a><![CDATA[<!DOCTYPE a>]]></a>']) {
      expect(code(octets(text))).toBe(text);
    }
  });

  it('leaves a comment without end to the parser', () => {
    expect(code(octets(`<!-- ${doctype}<a/>`))).toContain('<!--');
  });
});

describe('guardXml: encodings', () => {
  const declared = (encoding: string, text: string): string =>
    `<?xml version="1.0" encoding="${encoding}"?><a>${text}</a>`;

  it('reads UTF-8 without declaration, with one, and with a byte order mark that it drops', () => {
    expect(code(octets('<a>é😀</a>'))).toBe('<a>é😀</a>');
    expect(code(octets(declared('UTF-8', 'é')))).toContain('<a>é</a>');
    expect(code(octets(`\ufeff${declared('utf-8', 'é')}`))).toBe(declared('utf-8', 'é'));
  });

  it('reads UTF-16 with a byte order mark', () => {
    const text = declared('UTF-16', 'é😀');
    expect(code(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe(text);
    expect(code(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toBe(text);
  });

  it.each([
    ['iso-8859-1', [0xe9], 'é'],
    ['ISO-8859-15', [0xa4, 0xbd], '€œ'],
    ['windows-1252', [0x92, 0x80, 0x9f], '’€Ÿ'],
    ['iso-8859-1', [0x93, 0x94], '“”'],
    ['us-ascii', [0x41], 'A'],
    ['ascii', [0x41], 'A'],
  ])('reads %s octets %j as %s', (encoding, bytes, text) => {
    const [before, after] = declared(encoding, '|').split('|') as [string, string];
    expect(code(octets(before, bytes, after))).toBe(declared(encoding, text));
  });

  it.each([
    ['UTF-8 that is not', octets('<a>', [0xe9], '</a>')],
    ['an overlong UTF-8 form', octets('<a>', [0xc0, 0xbc], '</a>')],
    ['a surrogate in UTF-8', octets('<a>', [0xed, 0xa0, 0x80], '</a>')],
    ['a truncated UTF-8 character at the end', octets('<a/>', [0xe2, 0x82])],
    ['an octet above 127 in us-ascii', octets(declared('us-ascii', 'é'))],
    ['an octet without character in windows-1252', octets(`<?xml version="1.0" encoding="windows-1252"?><a>`, [0x81])],
    ['UTF-16 declared without a mark', octets(declared('utf-16', 'x'))],
    ['UTF-16 without a mark', Buffer.from(declared('utf-16', 'x'), 'utf16le')],
    ['a UTF-8 mark and another declaration', octets(`\ufeff${declared('iso-8859-1', 'x')}`)],
    ['a UTF-8 mark and UTF-16 declared', octets(`\ufeff${declared('utf-16', 'x')}`)],
    ['a UTF-16 mark and UTF-8 declared', Buffer.from(`\ufeff${declared('utf-8', 'x')}`, 'utf16le')],
    ['the mark of the other byte order', Buffer.from(`\ufeff${declared('utf-16be', 'x')}`, 'utf16le')],
    ['a made-up UTF-16', Buffer.from(`\ufeff${declared('utf-16-x', 'x')}`, 'utf16le')],
    ['a lone surrogate in UTF-16', Buffer.from('\ufeff<a>\ud800</a>', 'utf16le')],
    ['an odd number of octets in UTF-16', Buffer.from('\ufeff<a/>', 'utf16le').subarray(0, -1)],
    ['UTF-7', octets(declared('utf-7', '+ADw-script+AD4-'))],
    ['EBCDIC', octets(declared('ebcdic-cp-us', 'x'))],
    ['a name of Object.prototype', octets(declared('constructor', 'x'))],
    ['a declaration padded out of sight', octets(`<?xml version="1.0"${' '.repeat(2000)}encoding="utf-16"?><a/>`)],
  ])('refuses %s', (_what, source) => {
    expect(code(source)).toBe('PSR-1004');
  });

  it('takes no encoding from an instruction that only looks like the declaration', () => {
    const text = '<?xml-stylesheet version="1.0" encoding="iso-8859-1"?><a>é</a>';
    expect(code(octets(text))).toBe(text);
  });

  it('reads UTF-32 as what it is not, so that the parser refuses its zero characters', () => {
    expect(code(octets([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]))).toContain('\0');
  });
});

describe('guardXmlText', () => {
  it('lets text through as it is, without its byte order mark', () => {
    expect(guardXmlText('<a>é</a>')).toBe('<a>é</a>');
    expect(guardXmlText('\ufeff<a/>')).toBe('<a/>');
  });

  it.each([
    ['nothing', '', 'PSR-1010'],
    ['a second byte order mark', '\ufeff\ufeff<a/>', 'PSR-1002'],
    ['a lone surrogate', '<a>\ud800</a>', 'PSR-1002'],
    ['a DOCTYPE', '\ufeff<!DOCTYPE a><a/>', 'PSR-1003'],
    ['more than the limit', `<a>${'x'.repeat(100)}</a>`, 'PSR-1001'],
  ])('refuses %s', (_what, text, code) => {
    const limits = { ...defaultXmlLimits, bytes: 100 };
    expect(() => guardXmlText(text, limits)).toThrow(expect.objectContaining({ code }));
  });
});
