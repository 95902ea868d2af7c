import { Controller, Get, Module, Post, Req } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { gzipSync, brotliCompressSync, deflateSync } from 'node:zlib';
import { createDevelopmentCa, issueLeaf, newPrivateKey, privateKeyPem } from '@passerelle/trust/development-ca';
import { connect as tlsConnect } from 'node:tls';
import { setTimeout as wait } from 'node:timers/promises';
import { rawOctets, rawRequest, type RawAnswer } from '../../../../test/support/raw-request.js';
import { limitsSchema, type ConnectionLimits } from '../configuration/limits.js';
import { silentLogger } from '../logging/logger.js';
import type { Cut } from './connection-limits.js';
import { openDoor, type Door, type DoorOptions } from './http-door.js';
import { OutcomeFilter } from './outcome-filter.js';

/** What reaches the controller: how many octets, and what they were. */
@Controller()
class EchoController {
  @Post('echo')
  echo(@Req() { body }: FastifyRequest): string {
    return Buffer.isBuffer(body) ? body.toString('latin1') : '';
  }

  @Get('large')
  large(): Buffer {
    return Buffer.alloc(30_000_000, 'x');
  }
}

@Module({})
class EchoModule {}

const bodyBytes = 100_000;
const usual = limitsSchema.parse({ bodyBytes }).connections;

