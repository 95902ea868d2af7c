import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { NestFactory } from '@nestjs/core';
import type { DynamicModule } from '@nestjs/common';
import { PasserelleError } from '@passerelle/kernel';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';
import type { SecureContextOptions } from 'node:tls';
import { refuseLargeBody } from './body-limit.js';
import { answerMalformedRequest } from './malformed-request.js';

/** How a door is built. */
export interface DoorOptions {
  /** Word for it in messages: edge, national, operators. */
  readonly name: string;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  readonly bodyBytes: number;
  /** Mutual TLS; left out, plain HTTP for loopback. */
  readonly tls?: SecureContextOptions;
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
  const adapter = new FastifyAdapter({
    bodyLimit: options.bodyBytes,
    // Slow senders hold a connection, not a worker: whole requests within half a minute, headers sooner by Node's default.
    requestTimeout: 30_000,
    keepAliveTimeout: 60_000,
    clientErrorHandler: answerMalformedRequest,
    // The framework answers what its router cannot read by itself, before any hook; so it never gets to see it.
    rewriteUrl: (request: IncomingMessage) => readablePath(request.url ?? '/'),
    routerOptions: { maxParamLength: longestPath },
    ...(options.tls === undefined
      ? {}
      : {
          https: {
            ...options.tls,
            minVersion: 'TLSv1.2' as const,
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
  refuseLargeBody(fastify, options.bodyBytes);
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

/** Node.js takes no longer request line and headers than this together. */
const longestPath = 16_384;

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
