import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fixedClock, type PasserelleError } from '@passerelle/kernel';
import { createDevelopmentCa, issueLeaf, newPrivateKey, privateKeyPem } from '../development-ca/index.js';
import { openKeyStore, type KeyStore } from '../keys/store/key-store.js';
import type { KeyPlace } from '../keys/store/key-place.js';
import { sealDetached } from '../xades/seal-detached.js';
import { verifyDetachedSeal } from '../xades/verify-detached-seal.js';
import { epoch } from '../testing/identities.js';
import { remoteSigningKeys } from './signing-keys.js';
import { SignerConnection } from './signer-connection.js';
import { SignerServer } from './signer-server.js';
import { SigningDesk, type BookedSignature } from './signing-desk.js';
import { signerSocket } from './socket-place.js';

const authority = createDevelopmentCa(epoch);
/** Making an RSA key takes a second, so that one serves all specs. */
const rsa = newPrivateKey('rsa-3072');
const clients = { edge: ['seal', 'token'], ledger: ['log'], console: [] } as const;
const origin = 'lu.passerelle.example/log';
const perSecond = 60;
const clock = fixedClock(epoch);
const content = { uri: 'urn:uuid:1', mediaType: 'text/xml' };
const document = Buffer.from(`<ClinicalDocument>${'Zoë Exemplo '.repeat(20_000)}</ClinicalDocument>`);

let folder: string;
let store: KeyStore;
let server: SignerServer;
let booked: BookedSignature[];
let refused: [string, string][];
const open: SignerConnection[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'psr-signer-'));
  booked = [];
  refused = [];
  store = await makeStore();
  server = await serve();
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
  await server.close();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

async function makeStore(): Promise<KeyStore> {
  const write = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return name;
  };
  const pem = (name: string, key: KeyObject): KeyPlace => {
    const subject = { country: 'LU', organization: 'o', commonName: name };
    return {
      adapter: 'pem',
      key: write(`${name}.key.pem`, privateKeyPem(key)),
      certificate: write(`${name}.cert.pem`, issueLeaf(authority, { purpose: 'seal', subject, key }, epoch)),
    };
  };
  const log = privateKeyPem(generateKeyPairSync('ed25519').privateKey);
  return openKeyStore(
    {
      seal: { keys: [pem('seal', newPrivateKey('ec-p256'))] },
      token: { keys: [{ ...pem('token', rsa), algorithm: 'PS256' }] },
      log: { keys: [{ adapter: 'pem', key: write('log.key.pem', log) }] },
    },
    { resolve: (path) => join(folder, path) },
  );
}

function serve(): Promise<SignerServer> {
  return SignerServer.open({
    folder: join(folder, 'signer'),
    clients: Object.keys(clients),
    keys: () => store.keys,
    refused: (client: string, error: PasserelleError) => refused.push([client, error.code]),
    desk: new SigningDesk({
      store: () => store,
      clients,
      perSecond,
      logOrigin: origin,
      clock,
      booked: (signature) => booked.push(signature),
    }),
  });
}

const pathOf = (client: string) => signerSocket(join(folder, 'signer'), client);
async function connected(client: string, limits: { answerMs?: number; connectMs?: number } = {}) {
  const connection = await SignerConnection.open({ path: pathOf(client), connectMs: 2_000, ...limits });
  open.push(connection);
  return { connection, keys: remoteSigningKeys(connection, { clock }) };
}

