import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type ConnectionOptions, type Server, type TLSSocket, type TlsOptions } from 'node:tls';
import { createDevelopmentCa, issueLeaf, newPrivateKey, privateKeyPem } from '../development-ca/index.js';
import { opensslPresent } from '../testing/openssl.js';
import { tlsProfile } from './profile.js';

const authority = createDevelopmentCa();
const identityOf = (kind: 'ec-p256' | 'rsa-3072'): { key: string; cert: string } => {
  const key = newPrivateKey(kind);
  const subject = { country: 'PT', organization: 'Example', commonName: 'pt.passerelle.example' };
  return { key: privateKeyPem(key), cert: issueLeaf(authority, { purpose: 'tls', subject, key }) };
};

/** A server that takes whatever OpenSSL can do: what it takes was really offered. */
const anything = {
  minVersion: 'TLSv1',
  ciphers: 'ALL:COMPLEMENTOFALL:@SECLEVEL=0',
  ecdhCurve: 'X25519:P-256:P-384:P-521:X448:P-224:secp256k1:brainpoolP256r1',
  sigalgs: 'ECDSA+SHA1:RSA+SHA1:ECDSA+SHA256:RSA+SHA256:RSA-PSS+SHA256',
  dhparam: 'auto',
} as const;

/** What a client that offers only this is told: the version, suite and so on that were agreed, or why nothing was. */
interface Handshake {
  readonly agreed: string;
  readonly socket?: TLSSocket;
}

