import { z } from 'zod';

const seconds = (usual: number) => z.number().min(0.1).max(3_600).default(usual);
const count = (usual: number, most = 1_000_000) => z.number().int().min(1).max(most).default(usual);

/** How long a sender may take and how much it may hold, at every door. */
const connections = z.strictObject({
  /** Connections of a door at once; the next one is closed as it comes. */
  total: count(512),
  /** Of those, how many may come from one address (IPv6: one /64). */
  perAddress: count(128),
  /** Of those, how many one peer may have. */
  perPeer: count(64),
  /** Requests on one connection; it is closed after the last. */
  requests: count(10_000),
  /** Seconds for the TLS handshake. */
  handshakeSeconds: seconds(10),
  /** Seconds until the last header of a request. */
  headerSeconds: seconds(10),
  /** Seconds until the last octet of a request. */
  requestSeconds: seconds(30),
  /** Seconds a connection is kept open without a request. */
  idleSeconds: seconds(60),
  /** Seconds until an answer is taken, besides those that its octets need at `octetsPerSecond`. */
  answerSeconds: seconds(10),
  /** A body, and an answer, must move at least so fast. */
  octetsPerSecond: count(1_000),
  /** Seconds over which that is measured for a body. */
  rateSeconds: seconds(5),
  /** Octets of the request line and the headers together. */
  headerBytes: count(16_384, 65_536).pipe(z.number().min(2_048)),
  /** Header fields of a request. */
  headerFields: count(100, 1_000),
});

const perSecond = z.number().min(0.01).max(1_000_000);
const atOnce = z.number().int().min(1).max(1_000_000);

/** Requests a second in the long run, and how many may come at once after a pause. */
const rate = (usual: { perSecond: number; burst: number }) =>
  z.strictObject({ perSecond: perSecond.default(usual.perSecond), burst: atOnce.default(usual.burst) });

/** How many requests a peer may send, and whoever is none, by address. */
const rates = z.strictObject({
  /** `concurrent`: requests that may be open at once. */
  peer: rate({ perSecond: 100, burst: 400 })
    .extend({ concurrent: atOnce.default(64) })
    .prefault({}),
  /** What replaces the limits of `peer`, by country. Without defaults: what is left out stays as it is for every peer. */
  peers: z
    .record(
      z.string().regex(/^[A-Z]{2}$/),
      z.strictObject({
        perSecond: perSecond.exactOptional(),
        burst: atOnce.exactOptional(),
        concurrent: atOnce.exactOptional(),
      }),
    )
    .default({}),
  stranger: rate({ perSecond: 1, burst: 60 }).prefault({}),
});

/** `limits` of a node's configuration. */
export const limitsSchema = z.strictObject({
  /** Octets of a request body, after it was decompressed. */
  bodyBytes: z.number().int().min(1_000),
  connections: connections.prefault({}),
  rates: rates.prefault({}),
});

export type ConnectionLimits = z.infer<typeof connections>;
export type RateLimits = z.infer<typeof rates>;
