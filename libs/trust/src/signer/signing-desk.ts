import { PasserelleError, type Clock } from '@passerelle/kernel';
import { digestOfAlgorithm } from '../keys/signature-algorithms.js';
import type { KeyPurpose } from '../keys/key-purpose.js';
import type { HeldKey, KeyStore } from '../keys/store/key-store.js';
import { RateCap } from './rate-cap.js';

/** A signature that was made, as it is booked: nothing in it says whom the document is about. */
export interface BookedSignature {
  /** The process that asked. */
  readonly client: string;
  readonly purpose: KeyPurpose;
  /** Id of the key: the fingerprint of its certificate. */
  readonly key: string;
  readonly algorithm: string;
  /** Hexadecimal; left out where the process that holds the key digested the octets itself while it signed them. */
  readonly digest?: string;
  /** Id of the exchange that it belongs to, where it belongs to one. */
  readonly exchange?: string;
}

/** A request for a signature over a digest. */
export interface DigestRequest {
  readonly purpose: KeyPurpose;
  readonly key: string;
  readonly algorithm: string;
  readonly digest: Uint8Array;
  readonly exchange?: string;
}

/** A request for the signature of a checkpoint: Ed25519 signs octets, and those of a checkpoint are public. */
export interface CheckpointRequest {
  readonly purpose: 'log';
  readonly key: string;
  readonly octets: Uint8Array;
}

/** What a desk is set up with. */
export interface DeskParts {
  /** The store at this moment: another one after keys were replaced. */
  readonly store: () => KeyStore;
  /** Purposes that each client may ask for. */
  readonly clients: Readonly<Record<string, readonly KeyPurpose[]>>;
  /** Signatures a client may ask for within a second. */
  readonly perSecond: number;
  /** First line of the checkpoints of this node; nothing else is signed with the key of the log. */
  readonly logOrigin: string;
  readonly clock: Clock;
  readonly booked: (signature: BookedSignature) => void;
}

/** Octets of a checkpoint: origin, size, root and perhaps some lines more. */
const longestCheckpoint = 2048;

/** Where signatures are asked for: it knows who may have which, how many, and books each. */
export class SigningDesk {
  private readonly rates = new Map<string, RateCap>();

  constructor(private readonly parts: DeskParts) {}

  /**
   * Signs a digest.
   * @returns the signature in the form of JWS and XML signatures
   * @throws PasserelleError PSR-3079 for a purpose the client may not ask for, PSR-3080 above the rate, PSR-3081 for a
   * digest of another length or algorithm than the key's, PSR-3083 for a key held no more, PSR-3077
   */
  async signDigest(client: string, request: DigestRequest): Promise<Buffer> {
    const held = this.admit(client, request);
    const { algorithm } = held;
    if (algorithm === 'EdDSA' || algorithm !== request.algorithm) throw malformed('another algorithm than the key has');
    const size = Number(digestOfAlgorithm(algorithm).slice(3)) / 8;
    if (request.digest.length !== size) throw malformed(`a digest of ${request.digest.length} octets, not ${size}`);
    const signature = await held.custody.signDigest(request.digest);
    this.book(client, held, request.exchange, request.digest);
    return signature;
  }

  /** Signs a checkpoint of the log of this node, and no other text. @throws PasserelleError like `signDigest` */
  async signCheckpoint(client: string, request: CheckpointRequest): Promise<Buffer> {
    const held = this.admit(client, request);
    const { octets } = request;
    const origin = Buffer.from(`${this.parts.logOrigin}\n`, 'utf8');
    if (octets.length > longestCheckpoint || !origin.equals(octets.subarray(0, origin.length))) {
      throw malformed('not a checkpoint of this log');
    }
    const signature = await held.custody.sign(octets);
    this.book(client, held, undefined, undefined);
    return signature;
  }

  /** Books a signature that a process made with a key it holds itself. */
  book(client: string, held: HeldKey, exchange: string | undefined, digest: Uint8Array | undefined): void {
    this.parts.booked({
      client,
      purpose: held.purpose,
      key: held.id,
      algorithm: held.algorithm,
      ...(digest !== undefined && { digest: Buffer.from(digest).toString('hex') }),
      ...(exchange !== undefined && { exchange }),
    });
  }

  private admit(client: string, { purpose, key }: { readonly purpose: KeyPurpose; readonly key: string }): HeldKey {
    if (!this.purposesOf(client).includes(purpose)) throw new PasserelleError('PSR-3079', { client, purpose });
    const { perSecond, clock, store } = this.parts;
    let rate = this.rates.get(client);
    if (rate === undefined) this.rates.set(client, (rate = new RateCap(perSecond)));
    if (!rate.admits(clock.monotonic())) throw new PasserelleError('PSR-3080', { client, rate: perSecond });
    return store().held(purpose, key);
  }

  private purposesOf(client: string): readonly KeyPurpose[] {
    return Object.hasOwn(this.parts.clients, client) ? (this.parts.clients[client] ?? []) : [];
  }
}

function malformed(reason: string): PasserelleError {
  return new PasserelleError('PSR-3081', { reason });
}