describe('the signer process', () => {
  it('signs for others what verifies, and books who asked for what', async () => {
    const { keys } = await connected('edge');
    const exchange = '0193e6f0-0000-7000-8000-000000000000';
    for (const purpose of ['seal', 'token'] as const) {
      const key = keys.key(purpose, exchange);
      const seal = await sealDetached(document, content, key, { clock });
      expect(await verifyDetachedSeal(seal, document, { pinned: [key.certificate], clock })).toMatchObject({
        ok: true,
      });
    }
    const [first] = store.keys;
    expect(booked).toEqual([
      {
        client: 'edge',
        purpose: 'seal',
        key: first?.id,
        algorithm: 'ES256',
        digest: expect.stringMatching(/^[0-9a-f]{64}$/),
        exchange,
      },
      expect.objectContaining({ client: 'edge', purpose: 'token', algorithm: 'PS256', exchange }),
    ]);
    expect(JSON.stringify(booked)).not.toContain('Exemplo');
  });

  it('never sees a document: what crosses the socket is some hundred octets, whatever is sealed', async () => {
    const seen: Buffer[] = [];
    const tapped = join(folder, 'tap.sock');
    const tap = createServer((from) => {
      const to = connect(pathOf('edge'));
      from.on('data', (piece: Buffer) => {
        seen.push(piece);
        to.write(piece);
      });
      to.on('data', (piece: Buffer) => from.write(piece));
      from.on('close', () => to.destroy());
      to.on('close', () => from.destroy());
    });
    await listening(tap, tapped);
    const connection = await SignerConnection.open({ path: tapped });
    open.push(connection);
    const key = remoteSigningKeys(connection, { clock }).key('seal');
    // Not only of the short SignedInfo, but of the document itself, as a JAdES seal covers it.
    expect(await key.sign(document)).toHaveLength(64);
    await sealDetached(document, content, key, { clock });
    const asked = Buffer.concat(seen).toString();
    expect(asked.length).toBeLessThan(1_000);
    expect(asked).not.toContain('Exemplo');
    expect(asked).not.toContain(Buffer.from('Zoë Exemplo Zoë').toString('base64').slice(4, 16));
    await connection.close();
    tap.close();
  });

  it('keeps a client to its purposes', async () => {
    const { keys } = await connected('edge');
    const octets = Buffer.from(`${origin}\n1\nAAAA\n`);
    await expect(async () => keys.checkpointKey().sign(octets)).rejects.toMatchObject({
      code: 'PSR-3079',
      facts: { client: 'edge', purpose: 'log' },
    });
    const { keys: shown } = await connected('console');
    expect(shown.keys.map(({ purpose }) => purpose)).toEqual(['seal', 'token', 'log']);
    await expect(shown.alive()).resolves.toBeUndefined();
    await expect(async () => shown.key('seal').sign(octets)).rejects.toMatchObject({ code: 'PSR-3079' });
    expect(refused.map(([, code]) => code)).toEqual(['PSR-3079', 'PSR-3079']);
  });

  it('does not sign with one key what was asked of another', async () => {
    const { connection } = await connected('edge');
    const [seal, token] = store.keys;
    const digest = Buffer.alloc(32);
    const ask = (purpose: 'seal' | 'token', key: string, algorithm: string, value = digest) =>
      connection.sign({ purpose, key, algorithm, digest: value });
    await expect(ask('seal', token!.id, 'PS256')).rejects.toMatchObject({ code: 'PSR-3083' });
    await expect(ask('seal', seal!.id, 'RS256')).rejects.toMatchObject({ code: 'PSR-3081' });
    await expect(ask('seal', seal!.id, 'ES256', Buffer.alloc(20))).rejects.toMatchObject({ code: 'PSR-3081' });
    expect(booked).toEqual([]);
  });

  it('signs checkpoints of this log with the key of the log, and no other text', async () => {
    const { keys, connection } = await connected('ledger');
    const key = keys.checkpointKey();
    const note = Buffer.from(`${origin}\n7\nAAAA\n`);
    expect(await key.sign(note)).toHaveLength(64);
    for (const text of [`${origin}2\n7\nAAAA\n`, 'x', `${origin}\n${'x'.repeat(2_100)}`]) {
      await expect(async () => key.sign(Buffer.from(text))).rejects.toMatchObject({ code: 'PSR-3081' });
    }
    const log = store.keys.find(({ purpose }) => purpose === 'log')!;
    const digested = { purpose: 'log' as const, key: log.id, algorithm: 'ES256', digest: Buffer.alloc(32) };
    await expect(connection.sign(digested)).rejects.toMatchObject({ code: 'PSR-3081' });
  });

  it('holds a client to its rate, and no other client with it', async () => {
    const { keys } = await connected('edge');
    const key = keys.key('seal');
    const asked = await Promise.allSettled(Array.from({ length: perSecond + 5 }, async () => key.sign(document)));
    const failures = asked.filter((each) => each.status === 'rejected').map((each) => each.reason as PasserelleError);
    expect(failures.map(({ code, retriable }) => [code, retriable])).toEqual(Array(5).fill(['PSR-3080', true]));
    const { keys: ledger } = await connected('ledger');
    await expect(ledger.checkpointKey().sign(Buffer.from(`${origin}\n1\nA\n`))).resolves.toHaveLength(64);
    clock.advance(1_000);
    await expect(key.sign(document)).resolves.toHaveLength(64);
  });

  it('tells its clients when keys were replaced', async () => {
    const { keys, connection } = await connected('edge');
    const before = keys.key('seal');
    const old = store;
    store = await makeStore();
    server.keysChanged();
    await expect(async () => before.sign(document)).rejects.toMatchObject({ code: 'PSR-3083', retriable: true });
    expect(keys.key('seal').certificate.fingerprint).not.toBe(before.certificate.fingerprint);
    await expect(keys.key('seal').sign(document)).resolves.toHaveLength(64);
    expect(connection.keys.map(({ purpose }) => purpose)).toEqual(['seal', 'token', 'log']);
    await old.close();
  });

  it('is found again after it was started anew', async () => {
    const { keys } = await connected('edge');
    await server.close();
    await expect(connected('edge', { connectMs: 150 })).rejects.toMatchObject({ code: 'PSR-3078' });
    const signature = keys.key('seal').sign(document);
    server = await serve();
    await expect(signature).resolves.toHaveLength(64);
  });
});

