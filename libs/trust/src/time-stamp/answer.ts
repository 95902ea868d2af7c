import { PasserelleError } from '@passerelle/kernel';
import { smallNumber } from '../certificates/der/der-primitives.js';
import { DerError, derOf, DerWalk, tags } from '../certificates/der/strict-der.js';
import { definiteLengths } from './definite-lengths.js';

/** PKIStatus of RFC 3161 section 2.4.2: granted, and granted with modifications, which the token itself shows. */
const granted = [0, 1];

/**
 * The token in the answer of an authority.
 * @param octets - TimeStampResp (RFC 3161 section 2.4.2)
 * @returns the token as it stands
 * @throws PasserelleError PSR-3024 when the authority refused, or answered something else
 */
export function readAnswer(octets: Buffer): Buffer {
  try {
    const answer = new DerWalk(derOf(definiteLengths(octets) ?? octets, tags.sequence).content);
    const status = smallNumber(answer.into().next(tags.integer));
    if (!granted.includes(status)) throw noTimeStamp(`it refused with status ${status}`);
    if (answer.done) throw noTimeStamp('its answer holds no token');
    const token = answer.next(tags.sequence).octets;
    answer.end();
    return token;
  } catch (error) {
    if (error instanceof DerError) throw noTimeStamp('its answer is no TimeStampResp', error);
    throw error;
  }
}

/** An authority that gave nothing that could be used; the reason says why, without its own words. */
export function noTimeStamp(reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-3024', { reason }, { cause });
}
