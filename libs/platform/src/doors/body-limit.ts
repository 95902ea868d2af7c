import { PasserelleError } from '@passerelle/kernel';
import type { FastifyInstance } from 'fastify';
import type { IncomingMessage } from 'node:http';

/** Octets of a body too large that are thrown away so that the sender gets to read the answer. */
const drainLimit = 256_000_000;
const drainMs = 15_000;

/**
 * Refuses a body that announces more octets than the limit before any of it is kept; one that announces nothing is
 * refused by the parser as soon as it passes the limit. Whatever is refused before its body was read, the octets are let
 * run out first: a connection closed under a sender that still writes shows it a broken pipe instead of the reason.
 */
export function refuseLargeBody(fastify: FastifyInstance, limit: number): void {
  fastify.addHook('preParsing', async (request) => {
    if (Number(request.headers['content-length'] ?? 0) > limit) throw new PasserelleError('PSR-1001', { limit });
  });
  fastify.addHook('onSend', async (request, reply) => {
    if (reply.statusCode >= 400) await drain(request.raw, reply.statusCode === 413 ? drainLimit : limit);
  });
}

/** Resolves when the body has ended, or when more of it came than anybody is patient for. */
function drain(request: IncomingMessage, most: number): Promise<void> {
  if (request.readableEnded || request.destroyed || Number(request.headers['content-length'] ?? 0) > most) {
    return Promise.resolve();
  }
  return new Promise((resolve) => {
    let octets = 0;
    const done = (): void => {
      clearTimeout(patience);
      request.off('data', count);
      resolve();
    };
    const count = (chunk: Buffer): void => {
      octets += chunk.length;
      if (octets > most) done();
    };
    const patience = setTimeout(done, drainMs);
    request.once('end', done).once('close', done).once('error', done).on('data', count).resume();
  });
}
