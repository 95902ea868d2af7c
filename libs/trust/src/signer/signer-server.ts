import { createServer, type Server, type Socket } from 'node:net';
import { asPasserelleError, PasserelleError } from '@passerelle/kernel';
import type { KeyDescription } from '../keys/store/key-ring.js';
import { LineReader } from './line-reader.js';
import { answerLine, longestQuestion, readQuestion, type Answer, type Question } from './messages.js';
import type { SigningDesk } from './signing-desk.js';
import { closeToOthers, prepareSocket } from './socket-place.js';

/** What a signer serves. */
export interface SignerServerParts {
  /** Folder of the sockets; it is made, and nobody but its owner enters it. */
  readonly folder: string;
  /** Names of the clients, each of which gets a socket of its own. */
  readonly clients: readonly string[];
  readonly desk: SigningDesk;
  /** All keys of the moment. Every client is told them all: they are public, and a console shows what it may not use. */
  readonly keys: () => readonly KeyDescription[];
  /** Learns of each request that was refused. */
  readonly refused: (client: string, error: PasserelleError) => void;
}

/** Limits of one connection. */
const limits = {
  /** Connections of one client: some processes of it, each with one. */
  connections: 32,
  /** Requests of one connection that are worked on at once; the others wait in the socket. */
  underWay: 64,
  /** Milliseconds that a line may take to arrive. */
  lineMs: 5_000,
  /** Octets of answers that a client may leave unread. */
  unread: 1024 * 1024,
};

/**
 * The socket side of the signer process. Who asks is told by the socket he asks on: the system lets nobody connect who
 * was not given its folder, so a client can take neither another's name nor another's purposes.
 */
export class SignerServer {
  private readonly connections = new Set<Connection>();
  private readonly servers: Server[] = [];

  private constructor(private readonly parts: SignerServerParts) {}

  /** @throws PasserelleError PSR-3084 */
  static async open(parts: SignerServerParts): Promise<SignerServer> {
    const server = new SignerServer(parts);
    try {
      for (const client of parts.clients) await server.listen(client);
      return server;
    } catch (error) {
      await server.close();
      throw error;
    }
  }

  /** Tells every client the keys anew. */
  keysChanged(): void {
    for (const connection of this.connections) connection.tellKeys();
  }

  async close(): Promise<void> {
    for (const connection of this.connections) connection.end();
    await Promise.all(this.servers.splice(0).map((each) => new Promise((resolve) => each.close(resolve))));
  }

  private async listen(client: string): Promise<void> {
    const path = await prepareSocket(this.parts.folder, client);
    const server = createServer((socket) => {
      const connection = new Connection(socket, client, this.parts);
      this.connections.add(connection);
      socket.once('close', () => this.connections.delete(connection));
    });
    server.maxConnections = limits.connections;
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) => {
        reject(new PasserelleError('PSR-3084', { reason: 'the system does not let it' }, { cause }));
      });
      server.listen(path, resolve);
    });
    closeToOthers(path);
    this.servers.push(server);
  }
}

class Connection {
  private readonly reader = new LineReader(longestQuestion);
  private underWay = 0;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly socket: Socket,
    private readonly client: string,
    private readonly parts: SignerServerParts,
  ) {
    socket.on('data', (piece: Buffer) => this.take(piece));
    // A client that goes away in the middle needs no answer any more.
    socket.on('error', () => socket.destroy());
    socket.once('close', () => clearTimeout(this.timer));
    this.tellKeys();
  }

  tellKeys(): void {
    this.tell({ keys: this.parts.keys() });
  }

  end(): void {
    this.socket.destroySoon();
  }

  private take(piece: Buffer): void {
    const lines = this.reader.read(piece);
    clearTimeout(this.timer);
    if (lines === undefined) return this.giveUp(malformed(`it has more than ${longestQuestion} octets`));
    if (this.reader.begun) {
      this.timer = setTimeout(() => this.giveUp(malformed('it does not come to its end')), limits.lineMs);
    }
    for (const text of lines) {
      let question: Question;
      try {
        question = readQuestion(text);
      } catch (error) {
        return this.giveUp(asPasserelleError(error));
      }
      void this.answer(question);
    }
  }

  private async answer(question: Question): Promise<void> {
    if (++this.underWay === limits.underWay) this.socket.pause();
    this.tell(await this.answerTo(question));
    if (this.underWay-- === limits.underWay) this.socket.resume();
  }

  private async answerTo(question: Question): Promise<Answer> {
    const { id } = question;
    if (question.ask === 'health') return { id, health: true };
    try {
      const { desk } = this.parts;
      const { request } = question;
      const signature =
        'octets' in request
          ? await desk.signCheckpoint(this.client, request)
          : await desk.signDigest(this.client, request);
      return { id, signature };
    } catch (caught) {
      const error = asPasserelleError(caught);
      this.parts.refused(this.client, error);
      return { id, error };
    }
  }

  private tell(answer: Answer): void {
    if (this.socket.destroyed) return;
    if (this.socket.writableLength > limits.unread) return this.giveUp(malformed('its answers are not read'));
    this.socket.write(answerLine(answer));
  }

  /** Whoever does not keep to the protocol is not understood any further. */
  private giveUp(error: PasserelleError): void {
    this.parts.refused(this.client, error);
    this.socket.destroy();
  }
}

function malformed(reason: string): PasserelleError {
  return new PasserelleError('PSR-3081', { reason });
}
