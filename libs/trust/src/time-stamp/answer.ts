import { PasserelleError } from '@passerelle/kernel';
import { derMembers } from '../certificates/der-values.js';
import { tags } from './der-tags.js';
import { definiteLengths } from './definite-lengths.js';

/** PKIStatus of RFC 3161 section 2.4.2: granted, and granted with modifications, which the token itself shows. */
const granted = [0, 1];

/**
 * The token in the answer of an authority.
 * @param octets - TimeStampResp (RFC 3161 section 2.4.2)
 * @returns the token as it stands
 * @throws PasserelleError PSR-3024 when the authority refused, or answered something else
 */
export function readAnswer(octets: Uint8Array): Buffer {
  const definite = definiteLengths(Buffer.from(octets));
  const [info, token, ...others] = (definite?.[0] === tags.sequence && derMembers(definite)) || [];
  const [status] = (info?.tag === tags.sequence && derMembers(info.octets)) || [];
  if (status?.tag !== tags.integer || status.content.length !== 1 || others.length > 0) {
    throw noTimeStamp('its answer is no TimeStampResp');
  }
  const value = status.content[0]!;
  if (!granted.includes(value)) throw noTimeStamp(`it refused with status ${value}`);
  if (token === undefined) throw noTimeStamp('its answer holds no token');
  return token.octets;
}

/** An authority that gave nothing that could be used; the reason says why, without its own words. */
export function noTimeStamp(reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-3024', { reason }, { cause });
}
