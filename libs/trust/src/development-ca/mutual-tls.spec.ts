import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type TLSSocket } from 'node:tls';
import { describe, expect, it } from '@jest/globals';
import { readCertificate } from '../certificates/certificate.js';
import { createDevelopmentCa, issueLeaf } from './certificate-authority.js';
import { newPrivateKey, privateKeyPem, type KeyKind } from './key-pair.js';
import type { LeafPurpose } from './purposes.js';

const ca = createDevelopmentCa();
const credentials = (country: string, purpose: LeafPurpose = 'tls', kind: KeyKind = 'ec-p256') => {
  const key = newPrivateKey(kind);
  const subject = { country, organization: 'o', commonName: country };
  return { key: privateKeyPem(key), cert: issueLeaf(ca, { purpose, subject, key }) };
};

/** Opens one connection with client certificates required; gives the client's pin as the server saw it. */
async function handshake(
  server: { key: string; cert: string },
  client: { key: string; cert: string },
): Promise<string> {
  const trust = { ca: ca.certificatePem, minVersion: 'TLSv1.3' as const };
  const listener = createServer({ ...server, ...trust, requestCert: true, rejectUnauthorized: true });
  try {
    listener.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    const arrival = new Promise<TLSSocket>((resolve, reject) => {
      listener.once('secureConnection', resolve);
      listener.once('tlsClientError', reject);
    });
    const socket = connect({ ...client, ...trust, host: '127.0.0.1', port: (listener.address() as AddressInfo).port });
    const failure = once(socket, 'error').then(([error]) => Promise.reject(error));
    const accepted = await Promise.race([arrival, failure]);
    const pin = readCertificate(accepted.getPeerCertificate().raw).fingerprint;
    accepted.destroy();
    socket.destroy();
    return pin;
  } finally {
    listener.close();
  }
}

describe('development certificates on a connection', () => {
  it.each(['ec-p256', 'rsa-3072'] as const)('let two nodes with %s keys authenticate each other', async (kind) => {
    const client = credentials('PT', 'tls', kind);
    expect(await handshake(credentials('LU', 'tls', kind), client)).toBe(readCertificate(client.cert).fingerprint);
  });

  it('refuse a client of another authority', async () => {
    const key = newPrivateKey('ec-p256');
    const subject = { country: 'PT', organization: 'o', commonName: 'PT' };
    const stranger = {
      key: privateKeyPem(key),
      cert: issueLeaf(createDevelopmentCa(), { purpose: 'tls', subject, key }),
    };
    await expect(handshake(credentials('LU'), stranger)).rejects.toThrow();
  });
});
