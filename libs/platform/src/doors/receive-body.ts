import { decompress, isContentCoding, PasserelleError, type ContentCoding } from '@passerelle/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { MeteredBody, type BodyPace } from './metered-body.js';

/** Octets of a body too large that are thrown away so that the sender gets to read the answer. */
const drainLimit = 256_000_000;
const drainMs = 15_000;

/** How far compressed bodies may expand for each octet of theirs. */
const ratio = 100;

/**
 * Takes in the bodies of a door within limits of size, time and expansion. A body that announces more octets than the
 * limit is refused before any of it is kept; one that announces nothing, or is compressed, as soon as it passes the limit.
 * Whatever is refused before its body was read, the octets are let run out first: a connection closed under a sender that
 * still writes shows it a broken pipe instead of the reason. A sender that is too slow is not waited for.
 */
export function receiveBodies(fastify: FastifyInstance, limit: number, pace: BodyPace): void {
  fastify.addHook('preParsing', async (request) => {
    const coding = contentCoding(request);
    if (Number(request.headers['content-length'] ?? 0) > limit) throw new PasserelleError('PSR-1001', { limit });
    const metered = new MeteredBody(request.raw, pace);
    return coding === undefined ? metered : expanded(metered, coding, limit);
  });
  fastify.addHook('onSend', async (request, reply) => {
    if (reply.statusCode === 408) void reply.header('connection', 'close');
    else if (reply.statusCode >= 400) await drain(request.raw, reply.statusCode === 413 ? drainLimit : limit);
  });
}

/**
 * The coding of a body, RFC 9110 section 8.4. More than one is refused: nobody has a use for it, and each multiplies what
 * a few octets can become.
 * @throws PasserelleError PSR-1023
 */
function contentCoding({ headers }: FastifyRequest): ContentCoding | undefined {
  const written = headers['content-encoding']?.trim().toLowerCase();
  if (written === undefined || written === 'identity') return undefined;
  // The old name of gzip, which section 8.4.1.3 wants to be understood.
  const coding = written === 'x-gzip' ? 'gzip' : written;
  if (!isContentCoding(coding)) throw new PasserelleError('PSR-1023');
  return coding;
}

function expanded(metered: MeteredBody, coding: ContentCoding, octets: number): Readable {
  const body = Readable.from(decompress(metered, coding, { octets, ratio }), { objectMode: false });
  // Whoever has refused the request by then listens no more.
  body.on('error', () => undefined);
  // The framework holds the announced length against what came over the line.
  return Object.defineProperty(body, 'receivedEncodedLength', { get: () => metered.received });
}

/** Resolves when the body has ended, or when more of it came than anybody is patient for. */
function drain(request: IncomingMessage, most: number): Promise<void> {
  if (request.readableEnded || request.destroyed || Number(request.headers['content-length'] ?? 0) > most) {
    return Promise.resolve();
  }
  request.unpipe();
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
