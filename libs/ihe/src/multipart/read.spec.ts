import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { corpusFiles, reportCorpusRun } from '../../../../test/support/corpus.js';
import { defaultMultipartLimits, type MultipartLimits } from './limits.js';
import { readRelated, readRelatedOctets } from './read.js';
import { apacheAxis, apacheCxf, arriving, dotNet, lines, message, rootHead, usualType } from './testing/messages.js';

const small: MultipartLimits = {
  octets: 2_000,
  partOctets: 500,
  parts: 3,
  headerOctets: 300,
  headers: 4,
  aroundOctets: 20,
};

/** The code and the fact of a refusal, or what was read in short. */
function outcome(contentType: string, body: Buffer | string, limits = defaultMultipartLimits): string {
  const octets = Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1');
  const read = readRelatedOctets(contentType, octets, limits);
  if (read.ok) return ['read', read.value.root.toString('latin1'), ...read.value.parts.keys()].join(' ');
  return `${read.error.code} ${read.error.facts['reason'] ?? read.error.facts['limit']}`;
}

describe('a multipart/related message', () => {
  it.each([
    ['Apache CXF', apacheCxf],
    ['Apache Axis2, as OpenNCP is built on,', apacheAxis],
    ['.NET', dotNet],
  ])('as %s writes it is read', (_, { contentType, body, root, parts }) => {
    const read = readRelatedOctets(contentType, body);
    if (!read.ok) throw read.error;
    expect(read.value.root.toString('utf8')).toBe(root);
    expect(read.value.rootType.essence).toBe('application/xop+xml');
    expect(read.value.startInfo).toMatch(/^application\/soap\+xml/);
    expect(
      [...read.value.parts].map(([id, part]) => [id, part.mediaType?.essence, part.octets.toString('latin1')]),
    ).toEqual(parts);
  });

  it('gives the same however its octets are cut', async () => {
    for (const { contentType, body } of [apacheCxf, apacheAxis, dotNet]) {
      const whole = readRelatedOctets(contentType, body);
      await fc.assert(
        fc.asyncProperty(fc.array(fc.integer({ min: 0, max: body.length }), { maxLength: 12 }), async (cuts) => {
          const at = [0, ...[...cuts].sort((a, b) => a - b), body.length];
          const pieces = at.slice(1).map((end, index) => body.subarray(at[index], end));
          expect(await readRelated(contentType, arriving(pieces))).toEqual(whole);
        }),
        { numRuns: 60 },
      );
      expect(await readRelated(contentType, arriving([...body].map((octet) => Buffer.from([octet]))))).toEqual(whole);
    }
  });

  it('without `start` has its root first, which needs no Content-ID', () => {
    const body = lines(
      '--b',
      'Content-Type: application/xop+xml',
      '',
      '<x/>',
      '--b',
      'Content-ID: a',
      '',
      'A',
      '--b--',
    );
    expect(outcome(usualType, body)).toBe('read <x/> a');
  });

  it('with `start` has its root wherever that part stands', () => {
    const type = `${usualType}; start="<root>"`;
    const body = lines('--b', 'Content-ID: <a>', '', 'A', '--b', ...rootHead, '', '<x/>', '--b--');
    expect(outcome(type, body)).toBe('read <x/> a');
  });

  it('may have a preamble, an epilogue, padding after delimiters, folded headers, parts without octets', () => {
    const body = lines(
      'This is a message.',
      '--b \t',
      'Content-Type: application/xop+xml;',
      '\tcharset=UTF-8;',
      '  type="application/soap+xml"',
      'Content-ID: <root>',
      '',
      '<x/>',
      '--b',
      'Content-ID: <none>',
      '',
      '--b',
      'Content-ID: <empty>',
      '',
      '',
      '--b--  ',
      'the end',
    );
    expect(outcome(usualType, body)).toBe('read <x/> none empty');
  });

  it('may end with its last delimiter', () => {
    expect(outcome(usualType, message([]).subarray(0, -2))).toBe('read <x/>');
  });

  it('keeps the octets of parts as they are, line ends and dashes included', () => {
    const octets = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
    const odd = Buffer.concat([Buffer.from('\r\n\r\n--\r\n-b\r\n--\r\r\n\n'), octets, Buffer.from('\r\n--a\r\n')]);
    const read = readRelatedOctets(usualType, message([['a', odd]]));
    expect(read.ok && read.value.parts.get('a')?.octets.equals(odd)).toBe(true);
  });

  it('that comes octet by octet costs no more than its octets', async () => {
    const large = message([['a', Buffer.alloc(300_000, 'x')]]);
    const before = process.memoryUsage().heapUsed;
    const octets = function* (): Generator<Uint8Array> {
      for (let at = 0; at < large.length; at++) yield large.subarray(at, at + 1);
    };
    const read = await readRelated(usualType, arriving(octets()));
    expect(read.ok).toBe(true);
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(60_000_000);
  });
});

