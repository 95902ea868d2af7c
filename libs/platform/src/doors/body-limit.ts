import { PasserelleError } from '@passerelle/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Octets of a refused body that are read and thrown away so that the sender gets to read the answer. */
const drainLimit = 256_000_000;
const drainMs = 15_000;

/**
 * Refuses a body that announces more octets than the limit, before any of it is kept. The octets are let run out
 * first: a connection closed under a sender that still writes shows it a broken pipe instead of the reason.
 */
export function refuseLargeBody(fastify: FastifyInstance, limit: number): void {
  fastify.addHook('preParsing', async (request) => {
    const announced = Number(request.headers['content-length'] ?? 0);
    if (announced <= limit) return undefined;
    if (announced <= drainLimit) await drain(request);
    throw new PasserelleError('PSR-1001', { limit });
  });
}

function drain(request: FastifyRequest): Promise<void> {
  return new Promise((resolve) => {
    const patience = setTimeout(resolve, drainMs);
    const done = (): void => {
      clearTimeout(patience);
      resolve();
    };
    request.raw.once('end', done).once('close', done).once('error', done).resume();
  });
}
