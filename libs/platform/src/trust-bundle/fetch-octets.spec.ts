import { afterAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fetchOctets, type FetchRequest } from './fetch-octets.js';
import { identity } from './testing/bundles.js';

const [own, other] = [identity('EU', 'tls'), identity('EU', 'tls')];
const servers: Server[] = [];
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that answers so; gives its address. */
async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer({ key: own.pem.key, cert: own.pem.cert }, answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}/list`;
}

const patience = { silentMs: 400, wholeMs: 800 };
async function fetched(url: string, change: Partial<FetchRequest> = {}): Promise<unknown> {
  const answer = await fetchOctets({ url, largest: 100, tls: [own.pem.cert], patience, ...change });
  if (!answer.ok) return `${answer.error.code} ${answer.error.message}`;
  return answer.value.unchanged ? 'unchanged' : answer.value;
}

describe('fetchOctets', () => {
  it('gives the octets with their tag, and tells where nothing changed', async () => {
    const url = await serve((request, response) => {
      if (request.headers['if-none-match'] === '"1"') response.writeHead(304).end();
      else response.writeHead(200, { etag: '"1"' }).end('list');
    });
    expect(await fetched(url)).toEqual({ unchanged: false, octets: Buffer.from('list'), etag: '"1"' });
    expect(await fetched(url, { etag: '"1"' })).toBe('unchanged');
  });

  it.each([301, 302, 303, 307, 308])('threat 36: follows no redirect (%i)', async (status) => {
    let visits = 0;
    const target = await serve((_, response) => {
      visits++;
      response.end('list');
    });
    const url = await serve((_, response) => response.writeHead(status, { location: target }).end());
    expect(await fetched(url)).toMatch(/^PSR-3060 /);
    expect(visits).toBe(0);
  });

  it('trusts only the certificates that are named, or else only authorities of this machine', async () => {
    const url = await serve((_, response) => response.end('list'));
    expect(await fetched(url, { tls: [other.pem.cert] })).toMatch(/^PSR-3057 /);
    const { tls: _, ...usual } = { url, largest: 100, tls: [] as string[], patience };
    expect(await fetchOctets(usual)).toMatchObject({ ok: false, error: { code: 'PSR-3057' } });
    expect(await fetched(url, { tls: [other.pem.cert, own.pem.cert] })).toHaveProperty('octets');
  });

  it.each<[string, (request: IncomingMessage, response: ServerResponse) => void]>([
    ['more than the limit', (_, response) => response.end('x'.repeat(101))],
    [
      'an answer without end',
      (_, response) => {
        const drips = setInterval(() => response.write('x'), 20);
        response.on('close', () => clearInterval(drips));
      },
    ],
    ['silence', () => undefined],
    ['silence after the head', (_, response) => void response.writeHead(200).write('x')],
    ['an error', (_, response) => response.writeHead(500).end('list')],
    ['a compressed answer', (_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end('list')],
    ['a connection cut off', (request) => void request.socket.destroy()],
  ])('answers PSR-3057 to %s', async (_, answer) => {
    expect(await fetched(await serve(answer))).toMatch(/^PSR-3057 /);
  });

  it.each(['http://127.0.0.1/', 'file:///etc/passwd', 'ftp://127.0.0.1/', 'https://user:word@127.0.0.1/', 'nothing'])(
    'threat 36: does not call %s',
    async (url) => {
      expect(await fetched(url)).toMatch(/^PSR-3057 /);
    },
  );
});
