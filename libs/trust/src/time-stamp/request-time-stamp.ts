import { failed, gatherOctets, ok, PasserelleError, type Clock, type Result } from '@passerelle/kernel';
import type { VerificationContext } from '../verification/context.js';
import { noTimeStamp, readAnswer } from './answer.js';
import { checkClock } from './clock-difference.js';
import type { DigestName } from './cms-algorithms.js';
import { timeStampQuery } from './query.js';
import { readSignedData } from './signed-data.js';
import { readTimeStampInfo } from './time-stamp-info.js';
import { verifyTimeStampToken } from './verify-token.js';

/** A time-stamping authority and what its tokens are verified against. */
export interface TimeStampAuthority extends Pick<VerificationContext, 'anchors'> {
  /** Where it answers queries by HTTP POST (RFC 3161 section 3.4). */
  readonly url: string | URL;
  /** Lists that may tell that its certificate was revoked. @default none */
  readonly crls?: VerificationContext['crls'];
  readonly ocspResponses?: VerificationContext['ocspResponses'];
}

/** How a time-stamp is asked for. */
export interface TimeStampRequestOptions {
  readonly clock: Clock;
  /** Digest of the imprint. @default 'sha256' */
  readonly digest?: DigestName;
  /** Milliseconds until the last octet of the answer. @default 10000 */
  readonly timeout?: number;
}

/** Most octets taken of an answer; a token has some six thousand. */
const largestAnswer = 128 * 1024;

/**
 * Asks an authority for a time-stamp over some octets; only their digest leaves the house. The token is verified before it
 * is handed on, its nonce and imprint must be those of the query, and our clock must agree with the authority's.
 * Redirects are not followed: the address is configured, not announced.
 * @param octets - what is to be stamped, such as the canonical `ds:SignatureValue`
 * @returns the token (ContentInfo, as it came); PSR-3024 when none was given, PSR-3025 when our clock is wrong, or what
 * `verifyTimeStampToken` refuses it for
 */
export async function requestTimeStamp(
  authority: TimeStampAuthority,
  octets: Uint8Array,
  options: TimeStampRequestOptions,
): Promise<Result<Buffer>> {
  try {
    const query = timeStampQuery(octets, options.digest ?? 'sha256');
    const asked = options.clock.now();
    const token = readAnswer(await post(authority.url, query.octets, options.timeout ?? 10_000));
    const answered = options.clock.now();
    const { nonce, time } = readTimeStampInfo(readSignedData(token).content);
    if (nonce?.equals(query.nonce) !== true) throw noTimeStamp('its token answers another query');
    const agreement = checkClock(time, asked, answered);
    if (!agreement.ok) return agreement;
    const { anchors, crls = [], ocspResponses = [] } = authority;
    const context = { anchors, crls, ocspResponses, at: answered, detached: [] };
    const verified = verifyTimeStampToken(token, octets, context);
    return verified.ok ? ok(token) : verified;
  } catch (error) {
    // Registered refusals are the answer; anything else is a defect and goes up.
    if (error instanceof PasserelleError) return failed(error);
    throw error;
  }
}

async function post(url: string | URL, query: Buffer, timeout: number): Promise<Buffer> {
  const signal = AbortSignal.timeout(timeout);
  let answer: Response;
  try {
    const headers = { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' };
    answer = await fetch(url, { method: 'POST', body: query, headers, redirect: 'error', signal });
  } catch (cause) {
    // fetch fails for whatever keeps an answer from coming: no connection, a redirect, time gone.
    throw noTimeStamp(signal.aborted ? `no answer within ${timeout} ms` : 'it was not reached', cause);
  }
  if (answer.status !== 200 || answer.body === null) {
    await answer.body?.cancel();
    throw noTimeStamp(`it answered with HTTP status ${answer.status}`);
  }
  const type = answer.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/timestamp-reply') {
    await answer.body.cancel();
    throw noTimeStamp('its answer is of another media type');
  }
  return readLimited(answer.body, signal, timeout);
}

async function readLimited(body: ReadableStream<Uint8Array>, signal: AbortSignal, timeout: number): Promise<Buffer> {
  let octets: Buffer | undefined;
  try {
    octets = await gatherOctets(body, largestAnswer);
  } catch (cause) {
    throw noTimeStamp(signal.aborted ? `no answer within ${timeout} ms` : 'its answer broke off', cause);
  }
  if (octets === undefined) throw noTimeStamp(`its answer is larger than ${largestAnswer} bytes`);
  return octets;
}
