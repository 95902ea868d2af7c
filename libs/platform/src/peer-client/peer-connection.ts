import {
  decompress,
  failed,
  gatherOctets,
  isContentCoding,
  ok,
  PasserelleError,
  type Clock,
  type CountryCode,
  type ExpansionLimits,
  type Result,
} from '@passerelle/kernel';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { NodeKeys } from '../node/keys.js';
import type { TrustedPeer } from '../node/trusted-peers.js';
import { listedAddress } from './listed-address.js';
import { PinnedAgent } from './pinned-agent.js';

/** A request to a peer's FHIR door. */
export interface PeerRequest {
  readonly method: 'GET' | 'POST';
  /** Relative to the peer's endpoint, query included: `/Patient?identifier=...`. */
  readonly path: string;
  /** Requester token. */
  readonly token: string;
  /** Correlation: the message id of the exchange. */
  readonly requestId: string;
  readonly body?: Buffer;
}

/** A peer's answer with its exact octets. */
export interface PeerAnswer {
  readonly status: number;
  readonly body: Buffer;
}

/** Most octets taken of an answer, after it was decompressed; the largest summaries have 5 MB. */
const largestAnswer = 25_000_000;
/** How far a compressed answer may expand. */
const expansion: ExpansionLimits = { octets: largestAnswer, ratio: 100 };
/** Most octets taken of the status line and headers of an answer. */
const largestHead = 16_384;
/** How long a peer is waited for; one that takes longer is not reachable. */
export interface Patience {
  /** Milliseconds without a sign of it, also while the connection is made. */
  readonly silentMs: number;
  /** Milliseconds until the last octet of its answer, so that one that drips octets holds nobody. */
  readonly wholeMs: number;
}

const usualPatience: Patience = { silentMs: 30_000, wholeMs: 60_000 };

/** Connections to one peer, kept open between requests. */
export class PeerConnection {
  private readonly agent: PinnedAgent;

  constructor(
    private readonly trusted: TrustedPeer,
    keys: NodeKeys,
    private readonly clock: Clock,
    private readonly patience: Patience = usualPatience,
  ) {
    this.agent = new PinnedAgent(trusted, keys, clock, patience.silentMs);
  }

  /**
   * Sends one request. Redirects are not followed: a peer's address is listed, not announced by the peer.
   * @returns the answer whatever its status; PSR-4005 (retriable) where none came, PSR-2002 where the server is not
   *   the pinned one, PSR-3059 where the address is not one that is listed, PSR-1001 and PSR-1024 where the answer is too
   *   large, PSR-1025 and PSR-4007 where it cannot be read
   */
  async send(request: PeerRequest): Promise<Result<PeerAnswer>> {
    const { peer } = this.trusted;
    const { country } = peer;
    const url = listedAddress(peer, request.path, this.clock.now());
    if (!url.ok) return url;
    const options: RequestOptions = {
      agent: this.agent,
      method: request.method,
      timeout: this.patience.silentMs,
      signal: AbortSignal.timeout(this.patience.wholeMs),
      maxHeaderSize: largestHead,
      headers: {
        accept: 'application/fhir+json',
        // Documents are small and mostly sealed already; an answer that is compressed all the same is read.
        'accept-encoding': 'identity',
        authorization: `Bearer ${request.token}`,
        'x-request-id': request.requestId,
        ...(request.body === undefined
          ? {}
          : { 'content-type': 'application/fhir+json', 'content-length': request.body.length }),
      },
    };
    try {
      return ok(await exchangeOctets(url.value, options, request.body, country));
    } catch (caught) {
      if (caught instanceof PasserelleError) return failed(caught);
      return failed(new PasserelleError('PSR-4005', { country }, { cause: caught }));
    }
  }

  /** Closes idle connections. */
  close(): void {
    this.agent.destroy();
  }
}

function exchangeOctets(
  url: URL,
  options: RequestOptions,
  body: Buffer | undefined,
  country: CountryCode,
): Promise<PeerAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpsRequest(url, options, (response) => {
      gather(response, country).then((octets) => resolve({ status: response.statusCode ?? 0, body: octets }), reject);
    });
    request.on('timeout', () => request.destroy(new Error('the peer is silent')));
    request.on('error', reject);
    request.end(body);
  });
}

async function gather(response: IncomingMessage, country: CountryCode): Promise<Buffer> {
  const octets = await gatherOctets(contentOf(response, country), largestAnswer);
  if (octets !== undefined) return octets;
  response.destroy();
  throw new PasserelleError('PSR-1001', { limit: largestAnswer });
}

/** The octets of an answer, expanded where they came compressed. */
function contentOf(response: IncomingMessage, country: CountryCode): AsyncIterable<Buffer> {
  const coding = response.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (coding === 'identity') return response as AsyncIterable<Buffer>;
  if (isContentCoding(coding)) return decompress(response as AsyncIterable<Buffer>, coding, expansion);
  response.destroy();
  throw new PasserelleError('PSR-4007', { country, reason: 'a content coding that is not read' });
}
