import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import { DerError } from '../der/strict-der.js';
import { largestList, readCrl } from './read-crl.js';

const pemBlock = /-----BEGIN X509 CRL-----([A-Za-z0-9+/=\s]+)-----END X509 CRL-----/g;

/**
 * Reads a file of revocation lists: one list as DER, or any number as PEM (RFC 7468 section 6). Each is read to its end, so
 * that what is wrong is told when it is given and not when it is needed.
 * @returns the lists, DER; PSR-3038 when it holds none, or one that cannot be read
 */
export function readRevocationLists(source: Uint8Array): Result<readonly Buffer[]> {
  if (source.length > largestList * 2) return failed(refused(`larger than ${largestList * 2} bytes`));
  const octets = Buffer.from(source.buffer, source.byteOffset, source.length);
  const lists = octets[0] === 0x30 ? [octets] : pemLists(octets.toString('latin1'));
  if (lists.length === 0) return failed(refused('no list found'));
  try {
    const fault = lists.map((list) => readCrl(list).content).find((content) => typeof content === 'string');
    return fault === undefined ? ok(lists) : failed(refused(fault));
  } catch (error) {
    if (!(error instanceof DerError)) throw error;
    return failed(refused(error.message, error));
  }
}

function pemLists(text: string): readonly Buffer[] {
  const blocks = [...text.matchAll(pemBlock)].map(([, body = '']) => Buffer.from(body, 'base64'));
  // A block that is damaged would silently not be heard.
  return blocks.length === text.split('-----BEGIN X509 CRL-----').length - 1 ? blocks : [];
}

function refused(reason: string, cause?: unknown): PasserelleError {
  return new PasserelleError('PSR-3038', { reason }, { cause });
}