describe('a door', () => {
  const opened: (() => unknown)[] = [];
  afterEach(async () => {
    for (const close of opened.splice(0).reverse()) await close();
  });

  async function open(
    connections: Partial<ConnectionLimits> = {},
    more: Partial<DoorOptions> = {},
  ): Promise<{ door: Door; refused: string[]; cut: Cut[] }> {
    const refused: string[] = [];
    const cut: Cut[] = [];
    const filter = new OutcomeFilter(silentLogger, (_, error) => Promise.resolve(void refused.push(error.code)));
    const module = {
      module: EchoModule,
      controllers: [EchoController],
      providers: [{ provide: APP_FILTER, useValue: filter }],
    };
    const door = await openDoor(module, {
      name: 'echo',
      host: '127.0.0.1',
      port: 0,
      limits: { bodyBytes, connections: { ...usual, ...connections } },
      identify: () => undefined,
      onCut: (why) => cut.push(why),
      ...more,
    });
    opened.push(() => door.close());
    return { door, refused, cut };
  }

  const post = (
    door: Door,
    body: Uint8Array | Iterable<Uint8Array>,
    headers: Record<string, string> = {},
  ): Promise<RawAnswer> =>
    rawRequest(`${door.address}/echo`, { method: 'POST', body, headers: { 'content-type': 'text/plain', ...headers } });
  const codeIn = (text: string): string | undefined => /"code":"(PSR-\d{4})"/.exec(text)?.[1];
  const inShort = ({ status, text }: RawAnswer): string => [status, codeIn(text)].filter(Boolean).join(' ');

  /** A connection that writes what it is told; what the door says, and when it ends, is remembered. */
  function raw(door: Door): { socket: Socket; said: () => string; ended: Promise<unknown> } {
    const socket = connect(door.port, '127.0.0.1');
    opened.push(() => socket.destroy());
    let said = '';
    socket.on('data', (octets) => (said += octets.toString('latin1')));
    socket.on('error', () => undefined);
    return { socket, said: () => said, ended: once(socket, 'close') };
  }
  const head = (length: number): string =>
    `POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: ${length}\r\n\r\n`;

  describe('threat 28: takes compressed bodies', () => {
    const text = Buffer.from('a clinical document, '.repeat(1_000));

    it.each([
      ['gzip', gzipSync(text)],
      ['x-gzip', gzipSync(text)],
      ['GZIP', gzipSync(text)],
      ['deflate', deflateSync(text)],
      ['br', brotliCompressSync(text)],
      ['identity', text],
    ])('in %s', async (coding, body) => {
      const { door } = await open();
      const answer = await post(door, body, { 'content-encoding': coding });
      expect([answer.status, answer.text]).toEqual([201, text.toString()]);
      // In chunks, without a length.
      expect((await post(door, [body.subarray(0, 10), body.subarray(10)], { 'content-encoding': coding })).text).toBe(
        text.toString(),
      );
    });

    it.each([
      ['of ten megabytes of zeros', 'gzip', gzipSync(Buffer.alloc(10_000_000)), '413 PSR-1024'],
      ['of a hundred megabytes in brotli', 'br', brotliCompressSync(Buffer.alloc(100_000_000)), '413 PSR-1024'],
      ['just past the limit', 'gzip', gzipSync(Buffer.alloc(bodyBytes + 1, 'x')), '413 PSR-1024'],
      ['cut short', 'gzip', gzipSync(text).subarray(0, -9), '400 PSR-1025'],
      ['with something behind', 'deflate', Buffer.concat([deflateSync(text), Buffer.from('x')]), '400 PSR-1025'],
      ['that is not compressed', 'gzip', text, '400 PSR-1025'],
      ['compressed twice', 'gzip, gzip', gzipSync(gzipSync(text)), '415 PSR-1023'],
      ['compressed twice in two ways', 'deflate,br', deflateSync(text), '415 PSR-1023'],
      ['in a coding that is not read', 'zstd', text, '415 PSR-1023'],
      ['in a coding without name', '', text, '415 PSR-1023'],
    ])('and refuses a body %s', async (_, coding, body, outcome) => {
      const { door, refused } = await open();
      const answer = await post(door, body, { 'content-encoding': coding });
      expect(inShort(answer)).toBe(outcome);
      if (outcome.startsWith('415')) expect(answer.headers['accept-encoding']).toBe('gzip, deflate, br');
      expect(refused).toEqual([outcome.slice(4)]);
    });

    it('and lets a sender of a bomb read the answer while it still writes', async () => {
      const { door } = await open();
      const bomb = gzipSync(Buffer.alloc(300_000_000));
      const pieces = Array.from({ length: 30 }, (_, at) => bomb.subarray(at * 10_000, (at + 1) * 10_000));
      expect(inShort(await post(door, pieces, { 'content-encoding': 'gzip' }))).toMatch(/^413 PSR-10(?:01|24)$/);
    });
  });

  describe('threat 29: does not wait for ever', () => {
    const quick = {
      headerSeconds: 1,
      requestSeconds: 1.5,
      rateSeconds: 0.5,
      handshakeSeconds: 1,
      idleSeconds: 1,
      answerSeconds: 1,
    };

    it('for the headers of a request, one octet at a time', async () => {
      const { door } = await open(quick);
      const { socket, said, ended } = raw(door);
      const drip = setInterval(() => socket.write('x'), 100);
      socket.write('GET /echo HTTP/1.1\r\nX: ');
      await ended;
      clearInterval(drip);
      expect(said()).toMatch(/^HTTP\/1.1 408 /);
      expect(codeIn(said())).toBe('PSR-1026');
    });

    it('for the first octet', async () => {
      const { door } = await open(quick);
      const { said, ended } = raw(door);
      await ended;
      expect(said()).toMatch(/^(?:HTTP\/1.1 408 .*)?/);
    });

    it('for the next request on a connection', async () => {
      const { door } = await open(quick);
      const { socket, said, ended } = raw(door);
      socket.write(`${head(1)}x`);
      await ended;
      expect(said()).toMatch(/^HTTP\/1.1 201 /);
    });

    it('for a body that comes an octet at a time', async () => {
      const { door, refused } = await open({ ...quick, requestSeconds: 30 });
      const { socket, said, ended } = raw(door);
      socket.write(head(50_000));
      const drip = setInterval(() => socket.write('x'), 20);
      await ended;
      clearInterval(drip);
      expect(said()).toMatch(/^HTTP\/1.1 408 /);
      expect([codeIn(said()), refused]).toEqual(['PSR-1026', ['PSR-1026']]);
    });

    it('for a body that stops', async () => {
      const { door, refused } = await open({ ...quick, requestSeconds: 30 });
      const { socket, said, ended } = raw(door);
      socket.write(`${head(50_000)}${'x'.repeat(20_000)}`);
      await ended;
      expect([codeIn(said()), refused]).toEqual(['PSR-1026', ['PSR-1026']]);
    });

    it('for a body that comes fast enough and does not end', async () => {
      const { door, refused } = await open({ ...quick, octetsPerSecond: 100 });
      const { socket, said, ended } = raw(door);
      socket.write(head(90_000));
      const drip = setInterval(() => socket.write('x'.repeat(100)), 100);
      await ended;
      clearInterval(drip);
      expect([codeIn(said()), refused]).toEqual(['PSR-1026', ['PSR-1026']]);
    });

    it('but for a body that is slow and fast enough', async () => {
      const { door, refused } = await open({ ...quick, requestSeconds: 30, octetsPerSecond: 100 });
      const { socket, said, ended } = raw(door);
      socket.write(head(2_000));
      for (let at = 0; at < 20; at++) await wait(90).then(() => socket.write('x'.repeat(100)));
      await ended;
      expect(said()).toMatch(/^HTTP\/1.1 201 /);
      expect(refused).toEqual([]);
    });

    it('for a peer that takes no answer', async () => {
      const { door, cut } = await open({ ...quick, octetsPerSecond: 1_000_000_000 });
      const { socket, ended } = raw(door);
      socket.pause();
      socket.write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n');
      await wait(2_500);
      expect(cut).toEqual(['slow-reader']);
      socket.resume();
      await ended;
    });

    it('but for a peer that takes it slowly and fast enough', async () => {
      const { door, cut } = await open({ ...quick, octetsPerSecond: 10_000_000 });
      const { socket, said } = raw(door);
      socket.pause();
      socket.write('GET /large HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
      await wait(2_000);
      socket.resume();
      await once(socket, 'end');
      expect([said().length > 30_000_000, cut]).toEqual([true, []]);
    });

    it('for the handshake of TLS', async () => {
      const { door } = await open(quick, { tls: identity });
      const { socket, ended } = raw(door);
      const began = performance.now();
      socket.write(Buffer.from([22, 3, 1, 2, 0, 1]));
      await ended;
      expect(performance.now() - began).toBeLessThan(4_000);
    });
  });

  describe('threat 29: takes no more than its limits', () => {
    it('of header octets', async () => {
      const { door } = await open({ headerBytes: 4_096 });
      const said = await rawOctets(door.address, `GET /echo HTTP/1.1\r\nHost: x\r\nX: ${'x'.repeat(5_000)}\r\n\r\n`);
      expect([said.slice(0, 13), codeIn(said)]).toEqual(['HTTP/1.1 400 ', 'PSR-1013']);
    });

    it('of header fields', async () => {
      const { door, refused } = await open({ headerFields: 10 });
      const fields = (count: number): string => Array.from({ length: count }, (_, at) => `x${at}: y\r\n`).join('');
      const ask = (count: number) =>
        rawOctets(door.address, `GET /none HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${fields(count - 2)}\r\n`);
      expect(await ask(10)).toMatch(/^HTTP\/1.1 404/);
      const said = await ask(11);
      expect([said.slice(0, 13), codeIn(said)]).toEqual(['HTTP/1.1 431 ', 'PSR-1027']);
      expect(refused.at(-1)).toBe('PSR-1027');
      expect(codeIn(await ask(4_000))).toBe('PSR-1013');
    });

    it('of requests on one connection', async () => {
      const { door } = await open({ requests: 3 });
      const { socket, said, ended } = raw(door);
      for (let at = 0; at < 3; at++) {
        socket.write(`${head(1)}x`);
        while (said().split('HTTP/1.1 201').length < at + 2) await once(socket, 'data');
      }
      await ended;
      expect(said().toLowerCase().split('connection: close')).toHaveLength(2);
    });

    it('of connections, and of those of one address', async () => {
      for (const [limits, why] of [
        [{ total: 3 }, 'too-many'],
        [{ perAddress: 3 }, 'too-many-of-address'],
      ] as const) {
        const { door, cut } = await open(limits);
        const taken = Array.from({ length: 3 }, () => raw(door));
        await Promise.all(taken.map(({ socket }) => once(socket, 'connect')));
        await raw(door).ended;
        expect(cut).toEqual([why]);
        // The others go on, and when one has ended there is room for the next.
        taken[0]?.socket.write(`${head(1)}x`);
        await once(taken[0]?.socket as Socket, 'data');
        taken[1]?.socket.destroy();
        await wait(100);
        expect((await post(door, Buffer.from('x'))).status).toBe(201);
      }
    });

    it('of connections of one peer, while those of another are taken', async () => {
      const { door, cut } = await open(
        { perPeer: 2 },
        { tls: identity, ownerOf: (socket) => socket.servername || undefined },
      );
      const shake = (servername: string) => {
        const socket = tlsConnect({ port: door.port, host: '127.0.0.1', servername, rejectUnauthorized: false });
        socket.on('error', () => undefined);
        opened.push(() => socket.destroy());
        return socket;
      };
      await Promise.all([shake('pt.example'), shake('pt.example')].map((socket) => once(socket, 'secureConnect')));
      const third = shake('pt.example');
      await once(third, 'close');
      expect(cut).toEqual(['too-many-of-peer']);
      await Promise.all([shake('lu.example'), shake('lu.example')].map((socket) => once(socket, 'secureConnect')));
      await wait(50);
      expect(cut).toEqual(['too-many-of-peer']);
    });
  });
});

const key = newPrivateKey('ec-p256');
const subject = { country: 'PT', organization: 'Example', commonName: 'pt.passerelle.example' };
const identity = { key: privateKeyPem(key), cert: issueLeaf(createDevelopmentCa(), { purpose: 'tls', subject, key }) };