describe('threat 27: a multipart/related message is refused', () => {
  const inner = 'Content-Type: application/xop+xml; type="application/soap+xml"';
  const part = (...headers: string[]): string =>
    lines('--b', ...rootHead, '', '<x/>', '--b', ...headers, '', 'A', '--b--');
  const second = part('Content-ID: <a>');

  it.each([
    ['is none at all', 'text/xml', 'it is not multipart/related'],
    ['is multipart/mixed', 'multipart/mixed; boundary=b', 'it is not multipart/related'],
    ['is empty', '', 'its Content-Type is none'],
    ['has no boundary', 'multipart/related; type="application/xop+xml"', 'its Content-Type names no boundary'],
    [
      'has an empty boundary',
      'multipart/related; boundary=""; type=x/y',
      'its boundary is longer than 70 characters or has characters that none has',
    ],
    [
      'has a boundary of 71 characters',
      `multipart/related; boundary=${'b'.repeat(71)}; type=x/y`,
      'its boundary is longer than 70 characters or has characters that none has',
    ],
    [
      'has a boundary that ends with a space',
      'multipart/related; boundary="b "; type=x/y',
      'its boundary is longer than 70 characters or has characters that none has',
    ],
    ['has a boundary with a line end', 'multipart/related; boundary="b\r\n"; type=x/y', 'its Content-Type is none'],
    ['has two boundaries', 'multipart/related; boundary=b; boundary=c; type=x/y', 'its Content-Type is none'],
    ['has a continued boundary', 'multipart/related; boundary*0=b; boundary*1=c; type=x/y', 'its Content-Type is none'],
    [
      'does not name the type of its root',
      'multipart/related; boundary=b',
      'its Content-Type does not name the type of the root',
    ],
    ['starts at no Content-ID', `${usualType}; start="<root"`, 'its start is no Content-ID'],
    ['starts at a part that is not there', `${usualType}; start="<other>"`, 'no part is the one that its start names'],
    [
      'names another type than that of its root',
      'multipart/related; boundary=b; type="text/xml"',
      'the root is not of the type that the Content-Type names',
    ],
    [
      'names another inner type than its root',
      `${usualType}; start="<inner>"; start-info="text/xml"`,
      'the root is not of the type that start-info names',
    ],
  ])('whose Content-Type %s', (_, contentType, reason) => {
    expect(outcome(contentType, part('Content-ID: <inner>', inner))).toBe(`PSR-1020 ${reason}`);
  });

  it.each([
    [
      'with two parts of the same Content-ID',
      lines(
        '--b',
        ...rootHead,
        '',
        '<x/>',
        ...['ONE', 'TWO'].flatMap((text) => ['--b', 'Content-ID: <a>', '', text]),
        '--b--',
      ),
      'two parts have the same Content-ID',
    ],
    ['with a part of the root’s Content-ID', part('Content-ID: <root>'), 'two parts have the same Content-ID'],
    [
      'with two Content-IDs that decode alike',
      lines(
        '--b',
        ...rootHead,
        '',
        '<x/>',
        '--b',
        'Content-ID: <a%2Fb>',
        '',
        'A',
        '--b',
        'Content-ID: <a/b>',
        '',
        'B',
        '--b--',
      ),
      'two parts have the same Content-ID',
    ],
    ['with a part without Content-ID', part('Content-Type: text/xml'), 'a part has no Content-ID'],
    ['with a part without headers', part(), 'a part has no Content-ID'],
    ['with an empty Content-ID', part('Content-ID: <>'), 'the Content-ID of a part is none'],
    ['with a Content-ID of two words', part('Content-ID: <a b>'), 'the Content-ID of a part is none'],
    ['with a Content-ID in half a bracket', part('Content-ID: <a'), 'the Content-ID of a part is none'],
    ['with two Content-IDs in a part', part('Content-ID: <a>', 'Content-ID: <b>'), 'a header of a part comes twice'],
    [
      'with two Content-Types in a part',
      part('Content-ID: <a>', 'Content-Type: a/b', 'content-type: a/c'),
      'a header of a part comes twice',
    ],
    [
      'with a part of parts',
      part('Content-ID: <a>', 'Content-Type: multipart/mixed; boundary=c'),
      'a part is made of parts itself',
    ],
    [
      'with a message as a part',
      part('Content-ID: <a>', 'Content-Type: message/rfc822'),
      'a part is made of parts itself',
    ],
    [
      'with a Content-Type that is none',
      part('Content-ID: <a>', 'Content-Type: text'),
      'the Content-Type of a part is none',
    ],
    [
      'with a part in base64',
      part('Content-ID: <a>', 'Content-Transfer-Encoding: base64'),
      'a part has a transfer encoding other than binary, 8bit and 7bit',
    ],
    [
      'with a quoted-printable part',
      part('Content-ID: <a>', 'Content-Transfer-Encoding: Quoted-Printable'),
      'a part has a transfer encoding other than binary, 8bit and 7bit',
    ],
    [
      'with an empty transfer encoding',
      part('Content-ID: <a>', 'Content-Transfer-Encoding:'),
      'a part has a transfer encoding other than binary, 8bit and 7bit',
    ],
    ['with a header line that is none', part('Content-ID: <a>', 'hello'), 'a header line of a part is none'],
    ['with a space before the colon', part('Content-ID : <a>'), 'a header line of a part is none'],
    ['with a header that begins folded', part(' Content-ID: <a>'), 'a header line of a part is none'],
    [
      'with a lone line feed in the headers',
      part('Content-ID: <a>\nX: y'),
      'the headers of a part hold control characters',
    ],
    [
      'with a lone carriage return in the headers',
      part('Content-ID: <a>\rX: y'),
      'the headers of a part hold control characters',
    ],
    ['with a NUL in the headers', part('Content-ID: <a\u0000>'), 'the headers of a part hold control characters'],
    ['with no delimiter', '<x/>', 'no delimiter was found'],
    ['of no octets', '', 'no delimiter was found'],
    ['with line feeds alone', second.replaceAll('\r\n', '\n'), 'its lines end with a line feed alone'],
    ['with another boundary', second.replaceAll('--b', '--c'), 'no delimiter was found'],
    ['that ends in a part', second.slice(0, -9), 'it ends before its last delimiter'],
    ['that ends before the last two dashes', second.slice(0, -4), 'it ends before its last delimiter'],
    ['that ends between the last two dashes', second.slice(0, -3), 'it ends before its last delimiter'],
    [
      'that ends in headers',
      second.slice(0, second.indexOf('Content-ID: <a>') + 5),
      'it ends before its last delimiter',
    ],
    [
      'with a line that begins like the delimiter',
      second.replace('A', 'A\r\n--bb'),
      'a line begins like the delimiter and goes on',
    ],
    [
      'with a last delimiter that goes on',
      second.replace('--b--', '--b--x'),
      'a line begins like the delimiter and goes on',
    ],
    [
      'with a delimiter ended by a line feed',
      second.replace('--b--\r\n', '--b\nx'),
      'its lines end with a line feed alone',
    ],
    ['with a part after the last delimiter', `${second}--b\r\n\r\nB\r\n--b--\r\n`, 'a delimiter follows the last one'],
    ['with a part after the last delimiter and more', `${second}x\r\n--b\r\n`, 'a delimiter follows the last one'],
    ['of no part', '--b--\r\n', 'no part is the one that its start names'],
    [
      'with a root that has no type',
      lines('--b', 'Content-ID: <root>', '', '<x/>', '--b--'),
      'the root is not of the type that the Content-Type names',
    ],
  ])('%s', (_, body, reason) => {
    expect(outcome(usualType, body)).toBe(`PSR-1020 ${reason}`);
  });

  const root = lines('--b', ...rootHead, '', '<x/>');
  it.each([
    [
      'of too many parts',
      `${root}${['a', 'c', 'd'].map((id) => lines('--b', `Content-ID: <${id}>`, '', 'A')).join('')}--b--`,
      '3 parts',
    ],
    [
      'with a part too large',
      `${root}${lines('--b', 'Content-ID: <a>', '', 'A'.repeat(501), '--b--')}`,
      '500 octets of a part',
    ],
    [
      'too large',
      `${root}${['a', 'c'].map((id) => lines('--b', `Content-ID: <${id}>`, '', 'A'.repeat(499))).join('')}${' '.repeat(2_000)}`,
      '2000 octets',
    ],
    [
      'with too many headers',
      `${root}${lines('--b', 'A: b', 'C: d', 'E: f', 'G: h', 'I: j', '', 'A', '--b--')}`,
      '4 headers of a part',
    ],
    [
      'with a header too long',
      `${root}${lines('--b', `A: ${'b'.repeat(400)}`, '', 'A', '--b--')}`,
      '300 octets of the headers of a part',
    ],
    ['with headers that never end', `${root}--b\r\n${'A: b\r\n'.repeat(60)}`, '300 octets of the headers of a part'],
    ['with a long preamble', `${'x'.repeat(21)}\r\n${root}--b--`, '20 octets around the parts'],
    ['with a preamble that never ends', 'x'.repeat(1_000), '20 octets around the parts'],
    ['with a long epilogue', `${root}--b--\r\n${'x'.repeat(60)}`, '20 octets around the parts'],
    ['with a delimiter padded without end', `${root}--b${' '.repeat(200)}`, 'octets around the parts'],
  ])('%s', (_, body, limit) => {
    expect(outcome(usualType, body, small)).toBe(`PSR-1021 ${limit}`);
  });

  it('with a Content-Type too long', () => {
    expect(outcome(`${usualType}; x="${'x'.repeat(2_000)}"`, second)).toBe(
      'PSR-1021 2000 characters of the Content-Type',
    );
  });

  it('at exactly its limits only', () => {
    const body = (octets: number): string =>
      `${root}${lines('--b', 'Content-ID: <a>', '', 'A'.repeat(octets), '--b--')}`;
    expect(outcome(usualType, body(500), small)).toBe('read <x/> a');
    expect(outcome(usualType, `${'x'.repeat(20)}\r\n${root}--b--`, small)).toBe('read <x/>');
    expect(outcome(usualType, second, { ...small, octets: second.length })).toBe('read <x/> a');
    expect(outcome(usualType, second, { ...small, octets: second.length - 1 })).toBe(
      `PSR-1021 ${second.length - 1} octets`,
    );
  });

  it('before the rest of it is asked for', async () => {
    let asked = 0;
    let returned = false;
    const endless = async function* (): AsyncGenerator<Buffer> {
      try {
        yield Buffer.from(part('Content-ID: <root>').slice(0, -8));
        for (; ; asked++) yield await Promise.resolve(Buffer.alloc(1_000));
      } finally {
        returned = true;
      }
    };
    expect(await readRelated(usualType, endless())).toMatchObject({ ok: false, error: { code: 'PSR-1020' } });
    expect({ asked, returned }).toEqual({ asked: 0, returned: true });
  });

  it('in time that grows with its length, whatever it repeats', () => {
    const began = process.cpuUsage();
    for (const odd of ['\r\n', '\r\n-', '\r\n--', '\r', '-', ' ']) {
      const body = Buffer.from(`${root}--b\r\nContent-ID: <a>\r\n\r\n${odd.repeat(2_000_000 / odd.length)}`, 'latin1');
      expect(outcome(usualType, body)).toBe('PSR-1020 it ends before its last delimiter');
    }
    expect(outcome(`multipart/related${';\t'.repeat(900)}`, second)).toMatch(/^PSR-1020/);
    expect(outcome(`multipart/related; a="${'\\\\'.repeat(900)}`, second)).toMatch(/^PSR-1020/);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1_000).toBeLessThan(5_000);
  });

  it('never by anything but a code, whatever octets come', () => {
    const token = fc.constantFrom(
      '--b',
      '--b--',
      '\r\n',
      '\n',
      'Content-ID: <a>',
      'Content-Type: application/xop+xml',
      '<x/>',
      ' ',
      '--',
      ':',
      '\u0000',
    );
    fc.assert(
      fc.property(fc.array(token, { maxLength: 30 }), (tokens) => {
        expect(outcome(usualType, tokens.join(''))).toMatch(/^(?:read|PSR-102[01]) /);
      }),
      { numRuns: 500 },
    );
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), (text) => {
        expect(outcome(text, second)).toMatch(/^(?:read|PSR-102[01]) /);
      }),
    );
  });

  it('as the corpus has them', () => {
    const type = 'multipart/related; boundary=b; start="<root>"; type="application/xop+xml"';
    const files = corpusFiles('security/payloads', '.txt').filter((file) => file.includes('multipart-'));
    for (const file of files)
      expect([file, outcome(type, readFileSync(file))]).toEqual([file, expect.stringMatching(/^PSR-102[01] /)]);
    reportCorpusRun('multipart', files.length);
  });
});
