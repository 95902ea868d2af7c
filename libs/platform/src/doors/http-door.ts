import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import type { DynamicModule } from '@nestjs/common';
import { PasserelleError } from '@passerelle/kernel';
import type { FastifyInstance } from 'fastify';
import { tlsProfile } from '@passerelle/trust/tls';
import type { IncomingMessage, ServerOptions } from 'node:http';
import type { SecureContextOptions, TLSSocket } from 'node:tls';
import type { ConnectionLimits } from '../configuration/limits.js';
import { limitAnswers } from './answer-deadline.js';
import { limitConnections, limitRequests, type OnCut } from './connection-limits.js';
import { answerMalformedRequest } from './malformed-request.js';
import { receiveBodies } from './receive-body.js';

/** What a door takes. */
export interface DoorLimits {
  /** Octets of a body. */
  readonly bodyBytes: number;
  readonly connections: ConnectionLimits;
}

/** How a door is built. */
export interface DoorOptions {
  /** Word for it in messages: edge, national, operators. */
  readonly name: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly limits: DoorLimits;
  /** Mutual TLS; left out, plain HTTP for loopback. */
  readonly tls?: SecureContextOptions;
  /** Whose a connection is, once its certificate is known; undefined where it is no peer's. */
  readonly ownerOf?: (socket: TLSSocket) => string | undefined;
  /** Is told of connections that were cut. */
  readonly onCut?: OnCut;
  /** Runs before the body is read, to identify the caller. */
  readonly identify: (fastify: FastifyInstance) => void;
}

/** An open door. */
export interface Door {
  readonly name: string;
  readonly address: string;
  readonly port: number;
  close(): Promise<void>;
}

/**
 * Opens an HTTP door for a module. Bodies reach the controllers as the exact octets received; whoever reads them does
 * so through a guard. Callers are identified before a body is read.
 * @throws PasserelleError PSR-7002 where the port is taken
 */
export async function openDoor(module: DynamicModule, options: DoorOptions): Promise<Door> {
  const { bodyBytes, connections } = options.limits;
  const adapter = new FastifyAdapter({
    bodyLimit: bodyBytes,
    // A body has its own limit of time, which answers; this is the second line, for requests that nobody reads.
    requestTimeout: (connections.headerSeconds + connections.requestSeconds) * 1_000,
    keepAliveTimeout: connections.idleSeconds * 1_000,
    clientErrorHandler: answerMalformedRequest,
    // The framework answers what its router cannot read by itself, before any hook; so it never gets to see it.
    rewriteUrl: (request: IncomingMessage) => readablePath(request.url ?? '/'),
    routerOptions: { maxParamLength: connections.headerBytes },
    ...(options.tls === undefined
      ? { http: serverOptions(connections) }
      : {
          https: {
            ...serverOptions(connections),
            ...tlsProfile,
            ...options.tls,
            handshakeTimeout: connections.handshakeSeconds * 1_000,
            requestCert: true,
            // An unknown certificate is answered with a code and an entry in the log, which a broken handshake cannot give.
            rejectUnauthorized: false,
          },
        }),
  });
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: ['error'],
    abortOnError: false,
  });
  const fastify = adapter.getInstance() as unknown as FastifyInstance;
  fastify.removeAllContentTypeParsers();
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  options.identify(fastify);
  limitHeaders(fastify, connections.headerFields);
  receiveBodies(fastify, bodyBytes, connections);
  const onCut = options.onCut ?? (() => undefined);
  limitAnswers(fastify, connections, onCut);
  limitRequests(fastify, connections.requests);
  const server = adapter.getHttpServer();
  // Fields are counted by the hook; left to itself the server drops those past its own number without a word.
  server.maxHeadersCount = 0;
  limitConnections(server, connections, onCut, options.ownerOf);
  try {
    await app.listen(options.port, options.host);
  } catch (cause) {
    await app.close();
    if ((cause as { code?: unknown }).code !== 'EADDRINUSE') throw cause;
    throw new PasserelleError('PSR-7002', { port: options.port, door: options.name }, { cause });
  }
  const bound = adapter.getHttpServer().address();
  const port = typeof bound === 'object' && bound !== null ? bound.port : options.port;
  const scheme = options.tls === undefined ? 'http' : 'https';
  return {
    name: options.name,
    address: `${scheme}://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`,
    port,
    close: () => app.close(),
  };
}

function serverOptions({ headerSeconds, headerBytes }: ConnectionLimits): ServerOptions {
  // Limits of time are kept to the second; left to itself the server looks every half a minute.
  return { headersTimeout: headerSeconds * 1_000, maxHeaderSize: headerBytes, connectionsCheckingInterval: 1_000 };
}

/** Refuses a request with more header fields than the limit; their octets are limited by the server. */
function limitHeaders(fastify: FastifyInstance, limit: number): void {
  fastify.addHook('onRequest', async (request) => {
    if (request.raw.rawHeaders.length / 2 > limit) throw new PasserelleError('PSR-1027', { limit });
  });
}

/** The address as it came, or one that leads nowhere where its percent encoding is broken or not of UTF-8. */
function readablePath(url: string): string {
  try {
    decodeURI(url.split('?')[0] ?? '');
    return url;
  } catch {
    // Such an address names nothing; whoever sent it learns just that.
    return '/unreadable';
  }
}
