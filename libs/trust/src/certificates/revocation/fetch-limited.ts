import { failed, gatherOctets, ok, PasserelleError, type Result } from '@passerelle/kernel';

/** Which addresses may be asked, and for how long. */
export interface RevocationFetch {
  /**
   * Tells whether an address may be asked. Certificates carry addresses too; they were written by whoever had the
   * certificate issued, so an address is only ever asked that the configuration of trust lists.
   */
  readonly isAllowed: (url: URL) => boolean;
  /** Milliseconds for the whole answer. */
  readonly timeout?: number;
}

/** A question to a service: what is sent, what is expected, and how much of it is read. */
interface Question {
  readonly body?: Uint8Array;
  readonly sends?: string;
  readonly expects: string;
  readonly bytes: number;
}

const usualTimeout = 10_000;

/**
 * Asks a revocation service over HTTP: an allowed address, no redirects, an answer that is read piece by piece up to a
 * limit of octets and of time. What the answer says has its own signature; HTTP itself need not be protected.
 * @returns the octets; PSR-3040 for an address that is not allowed, PSR-3041 when there is no usable answer
 */
export async function fetchLimited(
  address: string,
  question: Question,
  options: RevocationFetch,
): Promise<Result<Buffer>> {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || !options.isAllowed(url))
    return failed(new PasserelleError('PSR-3040', { host: url?.host ?? '' }));
  const { body, sends, expects, bytes } = question;
  try {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { accept: expects, ...(sends !== undefined && { 'content-type': sends }) },
      ...(body !== undefined && { body: Buffer.from(body) }),
      redirect: 'manual',
      signal: AbortSignal.timeout(options.timeout ?? usualTimeout),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      return noAnswer(url, `status ${response.status}`);
    }
    const octets = response.body === null ? Buffer.alloc(0) : await gatherOctets(response.body, bytes);
    return octets === undefined ? noAnswer(url, `more than ${bytes} bytes`) : ok(octets);
  } catch (cause) {
    return noAnswer(url, isTimeout(cause) ? 'not in time' : 'no connection', cause);
  }
}

function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'TimeoutError';
}

function noAnswer(url: URL, reason: string, cause?: unknown): Result<Buffer> {
  return failed(new PasserelleError('PSR-3041', { host: url.host, reason }, { cause }));
}
