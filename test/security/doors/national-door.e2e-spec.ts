import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { callDoor, fixture, logEntries } from '../../support/calls.js';
import { refused } from '../../support/fixtures.js';
import { observe, refusal } from '../../support/observed.js';
import { eventually, interrupted, rawOctets, rawRequest, type RawRequest } from '../../support/raw-request.js';
import { openTwoNodes, type TestNode, type TwoNodes } from '../../support/two-nodes.js';

const megabyte = Buffer.alloc(1_000_000, 'a');

describe('the national door', () => {
  let nodes: TwoNodes;
  let lu: TestNode;

  beforeAll(async () => {
    nodes = await openTwoNodes();
    ({ lu } = nodes);
  }, 60_000);
  afterAll(async () => nodes.close());

  /** Sends a request to the door, with the bearer token unless other headers are given, and tells what it did. */
  const send = (request: RawRequest, path = '/national/records', door: 'national' | 'operators' = 'national') =>
    observe(lu, () =>
      rawRequest(`${lu.addresses[door]}${path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${lu.node.runtime.bearerToken}` },
        ...request,
      }),
    );
  const refusedAs = (status: number, code: string, door = 'national') =>
    refusal(status, code, `${door}-request-refused`);

  describe('refuses a record, keeps nothing of it and logs why', () => {
    /** Octets that do not parse are 400; a document that parses and is not what it must be is 422. */
    const statusOf = (code: string): number => (code.startsWith('PSR-10') ? 400 : 422);

    it.each(refused)('$name with $code', async ({ name, code = '' }) => {
      expect((await send({ body: fixture(name) })).did).toEqual(refusedAs(statusOf(code), code));
    });

    it.each<[string, number, string, () => Uint8Array]>([
      ['JSON nested 100,000 deep', 400, 'PSR-1007', () => Buffer.from('['.repeat(100_000) + ']'.repeat(100_000))],
      [
        'objects nested 100,000 deep',
        400,
        'PSR-1007',
        () => Buffer.from(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`),
      ],
      ['JSON that never ends its 100,000 lists', 400, 'PSR-1007', () => Buffer.from('['.repeat(100_000))],
      ['XML nested 100,000 deep', 400, 'PSR-1005', () => Buffer.from('<a>'.repeat(100_000) + '</a>'.repeat(100_000))],
      [
        'a million attributes',
        400,
        'PSR-1005',
        () => Buffer.from(`<a ${Array.from({ length: 1_000_000 }, (_, at) => `a${at}="1"`).join(' ')}/>`),
      ],
      [
        'JSON with a key twice',
        400,
        'PSR-1008',
        () => Buffer.from('{"resourceType":"Bundle","resourceType":"Patient"}'),
      ],
      [
        'JSON with a key of the prototype chain',
        400,
        'PSR-1008',
        () => Buffer.from('{"resourceType":"Bundle","__proto__":{"type":"document"}}'),
      ],
      ['truncated JSON', 400, 'PSR-1006', () => fixture('national/lu/structured.fhir.json').subarray(0, 5_000)],
      ['JSON that is not UTF-8', 400, 'PSR-1004', () => Buffer.from('{"resourceType":"Bündle"}', 'latin1')],
      [
        'XML that declares UTF-16 and is not',
        400,
        'PSR-1004',
        () => Buffer.from('<?xml version="1.0" encoding="UTF-16"?><a/>'),
      ],
      ['a DOCTYPE behind a comment', 400, 'PSR-1003', () => Buffer.from('<!-- x --><!DOCTYPE a><a/>')],
      [
        'a DOCTYPE in UTF-16, where the octets do not spell it',
        400,
        'PSR-1003',
        () => Buffer.from('\ufeff<!DOCTYPE a><a/>', 'utf16le'),
      ],
      ['nothing but octets of value 0', 400, 'PSR-1002', () => Buffer.alloc(1_000)],
    ])('%s', async (_, status, code, body) => {
      const octets = body();
      const start = performance.now();
      expect((await send({ body: octets })).did).toEqual(refusedAs(status, code));
      // A second at rest; on a busy machine the limit is that nothing hangs.
      expect(performance.now() - start).toBeLessThan(5_000);
    });
  });

  it('answers an absent body as an empty one', async () => {
    expect((await send({})).did).toEqual(refusedAs(400, 'PSR-1010'));
  });

  describe('answers a body of 100 MB with the reason and not with a broken pipe', () => {
    const hundred = function* (): Generator<Uint8Array> {
      for (let at = 0; at < 100; at++) yield megabyte;
    };
    const authorization = (): string => `Bearer ${lu.node.runtime.bearerToken}`;

    it('when its length is announced', async () => {
      const headers = { authorization: authorization(), 'content-length': '100000000' };
      expect((await send({ headers, body: hundred() })).did).toEqual(refusedAs(413, 'PSR-1001'));
    });

    it('when it comes in chunks without a length', async () => {
      expect((await send({ body: hundred() })).did).toEqual(refusedAs(413, 'PSR-1001'));
    });

    it('at every path that takes a body', async () => {
      expect((await send({ method: 'PUT', body: hundred() }, '/national/opt-outs')).did).toEqual(
        refusedAs(413, 'PSR-1001'),
      );
      expect((await send({ body: hundred() }, '/exchanges', 'operators')).did).toEqual(
        refusedAs(413, 'PSR-1001', 'operators'),
      );
    });

    it('and keeps working, with the memory it had', async () => {
      const before = process.memoryUsage.rss();
      for (let at = 0; at < 3; at++) await send({ body: hundred() });
      expect(process.memoryUsage.rss() - before).toBeLessThan(150_000_000);
      expect((await callDoor(lu, 'national', 'GET', '/health')).status).toBe(200);
    });
  });

  describe('asks for the bearer token', () => {
    const withoutToken: [string, Record<string, string>][] = [
      ['none', {}],
      ['an empty one', { authorization: 'Bearer ' }],
      ['a wrong one', { authorization: `Bearer ${'a'.repeat(64)}` }],
      ['another scheme', { authorization: 'Basic YTpi' }],
    ];
    const paths: ['national' | 'operators', string, string][] = [
      ['national', 'POST', '/national/records'],
      ['national', 'PUT', '/national/opt-outs'],
      ['national', 'GET', '/national/exchanges/0198d1a0-0000-7000-8000-000000000001/document'],
      ['national', 'GET', '/nowhere'],
      ['national', 'GET', '/health/../national'],
      ['national', 'GET', '/health?x'],
      ['operators', 'GET', '/exchanges'],
      ['operators', 'POST', '/exchanges'],
      ['operators', 'GET', '/log/checkpoint'],
      ['operators', 'GET', '/log/key'],
      ['operators', 'GET', '/log/inclusion?index=0&size=1'],
      ['operators', 'OPTIONS', '/exchanges'],
      ['operators', 'HEAD', '/nowhere'],
    ];

    it.each(withoutToken)('and refuses %s before it looks at the body', async (_, headers) => {
      const observed = await send({ headers, body: fixture('refused/doctype.xml') });
      expect(observed.did).toEqual(refusedAs(401, 'PSR-2009'));
      expect(observed.answer.headers['www-authenticate']).toBe('Bearer');
    });

    it('and lets a sender of 15 MB read so', async () => {
      const { did } = await send({ headers: {}, body: Array.from({ length: 15 }, () => megabyte) });
      expect(did).toEqual(refusedAs(401, 'PSR-2009'));
    });

    it.each(paths)('at %s %s %s', async (door, method, path) => {
      const observed = await send({ method, headers: {} }, path, door);
      // An answer to HEAD has no body to hold a code.
      expect({ ...observed.did, code: 'PSR-2009' }).toEqual(refusedAs(401, 'PSR-2009', door));
      expect(observed.did.code).toBe(method === 'HEAD' ? undefined : 'PSR-2009');
    });

    it('takes neither a prefix of the token nor the token with something behind it', async () => {
      const { bearerToken } = lu.node.runtime;
      for (const token of [bearerToken.slice(0, -1), `${bearerToken}a`, bearerToken.toUpperCase()]) {
        expect((await send({ headers: { authorization: `Bearer ${token}` } })).did).toEqual(refusedAs(401, 'PSR-2009'));
      }
    });

    it('but not for /health, which tells nothing of the trade', async () => {
      for (const door of ['national', 'operators'] as const) {
        const { answer, entries } = await send({ method: 'GET', headers: {} }, '/health', door);
        const { nearestCertificateExpiry, ...parts } = answer.json as Record<string, unknown>;
        expect(parts).toEqual({ status: 'ok', country: 'LU', database: 'ok', bus: 'ok', keys: 'ok' });
        expect(Date.parse(String(nearestCertificateExpiry))).toBeGreaterThan(Date.now());
        expect(entries).toEqual([]);
      }
    });
  });

  describe('answers as OperationOutcome', () => {
    const cases: [string, number, string, 'national' | 'operators', string, string, RawRequest][] = [
      ['an unknown path', 404, 'PSR-1011', 'national', 'GET', '/national/nothing', {}],
      ['a method that the path does not have', 404, 'PSR-1011', 'national', 'DELETE', '/national/records', {}],
      ['a path that is no text', 404, 'PSR-1011', 'national', 'GET', '/national/exchanges/%ff/document', {}],
      ['a method that nobody uses', 404, 'PSR-1011', 'national', 'PROPFIND', '/national/records', {}],
      ['a path with a stray percent sign', 404, 'PSR-1011', 'operators', 'GET', '/exchanges/100%', {}],
      ['an id that is no UUID', 404, 'PSR-4001', 'national', 'GET', "/national/exchanges/1'--/document", {}],
      ['an id of a kilobyte', 404, 'PSR-4001', 'operators', 'GET', `/exchanges/${'1'.repeat(1_000)}`, {}],
      ['an order that is no JSON', 400, 'PSR-1006', 'operators', 'POST', '/exchanges', { body: Buffer.from('push') }],
      ['an order that is a list', 400, 'PSR-1006', 'operators', 'POST', '/exchanges', { body: Buffer.from('[]') }],
      [
        'an order nested 100,000 deep',
        400,
        'PSR-1007',
        'operators',
        'POST',
        '/exchanges',
        { body: Buffer.from('['.repeat(100_000)) },
      ],
      [
        'an objection without patient',
        400,
        'PSR-4008',
        'national',
        'PUT',
        '/national/opt-outs',
        { body: Buffer.from('{"optedOut":true}') },
      ],
      ['a proof of a text', 400, 'PSR-1012', 'operators', 'GET', '/log/inclusion?index=a&size=1', {}],
      [
        'a proof past all numbers',
        404,
        'PSR-6003',
        'operators',
        'GET',
        '/log/inclusion?index=999999999999999&size=1',
        {},
      ],
    ];

    it.each(cases)('%s: %i %s', async (_, status, code, door, method, path, request) => {
      expect((await send({ ...request, method }, path, door)).did).toEqual(refusedAs(status, code, door));
    });
  });

  describe('answers what is no request', () => {
    it.each([
      ['octets that are no HTTP', 'SSH-2.0-OpenSSH\r\n\r\n'],
      ['headers of 100 kB', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'a'.repeat(100_000)}\r\n\r\n`],
      ['two lengths', 'POST /national/records HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\na'],
      [
        'a length and chunks',
        'POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n',
      ],
      ['a length below nothing', 'POST /national/records HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n'],
    ])('%s', async (_, octets) => {
      const answer = await rawOctets(lu.addresses['national'] ?? '', octets);
      expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\ncontent-type: application\/fhir\+json/);
      expect(answer).toContain('"code":"PSR-1013"');
    });

    it('a body that ends before its length, as a refusal that keeps nothing', async () => {
      const { address, token } = { address: lu.addresses['national'] ?? '', token: lu.node.runtime.bearerToken };
      const record = fixture('national/lu/nothing-known.xml');
      const head = `POST /national/records HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\n`;
      const begun = Buffer.from(`${head}content-length: ${record.length}\r\n\r\n${record.toString('utf8', 0, 2_000)}`);
      const { did } = await observe(lu, async () => {
        await interrupted(address, begun);
        await eventually(async () => expect((await logEntries(lu)).at(-1)?.['event']).toMatch(/refused$/));
        return { status: 0, headers: {}, octets: Buffer.alloc(0), text: '', json: {} };
      });
      expect(did).toMatchObject({ logged: ['national-request-refused refused PSR-1013'], changed: {} });
    });
  });

  it('takes the record when nothing is wrong with it', async () => {
    const { did } = await send({ body: fixture('national/lu/sparse.xml') });
    expect(did).toMatchObject({ status: 201, changed: { national_record: 1, document: 1 } });
    expect(did.logged).toEqual(['record-registered success']);
  });
});
