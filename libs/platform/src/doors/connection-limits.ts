import type { FastifyInstance } from 'fastify';
import type { Server, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { addressBlock } from '../admission/address-block.js';
import type { ConnectionLimits } from '../configuration/limits.js';

/** Why a connection was closed before its sender was done, in the words of the node's log. */
export type Cut = 'too-many' | 'too-many-of-address' | 'too-many-of-peer' | 'slow-request' | 'slow-reader';

/** Is told of each connection that was cut. */
export type OnCut = (why: Cut) => void;

/**
 * Closes connections that are more than a door has, an address may have, or a peer may have; the first two before the
 * handshake of TLS, which costs more than they do.
 * @param ownerOf - whose connection it is, once its certificate is known; undefined where it is no peer's
 */
export function limitConnections(
  server: Server,
  limits: Pick<ConnectionLimits, 'total' | 'perAddress' | 'perPeer'>,
  onCut: OnCut,
  ownerOf?: (socket: TLSSocket) => string | undefined,
): void {
  server.maxConnections = limits.total;
  server.on('drop', () => onCut('too-many'));
  const ofAddress = new Tally(limits.perAddress);
  server.on('connection', (socket: Socket) => {
    if (ofAddress.admit(addressBlock(socket.remoteAddress), socket)) return;
    onCut('too-many-of-address');
    socket.destroy();
  });
  if (ownerOf === undefined) return;
  const ofPeer = new Tally(limits.perPeer);
  server.on('secureConnection', (socket: TLSSocket) => {
    const owner = ownerOf(socket);
    if (owner === undefined || ofPeer.admit(owner, socket)) return;
    onCut('too-many-of-peer');
    socket.destroy();
  });
}

/**
 * Closes a connection after its last request. The server's own limit only says that it will be the last, and answers 503
 * for as long as the other side likes.
 */
export function limitRequests(fastify: FastifyInstance, most: number): void {
  const served = new WeakMap<Socket, number>();
  fastify.addHook('onSend', async (request, reply) => {
    const { socket } = request.raw;
    const count = (served.get(socket) ?? 0) + 1;
    served.set(socket, count);
    if (count >= most) void reply.header('connection', 'close');
  });
}

/** Counts sockets by whose they are, until they close. */
class Tally {
  private readonly counts = new Map<string, number>();

  constructor(private readonly most: number) {}

  admit(key: string, socket: Socket): boolean {
    const before = this.counts.get(key) ?? 0;
    if (before >= this.most) return false;
    this.counts.set(key, before + 1);
    socket.once('close', () => {
      const left = (this.counts.get(key) ?? 1) - 1;
      if (left > 0) this.counts.set(key, left);
      else this.counts.delete(key);
    });
    return true;
  }
}