describe.each(['ec-p256', 'rsa-3072'] as const)('a server of the profile with a certificate of %s', (kind) => {
  let server: Server;
  let lax: Server;
  let port: number;
  let laxPort: number;

  const identity = identityOf(kind);
  beforeAll(async () => {
    server = await open({ ...tlsProfile, ...identity, requestCert: true, rejectUnauthorized: false });
    ({ port } = server.address() as AddressInfo);
    lax = await open({ ...anything, ...identity });
    ({ port: laxPort } = lax.address() as AddressInfo);
  });
  afterAll(() => [server, lax].forEach((each) => each.close()));

  async function open(options: TlsOptions): Promise<Server> {
    const server = createServer(options);
    server.on('secureConnection', (socket) =>
      socket.on('error', () => undefined).on('data', (octets) => socket.write(octets)),
    );
    server.on('tlsClientError', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return server;
  }

  async function shake(offer: ConnectionOptions, at = port): Promise<Handshake> {
    const socket = connect({ port: at, host: '127.0.0.1', rejectUnauthorized: false, ...offer });
    try {
      await once(socket, 'secureConnect');
      // In TLS 1.3 the server may still refuse after the client is done: only an answer shows that it agreed.
      socket.write('x');
      await once(socket, 'data');
      return { agreed: `${socket.getProtocol()} ${socket.getCipher().name}`, socket };
    } catch {
      return { agreed: 'refused' };
    }
  }

  async function agreed(offer: ConnectionOptions, at = port): Promise<string> {
    const { agreed: what, socket } = await shake(offer, at);
    socket?.destroy();
    return what;
  }

  const authentication = kind === 'ec-p256' ? 'ECDSA' : 'RSA';
  const weak = '@SECLEVEL=0';

  it.each(['TLS_AES_256_GCM_SHA384', 'TLS_CHACHA20_POLY1305_SHA256', 'TLS_AES_128_GCM_SHA256'])(
    'takes %s',
    async (suite) => {
      expect(await agreed({ minVersion: 'TLSv1.3', ciphers: suite })).toBe(`TLSv1.3 ${suite}`);
    },
  );

  it.each(['AES256-GCM-SHA384', 'CHACHA20-POLY1305', 'AES128-GCM-SHA256'])(
    'takes ECDHE with %s in TLS 1.2',
    async (rest) => {
      const suite = `ECDHE-${authentication}-${rest}`;
      expect(await agreed({ maxVersion: 'TLSv1.2', ciphers: suite })).toBe(`TLSv1.2 ${suite}`);
    },
  );

  it.each(['X25519', 'P-256', 'P-384'])('takes the group %s', async (ecdhCurve) => {
    expect(await agreed({ minVersion: 'TLSv1.3', ecdhCurve })).toMatch(/^TLSv1.3/);
    // In TLS 1.2 the certificate's own curve has to be offered too.
    expect(await agreed({ maxVersion: 'TLSv1.2', ecdhCurve: [...new Set([ecdhCurve, 'P-256'])].join(':') })).toMatch(
      /^TLSv1.2/,
    );
  });

  /** What only a lax server takes; a row is for the kinds of certificate that it is possible with. */
  const refused: [string, ConnectionOptions, ('ec-p256' | 'rsa-3072')?][] = [
    ['TLS 1.0', { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: `ALL:${weak}` }],
    ['TLS 1.1', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: `ALL:${weak}` }],
    ...suites('CBC with SHA-384', `ECDHE-${authentication}-AES256-SHA384`),
    ...suites('CBC with SHA-1', `ECDHE-${authentication}-AES128-SHA`),
    ...suites('RSA key exchange', 'AES256-GCM-SHA384', 'rsa-3072'),
    ...suites('RSA key exchange with CBC', 'AES128-SHA', 'rsa-3072'),
    ...suites('finite field groups', 'DHE-RSA-AES256-GCM-SHA384', 'rsa-3072'),
    ...suites('CCM with 8 octets', 'ECDHE-ECDSA-AES128-CCM8', 'ec-p256'),
    ...suites('ARIA', `ECDHE-${kind === 'ec-p256' ? 'ECDSA-' : ''}ARIA128-GCM-SHA256`),
    ...suites('Camellia', `ECDHE-${authentication}-CAMELLIA128-SHA256`),
    ...suites('no authentication', 'AECDH-AES256-SHA'),
    ...suites('no encryption', `ECDHE-${authentication}-NULL-SHA`),
    ...['P-224', 'secp256k1', 'brainpoolP256r1', 'P-521', 'X448'].flatMap((group) =>
      suites(`the group ${group}`, 'DEFAULT', 'rsa-3072').map(
        ([name, offer, only]): [string, ConnectionOptions, typeof only] => [name, { ...offer, ecdhCurve: group }, only],
      ),
    ),
    ['the group P-521 in TLS 1.3', { minVersion: 'TLSv1.3', ecdhCurve: 'P-521' }],
    ['the group X448 in TLS 1.3', { minVersion: 'TLSv1.3', ecdhCurve: 'X448' }],
    ['signatures over SHA-1', { maxVersion: 'TLSv1.2', sigalgs: 'RSA+SHA1:ECDSA+SHA1', ciphers: `DEFAULT:${weak}` }],
  ];

  function suites(name: string, list: string, only?: 'ec-p256' | 'rsa-3072'): typeof refused {
    return [[name, { minVersion: 'TLSv1.2', maxVersion: 'TLSv1.2', ciphers: `${list}:${weak}` }, only]];
  }

  it.each(refused.filter(([, , only = kind]) => only === kind))('refuses %s', async (_, offer) => {
    expect(await agreed(offer, laxPort)).toMatch(/^TLSv1/);
    expect(await agreed(offer)).toBe('refused');
  });

  it('chooses by its own order, not by the client’s', async () => {
    const suites = ['AES128-GCM-SHA256', 'CHACHA20-POLY1305', 'AES256-GCM-SHA384'].map(
      (rest) => `ECDHE-${authentication}-${rest}`,
    );
    expect(await agreed({ maxVersion: 'TLSv1.2', ciphers: suites.join(':') })).toBe(`TLSv1.2 ${suites[2]}`);
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('resumes no session of %s', async (version) => {
    const first = await shake({ minVersion: version, maxVersion: version });
    const session = first.socket?.getSession();
    first.socket?.destroy();
    const second = await shake({ minVersion: version, maxVersion: version, session });
    expect([second.agreed, second.socket?.isSessionReused()]).toEqual([first.agreed, false]);
    second.socket?.destroy();
  });

  it('does not renegotiate, and goes on without', async () => {
    const { socket } = await shake({ maxVersion: 'TLSv1.2' });
    const told = await new Promise((resolve) => {
      socket?.once('error', () => resolve('broken off'));
      socket?.once('close', () => resolve('closed'));
      socket?.renegotiate({}, (error) => resolve(error === null ? 'renegotiated' : 'refused'));
    });
    expect(told).not.toBe('renegotiated');
    socket?.destroy();
  });

  const withOpenssl = opensslPresent ? it : it.skip;
  withOpenssl('does not renegotiate with openssl either', async () => {
    const client = spawn('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, '-tls1_2']);
    let said = '';
    client.stdout.on('data', (octets: Buffer) => (said += octets.toString()));
    client.stderr.on('data', (octets: Buffer) => (said += octets.toString()));
    while (!said.includes('Verify return code')) await once(client.stdout, 'data');
    client.stdin.write('R\n');
    await once(client, 'exit');
    expect(said).toMatch(/RENEGOTIATING/);
    expect(said).toMatch(/no renegotiation/);
  });

  it('asks for a certificate and leaves the pins to decide', async () => {
    const { socket } = await shake(identityOf('ec-p256'));
    expect(socket?.authorized).toBe(false);
    expect(socket?.getProtocol()).toBe('TLSv1.3');
    socket?.destroy();
  });
});

describe('a client of the profile', () => {
  it.each([
    ['TLS 1.1', { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' }],
    ['CBC', { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-SHA384:ECDHE-ECDSA-AES128-SHA' }],
    ['weak groups', { maxVersion: 'TLSv1.2', ecdhCurve: 'P-521' }],
  ] as const)('refuses a server that offers only %s', async (_, offer) => {
    const server = createServer({ ...identityOf('ec-p256'), ...offer });
    server.on('tlsClientError', () => undefined);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const socket = connect({
      ...tlsProfile,
      host: '127.0.0.1',
      port: (server.address() as AddressInfo).port,
      rejectUnauthorized: false,
    });
    await expect(once(socket, 'secureConnect')).rejects.toThrow();
    server.close();
  });
});
