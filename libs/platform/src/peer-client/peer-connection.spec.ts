import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@passerelle/kernel';
import { readCertificate } from '@passerelle/trust';
import { createDevelopmentCa, issueLeaf, newPrivateKey, privateKeyPem } from '@passerelle/trust/development-ca';
import { createServer as createTlsServer } from 'node:https';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
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

describe('PeerConnection', () => {
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

  async function ask(port: number): Promise<string> {
    const peer = { country: 'PT', endpoint: `https://127.0.0.1:${port}/fhir` };
    const trusted = { peer, tls: [certificate], seal: [], token: [] } as unknown as TrustedPeer;
    const keys = { tls: { ...identity, certificate } } as unknown as NodeKeys;
    const connection = new PeerConnection(trusted, keys, systemClock, patience);
    const answer = await connection.send({ method: 'GET', path: '/Patient', token: 'x', requestId: 'x' });
    connection.close();
    return answer.ok ? 'answered' : answer.error.code;
  }

  it('gives a peer up that takes the connection and never finishes the handshake', async () => {
    expect(await ask(mute)).toBe('PSR-4005');
  }, 10_000);

  it('gives a peer up whose answer never ends', async () => {
    expect(await ask(dripping)).toBe('PSR-4005');
  }, 10_000);
});
