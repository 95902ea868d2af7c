import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { PasserelleError } from '@passerelle/kernel';
import type { KeyDescription } from '../keys/store/key-ring.js';
import { LineReader } from './line-reader.js';
import { longestAnswer, questionLine, readAnswer, type Answer } from './messages.js';
import type { CheckpointRequest, DigestRequest } from './signing-desk.js';

/** Where the signer listens and how long it is waited for. */
export interface SignerAddress {
  /** Path of the socket that is meant for this client. */
  readonly path: string;
  /** Milliseconds for an answer. @default 10 000 */
  readonly answerMs?: number;
  /** Milliseconds until a connection stands, since processes of a node start in any order. @default 30 000 */
  readonly connectMs?: number;
}

interface Pending {
  resolve(answer: Answer): void;
  reject(error: PasserelleError): void;
  readonly timer: NodeJS.Timeout;
}

/** A connection to the signer process; it is made again when it was lost, and knows the keys the signer has told. */
export class SignerConnection {
  private socket: Promise<Socket> | undefined;
  private readonly pending = new Map<number, Pending>();
  private next = 1;
  private closed = false;
  private told: readonly KeyDescription[] = [];

  private constructor(private readonly address: SignerAddress) {}

  /** Connects and waits for the keys. @throws PasserelleError PSR-3078 */
  static async open(address: SignerAddress): Promise<SignerConnection> {
    const connection = new SignerConnection(address);
    await connection.connected();
    return connection;
  }

  /** The keys this client may use, as the signer told them last. */
  get keys(): readonly KeyDescription[] {
    return this.told;
  }

  /**
   * Has a digest or a checkpoint signed.
   * @throws PasserelleError PSR-3078 when no answer comes; else what the signer answers, see `SigningDesk`
   */
  async sign(request: DigestRequest | CheckpointRequest): Promise<Buffer> {
    const answer = await this.ask((id) => questionLine({ id, ask: 'sign', request }));
    if ('signature' in answer) return answer.signature;
    throw new PasserelleError('PSR-3081', { reason: 'the answer holds no signature' });
  }

  /** Whether the signer answers. @throws PasserelleError PSR-3078 */
  async alive(): Promise<void> {
    await this.ask((id) => questionLine({ id, ask: 'health' }));
  }

  async close(): Promise<void> {
    this.closed = true;
    const socket = await this.socket?.catch(() => undefined);
    socket?.destroy();
  }

  private async ask(lineOf: (id: number) => string): Promise<Answer> {
    const socket = await this.connected();
    const id = this.next++;
    return new Promise<Answer>((resolve, reject) => {
      const { answerMs = 10_000 } = this.address;
      const timer = setTimeout(() => {
        this.pending.delete(id);
        reject(silent(`no answer within ${answerMs} ms`));
      }, answerMs);
      this.pending.set(id, { resolve, reject, timer });
      socket.write(lineOf(id));
    });
  }

  private connected(): Promise<Socket> {
    if (this.closed) return Promise.reject(silent('the connection was closed'));
    this.socket ??= this.connect().catch((error: unknown) => {
      this.socket = undefined;
      throw error;
    });
    return this.socket;
  }

  private async connect(): Promise<Socket> {
    const { connectMs = 30_000 } = this.address;
    const until = performance.now() + connectMs;
    for (;;) {
      try {
        return await this.attempt();
      } catch (cause) {
        if (this.closed || performance.now() >= until) throw silent('nobody listens on its socket', cause);
        await sleep(100);
      }
    }
  }

  /** One attempt; it stands as soon as the signer has told its keys. */
  private attempt(): Promise<Socket> {
    return new Promise((resolve, reject) => {
      const socket = connect(this.address.path);
      const reader = new LineReader(longestAnswer);
      let standing: boolean | undefined = false;
      const end = (reason: string): void => {
        if (standing === undefined) return;
        if (standing) this.lost(reason);
        else reject(silent(reason));
        standing = undefined;
        socket.destroy();
      };
      socket.setTimeout(5_000, () => end('it does not tell its keys'));
      socket.on('error', () => end('the connection broke'));
      socket.once('close', () => end('the connection was closed'));
      socket.on('data', (piece: Buffer) => {
        const lines = reader.read(piece);
        if (lines === undefined) return end('its answer is too long');
        try {
          for (const line of lines) {
            const answer = readAnswer(line);
            if ('keys' in answer) {
              this.told = answer.keys;
              socket.setTimeout(0);
              standing = true;
              resolve(socket);
            } else this.settle(answer);
          }
        } catch {
          // What is no answer comes from no signer of ours; the code tells the operator where to look.
          end('its answer is malformed');
        }
      });
    });
  }

  private settle(answer: Exclude<Answer, { keys: unknown }>): void {
    const pending = this.pending.get(answer.id);
    // An answer that came too late has nobody who waits for it.
    if (pending === undefined) return;
    this.pending.delete(answer.id);
    clearTimeout(pending.timer);
    if ('error' in answer) pending.reject(answer.error);
    else pending.resolve(answer);
  }

  private lost(reason: string): void {
    this.socket = undefined;
    for (const { reject, timer } of this.pending.values()) {
      clearTimeout(timer);
      reject(silent(reason));
    }
    this.pending.clear();
  }
}

function silent(reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-3078', { reason }, { cause });
}
