import { isUtf8 } from 'node:buffer';
import { PasserelleError, type Json } from '@passerelle/kernel';
import { inspectJson } from './inspect.js';
import { defaultJsonLimits, type JsonLimits } from './limits.js';
import { scanJson } from './scan.js';

/**
 * The one way into JSON from outside (RFC 8259): strict UTF-8, bounded in octets, depth and number of values before
 * anything is parsed, and free of what two readers could read differently. One byte order mark is ignored, as section
 * 8.1 allows, because .NET peers write it; it is not part of the text.
 *
 * Numbers become IEEE doubles, as everywhere in JavaScript: `1.10` reads as `1.1`.
 * @param octets - the body as received
 * @throws PasserelleError PSR-1001 too large, PSR-1004 not UTF-8, PSR-1006 not JSON or an unpaired surrogate, PSR-1007
 * too deep, too many values or a number past the range of doubles, PSR-1008 a key given twice or a key of the prototype
 * chain, PSR-1010 empty
 */
export function parseFhirJson(octets: Uint8Array, limits: JsonLimits = defaultJsonLimits): Json {
  if (octets.length === 0) throw new PasserelleError('PSR-1010');
  if (octets.length > limits.bytes) throw new PasserelleError('PSR-1001', { limit: limits.bytes });
  if (!isUtf8(octets)) throw new PasserelleError('PSR-1004', { encoding: 'utf-8' });
  const body = withoutByteOrderMark(octets);
  const census = scanJson(body, limits);
  const value = parse(body);
  inspectJson(value, census);
  return value;
}

function withoutByteOrderMark(octets: Uint8Array): Buffer {
  const marked = octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf;
  const start = marked ? 3 : 0;
  return Buffer.from(octets.buffer, octets.byteOffset + start, octets.byteLength - start);
}

function parse(body: Buffer): Json {
  try {
    return JSON.parse(body.toString('utf8')) as Json;
  } catch {
    // The message of the engine quotes the text, which may be a patient's; it is not kept, not even as cause.
    throw new PasserelleError('PSR-1006');
  }
}
