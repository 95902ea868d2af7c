import { PasserelleError } from '@passerelle/kernel';
import { bearerMatches } from '@passerelle/trust';
import type { FastifyInstance } from 'fastify';

/** Asks for the node's bearer token at every path but `/health`, before a body is read. */
export function requireBearer(expected: string): (fastify: FastifyInstance) => void {
  return (fastify) => {
    fastify.addHook('onRequest', async (request) => {
      if (request.url === '/health') return;
      if (!bearerMatches(request.headers.authorization, expected)) throw new PasserelleError('PSR-2009');
    });
  };
}
