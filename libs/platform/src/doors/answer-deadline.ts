import type { FastifyInstance } from 'fastify';
import type { ConnectionLimits } from '../configuration/limits.js';
import type { OnCut } from './connection-limits.js';

/**
 * Cuts connections whose peer does not take its answer: by the time that its octets need at the least rate, and some more,
 * the last of them must be out of our hands. Otherwise a peer that never reads would hold the answer in memory for good.
 */
export function limitAnswers(
  fastify: FastifyInstance,
  limits: Pick<ConnectionLimits, 'answerSeconds' | 'octetsPerSecond'>,
  onCut: OnCut,
): void {
  fastify.addHook('onSend', async (request, reply, payload) => {
    const octets = Buffer.isBuffer(payload) || typeof payload === 'string' ? Buffer.byteLength(payload) : 0;
    const patience = setTimeout(
      () => {
        onCut('slow-reader');
        request.raw.socket.destroy();
      },
      (limits.answerSeconds + octets / limits.octetsPerSecond) * 1_000,
    );
    reply.raw.once('close', () => clearTimeout(patience));
  });
}