describe('the place of the signer', () => {
  it('lets nobody but its owner in', () => {
    const modes = [join(folder, 'signer'), join(folder, 'signer', 'edge'), pathOf('edge')].map(
      (path) => statSync(path).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o700, 0o600]);
  });

  it('is not shared with a second signer, and is taken over from one that was killed', async () => {
    await expect(serve()).rejects.toMatchObject({
      code: 'PSR-3084',
      message: expect.stringContaining('another signer'),
    });
    const abandoned = join(folder, 'signer', 'edge', 'signer.sock');
    await server.close();
    // A file of the socket without a process behind it, as SIGKILL leaves one.
    writeFileSync(abandoned, '');
    server = await serve();
    await expect(connected('edge')).resolves.toBeDefined();
  });

  it('is refused when others can enter it, or when its path is too long for a socket', async () => {
    await server.close();
    chmodSync(join(folder, 'signer'), 0o755);
    await expect(serve()).rejects.toMatchObject({ code: 'PSR-3084', message: expect.stringContaining('by others') });
    chmodSync(join(folder, 'signer'), 0o700);
    const short = folder;
    folder = join(folder, 'x'.repeat(100));
    await expect(serve()).rejects.toMatchObject({ code: 'PSR-3084', message: expect.stringContaining('octets') });
    folder = short;
    server = await serve();
  });
});

describe('hostile neighbours', () => {
  const raw = async (client: string): Promise<Socket> => {
    const socket = connect(pathOf(client));
    socket.on('error', () => undefined);
    await new Promise((resolve) => socket.once('data', resolve));
    return socket;
  };
  const gone = (socket: Socket) => new Promise((resolve) => socket.once('close', resolve));

  it.each([
    ['a line that never ends', 'x'.repeat(70_000)],
    ['a line that is no question', '{"id":1,"ask":"export","key":"seal"}\n'],
    ['octets that are no text', Buffer.from([0xff, 0xfe, 0x0a])],
  ])('are disconnected for %s, while others are served', async (_name, text) => {
    const socket = await raw('edge');
    const closed = gone(socket);
    socket.write(text);
    await closed;
    expect(refused).toEqual([['edge', 'PSR-3081']]);
    const { keys } = await connected('edge');
    await expect(keys.key('seal').sign(document)).resolves.toHaveLength(64);
  });

  it('are disconnected when a line takes too long', async () => {
    const socket = await raw('edge');
    const closed = gone(socket);
    socket.write('{"id":1,');
    await closed;
    expect(refused).toEqual([['edge', 'PSR-3081']]);
  }, 10_000);

  it('in place of a signer get no signature past: silence, nonsense and wrong signatures are noticed', async () => {
    const lying = (answer: (line: string, socket: Socket) => void): Server =>
      createServer((socket) => {
        socket.on('error', () => undefined);
        const real = connect(pathOf('edge'));
        real.once('data', (keys: Buffer) => socket.write(keys));
        socket.on('data', (piece: Buffer) => answer(piece.toString(), socket));
        socket.on('close', () => real.destroy());
      });
    const ask = async (answer: (line: string, socket: Socket) => void): Promise<unknown> => {
      const path = join(folder, 'liar.sock');
      const liar = lying(answer);
      await listening(liar, path);
      const connection = await SignerConnection.open({ path, answerMs: 200 });
      const { key } = remoteSigningKeys(connection, { clock });
      const result = await Promise.resolve(key('seal').sign(document)).catch((error: unknown) => error);
      await connection.close();
      await new Promise((resolve) => liar.close(resolve));
      return result;
    };
    const idOf = (line: string) => (JSON.parse(line) as { id: number }).id;
    const wrong = Buffer.alloc(64, 1).toString('base64');
    expect(await ask(() => undefined)).toMatchObject({
      code: 'PSR-3078',
      facts: { reason: 'no answer within 200 ms' },
    });
    expect(await ask((_line, socket) => socket.write('nonsense\n'))).toMatchObject({ code: 'PSR-3078' });
    expect(await ask((_line, socket) => socket.destroy())).toMatchObject({ code: 'PSR-3078' });
    expect(await ask((line, socket) => socket.write(`{"id":${idOf(line)},"signature":"${wrong}"}\n`))).toMatchObject({
      code: 'PSR-3082',
    });
  });
});

function listening(server: Server, path: string): Promise<void> {
  return new Promise((resolve) => server.listen(path, resolve));
}
