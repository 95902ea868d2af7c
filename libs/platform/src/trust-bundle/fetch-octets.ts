import { asPasserelleError, failed, gatherOctets, ok, PasserelleError, type Result } from '@passerelle/kernel';
import { readCertificates } from '@passerelle/trust';
import type { IncomingMessage } from 'node:http';
import { request as httpsRequest, type RequestOptions } from 'node:https';
import { checkServerIdentity } from 'node:tls';

/** What is fetched, and how much of it at most. */
export interface FetchRequest {
  /** An `https:` address without user or password. */
  readonly url: string;
  /** Octets of the answer. */
  readonly largest: number;
  /** PEM certificates that alone are trusted for the connection: the server's own, or that of its authority. */
  readonly tls?: readonly string[];
  /** `ETag` of what is at hand already. */
  readonly etag?: string;
  readonly accept?: string;
  readonly patience?: Patience;
}

/** How long a server is waited for, in milliseconds. */
interface Patience {
  readonly silentMs: number;
  readonly wholeMs: number;
}

/** What the server gave. */
export type Fetched =
  { readonly unchanged: true } | { readonly unchanged: false; readonly octets: Buffer; readonly etag?: string };

const usualPatience: Patience = { silentMs: 10_000, wholeMs: 30_000 };

/**
 * Fetches a signed file over HTTPS. Redirects are not followed (threat 36): the address is the one that a person named.
 * The connection is checked as usual, or by pins; what is fetched is trusted for its own signature only.
 * @returns PSR-3057 where nothing came, or too much; PSR-3060 for a redirect
 */
export async function fetchOctets(request: FetchRequest): Promise<Result<Fetched>> {
  if (!URL.canParse(request.url)) return unreachable('the address is none');
  const url = new URL(request.url);
  if (url.protocol !== 'https:') return unreachable('only https: is fetched');
  if (url.username !== '' || url.password !== '') return unreachable('an address carries no user and no password');
  const { silentMs, wholeMs } = request.patience ?? usualPatience;
  const signal = AbortSignal.timeout(wholeMs);
  try {
    const options: RequestOptions = {
      method: 'GET',
      agent: false,
      timeout: silentMs,
      signal,
      minVersion: 'TLSv1.2',
      headers: {
        accept: request.accept ?? '*/*',
        'accept-encoding': 'identity',
        ...(request.etag !== undefined && { 'if-none-match': request.etag }),
      },
      ...pinning(request.tls),
    };
    return await settle(await open(url, options), request.largest);
  } catch (cause) {
    const error = asPasserelleError(cause);
    if (error.code !== 'PSR-9001') return failed(error);
    return unreachable(signal.aborted ? 'it took too long' : reasonOf(cause), cause);
  }
}

/** With pins, a certificate that is one of them needs no authority and no name; any other must come from one of them. */
function pinning(tls: readonly string[] | undefined): RequestOptions {
  if (tls === undefined) return {};
  const pins = tls.flatMap((pem) => readCertificates(pem)).map(({ der }) => der);
  return {
    ca: [...tls],
    allowPartialTrustChain: true,
    checkServerIdentity: (host, certificate) =>
      pins.some((der) => der.equals(certificate.raw)) ? undefined : checkServerIdentity(host, certificate),
  } as RequestOptions;
}

function open(url: URL, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const sent = httpsRequest(url, options, resolve);
    sent.on('timeout', () => sent.destroy(new Error('the server is silent')));
    sent.on('error', reject);
    sent.end();
  });
}

async function settle(response: IncomingMessage, largest: number): Promise<Result<Fetched>> {
  const { statusCode = 0, headers } = response;
  if (statusCode !== 200) {
    // The rest of the answer is of no use; the connection is not kept.
    response.destroy();
    if (statusCode === 304) return ok({ unchanged: true });
    if (statusCode >= 300 && statusCode < 400) return failed(new PasserelleError('PSR-3060'));
    return unreachable(`the server answered ${statusCode}`);
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    response.destroy();
    return unreachable('the answer is compressed');
  }
  const octets = await gatherOctets(response, largest);
  if (octets === undefined) return unreachable(`the answer has more than ${largest} octets`);
  const etag = headers.etag;
  return ok({
    unchanged: false,
    octets,
    ...(etag !== undefined && etag.length < 256 && { etag }),
  });
}

/** The kind of failure, without words of the server in it. */
function reasonOf(cause: unknown): string {
  const code = (cause as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' && /^[A-Z0-9_]{2,60}$/.test(code) ? code : 'no answer';
}

function unreachable(reason: string, cause?: unknown): Result<never> {
  return failed(new PasserelleError('PSR-3057', { reason }, { cause }));
}
