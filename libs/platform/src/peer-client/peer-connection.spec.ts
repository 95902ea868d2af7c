import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@passerelle/kernel';
import { readCertificate } from '@passerelle/trust';
import { createDevelopmentCa, issueLeaf, newPrivateKey, privateKeyPem } from '@passerelle/trust/development-ca';
import { createServer as createTlsServer } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { NodeKeys } from '../node/keys.js';
import type { TrustedPeer } from '../node/trusted-peers.js';
import { PeerConnection } from './peer-connection.js';

const key = newPrivateKey('ec-p256');
const subject = { country: 'PT', organization: 'Example', commonName: 'pt.passerelle.example' };
const cert = issueLeaf(createDevelopmentCa(), { purpose: 'tls', subject, key });
const identity = { key: privateKeyPem(key), cert };
const certificate = readCertificate(cert);

/** Long enough for a peer that behaves, on a busy computer too. */
const patience = { silentMs: 1_000, wholeMs: 2_000 };

describe('threat 29: PeerConnection', () => {
  const sockets: Socket[] = [];
  const servers: Server[] = [];
  let dripping: number;
  let mute: number;

  beforeAll(async () => {
    // Takes the connection and never answers the handshake.
    mute = await listen(createServer((socket) => sockets.push(socket)));
    // Answers an octet at a time, always before anybody loses patience.
    const drips = createTlsServer(identity, (_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 100);
      response.on('close', () => clearInterval(timer));
    });
    drips.on('connection', (socket: Socket) => sockets.push(socket));
    dripping = await listen(drips);
  });
  afterAll(() => {
    for (const socket of sockets) socket.destroy();
    for (const server of servers) server.close();
  });

  async function listen(server: Server): Promise<number> {
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return (server.address() as AddressInfo).port;
  }

  /** A peer that answers as it is told, and what it saw. */
  async function answering(
    respond: (request: IncomingMessage, response: ServerResponse) => void,
    options: object = {},
  ): Promise<{ port: number; seen: string[]; octets: () => number }> {
    const seen: string[] = [];
    let octets = 0;
    const server = createTlsServer({ ...identity, ...options }, (request, response) => {
      seen.push(`${request.method} ${request.url}`);
      respond(request, response);
    });
    server.on('connection', (socket: Socket) => sockets.push(socket));
    server.on('secureConnection', (socket: TLSSocket) =>
      socket.on('data', (chunk: Buffer) => (octets += chunk.length)),
    );
    server.on('tlsClientError', () => undefined);
    return { port: await listen(server), seen, octets: () => octets };
  }

  async function ask(port: number, pinned = certificate): Promise<string> {
    const peer = { country: 'PT', endpoint: `https://127.0.0.1:${port}/fhir` };
    const trusted = { peer, tls: [pinned], seal: [], token: [] } as unknown as TrustedPeer;
    const keys = { tls: { ...identity, certificate } } as unknown as NodeKeys;
    const connection = new PeerConnection(trusted, keys, systemClock, patience);
    const answer = await connection.send({ method: 'GET', path: '/Patient', token: 'x', requestId: 'x' });
    connection.close();
    return answer.ok ? `${answer.value.status} ${answer.value.body.toString().slice(0, 20)}` : answer.error.code;
  }

  it('gives a peer up that takes the connection and never finishes the handshake', async () => {
    expect(await ask(mute)).toBe('PSR-4005');
  }, 10_000);

  it('gives a peer up whose answer never ends', async () => {
    expect(await ask(dripping)).toBe('PSR-4005');
  }, 10_000);

  it.each([
    ['gzip', gzipSync('hello'), '200 hello'],
    ['deflate', deflateSync('hello'), '200 hello'],
    ['br', brotliCompressSync('hello'), '200 hello'],
    ['identity', Buffer.from('hello'), '200 hello'],
    ['gzip, gzip', gzipSync(gzipSync('hello')), 'PSR-4007'],
    ['zstd', Buffer.from('hello'), 'PSR-4007'],
    ['gzip', Buffer.from('hello'), 'PSR-1025'],
    ['gzip', gzipSync(Buffer.alloc(100_000_000)), 'PSR-1024'],
    ['br', brotliCompressSync(Buffer.alloc(100_000_000)), 'PSR-1024'],
  ])('threat 28: reads an answer in %s, or says why not', async (coding, octets, outcome) => {
    const { port } = await answering((_, response) =>
      response.writeHead(200, { 'content-encoding': coding }).end(octets),
    );
    expect(await ask(port)).toBe(outcome);
  });

  it('gives a peer up whose headers have no end', async () => {
    const { port } = await answering((_, response) => {
      response.socket?.write(`HTTP/1.1 200 OK\r\n${'x: y\r\n'.repeat(5_000)}`);
    });
    expect(await ask(port)).toBe('PSR-4005');
  });

  it('gives a peer up that says again and again that it goes on', async () => {
    const { port } = await answering((_, response) => {
      const timer = setInterval(() => response.socket?.write('HTTP/1.1 100 Continue\r\n\r\n'), 50);
      response.on('close', () => clearInterval(timer));
    });
    expect(await ask(port)).toBe('PSR-4005');
  }, 10_000);

  it.each([301, 302, 307, 308])('goes nowhere else when a peer says %i', async (status) => {
    const elsewhere = await answering((_, response) => response.end('elsewhere'));
    const { port } = await answering((_, response) =>
      response.writeHead(status, { location: `https://127.0.0.1:${elsewhere.port}/` }).end(),
    );
    expect(await ask(port)).toBe(`${status} `);
    expect(elsewhere.seen).toEqual([]);
  });

  it('writes no octet to a server of another certificate than the pinned one', async () => {
    const other = { ...identity, cert: issueLeaf(createDevelopmentCa(), { purpose: 'tls', subject, key }) };
    const { port, seen, octets } = await answering((_, response) => response.end('hello'), other);
    expect(await ask(port)).toBe('PSR-2002');
    expect([seen, octets()]).toEqual([[], 0]);
    // The same server is spoken to by whoever has pinned it.
    expect(await ask(port, readCertificate(other.cert))).toBe('200 hello');
  });

  it('speaks with no server of TLS 1.1', async () => {
    const old = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' };
    const { port, seen } = await answering((_, response) => response.end('hello'), old);
    expect([await ask(port), seen]).toEqual(['PSR-4005', []]);
  });
});
