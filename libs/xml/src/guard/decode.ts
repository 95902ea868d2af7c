import { PasserelleError } from '@passerelle/kernel';
import { refuseDoctype } from './doctype.js';
import { decodeXml } from './encoding.js';
import { defaultXmlLimits, type XmlLimits } from './limits.js';

/**
 * First half of the front door: caps the octets, finds the encoding (XML 1.0 appendix F: byte order mark first, then
 * the declaration), decodes strictly and refuses any document type declaration before a parser sees the text.
 * @returns the text without its byte order mark
 * @throws PasserelleError PSR-1001 too large, PSR-1002 a second byte order mark, PSR-1003 DOCTYPE, PSR-1004 octets not
 * of the declared encoding, PSR-1010 empty
 */
export function guardXml(octets: Uint8Array, limits: XmlLimits = defaultXmlLimits): string {
  if (octets.length === 0) throw new PasserelleError('PSR-1010');
  if (octets.length > limits.bytes) throw new PasserelleError('PSR-1001', { limit: limits.bytes });
  const text = decodeXml(octets);
  // Parsers skip one mark and the decoder has skipped one, so a second would hide a DOCTYPE from the check below.
  if (text.startsWith('\ufeff')) throw new PasserelleError('PSR-1002', { line: 1, column: 1 });
  refuseDoctype(text);
  return text;
}

/**
 * The same door for text that was decoded already: capped, without lone surrogates and without a document type
 * declaration.
 * @returns the text without a byte order mark
 * @throws PasserelleError PSR-1001 too large, PSR-1002 a second byte order mark or a lone surrogate, PSR-1003 DOCTYPE,
 * PSR-1010 empty
 */
export function guardXmlText(text: string, limits: XmlLimits = defaultXmlLimits): string {
  if (text === '') throw new PasserelleError('PSR-1010');
  if (text.length > limits.bytes) throw new PasserelleError('PSR-1001', { limit: limits.bytes });
  const unmarked = text.startsWith('\ufeff') ? text.slice(1) : text;
  if (unmarked.startsWith('\ufeff') || loneSurrogate.test(unmarked))
    throw new PasserelleError('PSR-1002', { line: 1, column: 1 });
  refuseDoctype(unmarked);
  return unmarked;
}

// With the u flag a pair is one character, so only a surrogate that stands alone has the property.
const loneSurrogate = /\p{Surrogate}/u;
