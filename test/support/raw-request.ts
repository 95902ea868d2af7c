import { request as httpRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

/** A request as a test wants it on the wire, well formed or not. */
export interface RawRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Octets are announced by their length; pieces are sent in chunks, unless a header announces a length. */
  readonly body?: Uint8Array | Iterable<Uint8Array>;
  /** PEM texts of a client certificate; the server's certificate is never checked here, that is another test's matter. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** An answer with its exact octets. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly octets: Buffer;
  readonly text: string;
  /** The body as JSON; an empty object where it is none. */
  readonly json: Readonly<Record<string, unknown>>;
}

/**
 * Sends one request on a connection of its own and writes its body to the end, whatever the server answers meanwhile.
 * @throws what the socket says (EPIPE, ECONNRESET) where the server closes under a sender that still writes
 */
export async function rawRequest(url: string, { method = 'GET', headers, body, tls }: RawRequest): Promise<RawAnswer> {
  const options = { method, headers: { ...headers }, agent: false, ...tls, rejectUnauthorized: false };
  const request = url.startsWith('https:') ? httpsRequest(url, options) : httpRequest(url, options);
  const failure = once(request, 'error').then(([error]) => Promise.reject(error as Error));
  const answered = once(request, 'response').then(([response]) => read(response as IncomingMessage));
  const sent = write();
  const answer = await Promise.race([answered, failure]);
  await Promise.race([sent, failure]);
  request.destroy();
  return answer;

  async function write(): Promise<void> {
    if (body === undefined || body instanceof Uint8Array) return void request.end(body);
    for (const piece of body) if (!request.write(piece)) await once(request, 'drain');
    request.end();
  }
}

async function read(response: IncomingMessage): Promise<RawAnswer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response as AsyncIterable<Buffer>) chunks.push(chunk);
  const octets = Buffer.concat(chunks);
  const text = octets.toString('utf8');
  return { status: response.statusCode ?? 0, headers: response.headers, octets, text, json: jsonOf(text) };
}

function jsonOf(text: string): RawAnswer['json'] {
  return text.startsWith('{') ? (JSON.parse(text) as RawAnswer['json']) : {};
}

/** Writes octets to a door of plain HTTP as they are, and gives everything it says until it closes the connection. */
export async function rawOctets(address: string, octets: string | Uint8Array): Promise<string> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  socket.write(octets);
  const chunks: Buffer[] = [];
  for await (const chunk of socket as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** Writes the beginning of a request to a door of plain HTTP and breaks the connection. */
export async function interrupted(address: string, octets: Uint8Array): Promise<void> {
  const { hostname, port } = new URL(address);
  const socket = connect(Number(port), hostname);
  await new Promise((resolve) => socket.write(octets, resolve));
  await wait(100);
  socket.resetAndDestroy();
}

/** Asks again until the check passes, and throws what it said last when that takes too long. */
export async function eventually<T>(check: () => Promise<T>, patienceMs = 5_000): Promise<T> {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (performance.now() > until) throw error;
      await wait(50);
    }
  }
}
