import type { AddressInfo } from 'node:net';
import { createServer, type RequestListener, type Server } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { fixedClock } from '@passerelle/kernel';
import { answerTimeStampQuery, timeStampServer } from '../development-tsa/index.js';
import { epoch } from '../testing/identities.js';
import { authorityWith, stampContext } from '../testing/time-stamping.js';
import { timeStampQuery } from './query.js';
import { requestTimeStamp } from './request-time-stamp.js';
import { verifyTimeStampToken } from './verify-token.js';

const octets = Buffer.from('stamped');
const now = new Date(epoch.getTime() + 60_000);
const { anchors } = stampContext();
let server: Server | undefined;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = undefined;
});

async function ask(answering: Server | RequestListener, clock = fixedClock(now), timeout = 5_000) {
  server = typeof answering === 'function' ? createServer(answering) : answering;
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/tsa`;
  return requestTimeStamp({ url, anchors }, octets, { clock, timeout });
}

/** A server that answers every query with the same octets. */
const always =
  (body: Uint8Array, type = 'application/timestamp-reply'): RequestListener =>
  (request, response) => {
    request.resume();
    response.writeHead(200, { 'content-type': type }).end(body);
  };

describe('requestTimeStamp', () => {
  it('gives a token that verifies over the octets', async () => {
    const token = await ask(timeStampServer(authorityWith()));
    if (!token.ok) throw token.error;
    expect(verifyTimeStampToken(token.value, octets, stampContext())).toMatchObject({ ok: true, value: { time: now } });
  });

  it('refuses the answer to another query: the nonce is another', async () => {
    const other = timeStampQuery(octets, 'sha256');
    const answer = answerTimeStampQuery(authorityWith(), other.octets);
    expect(await ask(always(answer))).toMatchObject({
      error: { code: 'PSR-3024', facts: { reason: 'its token answers another query' } },
    });
  });

  it('refuses a token over something else with the right nonce', async () => {
    const tsa = authorityWith();
    const liar: RequestListener = (request, response) => {
      request.on('data', (query: Buffer) => {
        // The imprint is the only octet string of 32 octets in a query.
        const at = query.indexOf(Buffer.from('0420', 'hex')) + 2;
        query[at] = query[at]! ^ 1;
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
        response.end(answerTimeStampQuery(tsa, query));
      });
    };
    expect(await ask(liar)).toMatchObject({ error: { code: 'PSR-3021' } });
  });

  it('refuses a token of an authority that does not serve', async () => {
    expect(await ask(timeStampServer(authorityWith({ extensions: [] })))).toMatchObject({ ok: false });
  });

  it.each<[string, RequestListener, string]>([
    ['a rejection', always(Buffer.from('30053003020102', 'hex')), 'it refused with status 2'],
    ['a grant without token', always(Buffer.from('30053003020100', 'hex')), 'its answer holds no token'],
    ['something else', always(Buffer.from('<html>')), 'its answer is no TimeStampResp'],
    ['another media type', always(Buffer.alloc(1), 'text/html'), 'its answer is of another media type'],
    ['HTTP 500', (_, response) => response.writeHead(500).end(), 'it answered with HTTP status 500'],
    ['a redirect', (_, response) => response.writeHead(307, { location: '/other' }).end(), 'it was not reached'],
    ['too much', always(Buffer.alloc(200_000)), 'its answer is larger than 131072 bytes'],
    ['a broken connection', (request) => request.socket.destroy(), 'it was not reached'],
  ])('tells of %s', async (_what, answering, reason) => {
    expect(await ask(answering)).toMatchObject({ error: { code: 'PSR-3024', facts: { reason } } });
  });

  it.each<[string, RequestListener]>([
    ['never answers', (request) => request.resume()],
    [
      'drips',
      (_, response) => {
        response.writeHead(200, { 'content-type': 'application/timestamp-reply' });
        const drip = setInterval(() => response.write(Buffer.of(0x30)), 20);
        response.on('close', () => clearInterval(drip));
      },
    ],
  ])('gives up an authority that %s', async (_what, answering) => {
    expect(await ask(answering, fixedClock(now), 200)).toMatchObject({
      error: { code: 'PSR-3024', facts: { reason: 'no answer within 200 ms' } },
    });
  });

  it('threat 43: gives no token when our clock differs from that of the authority by more than 5 s', async () => {
    const off = (milliseconds: number) =>
      ask(timeStampServer(authorityWith()), fixedClock(new Date(now.getTime() + milliseconds)));
    expect(await off(5_001)).toMatchObject({ error: { code: 'PSR-3025', facts: { seconds: 5.001, limit: 5 } } });
    expect(await off(-5_001)).toMatchObject({ error: { code: 'PSR-3025', facts: { seconds: -5.001 } } });
    expect((await off(5_000)).ok).toBe(true);
    expect((await off(-5_000)).ok).toBe(true);
  });
});
