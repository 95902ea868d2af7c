import { malformed, exceeds } from './faults.js';
import { readContentId } from './content-id.js';
import type { MultipartLimits } from './limits.js';
import { parseMediaType, type MediaType } from './media-type.js';

/** What the headers of a part say. */
export interface PartHead {
  /** Without angle brackets, otherwise as written. */
  readonly contentId: string | undefined;
  readonly mediaType: MediaType | undefined;
  /** All headers, by their names in lower case, unfolded. */
  readonly headers: ReadonlyMap<string, string>;
}

/** A part of a multipart message. */
export interface Part extends PartHead {
  /** Its octets as they were sent; they are never decoded. */
  readonly octets: Buffer;
}

/** RFC 2045 section 6.2: the encodings under which the octets are those that were meant. */
const plain: readonly string[] = ['binary', '8bit', '7bit'];

const field = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\r\n]*)$/;

/**
 * Reads the headers of one part.
 * @param block - the header lines without the blank line after them; empty where there are none
 * @throws PasserelleError PSR-1020, PSR-1021
 */
export function readPartHead(block: Buffer, limits: MultipartLimits): PartHead {
  const headers = new Map<string, string>();
  for (const line of linesOf(block)) {
    const [, name, value = ''] = field.exec(line) ?? [];
    if (name === undefined) throw malformed('a header line of a part is none');
    if (headers.size === limits.headers) throw exceeds(`${limits.headers} headers of a part`);
    // Of a header that comes twice one reader takes the first and another the last.
    if (headers.has(name.toLowerCase())) throw malformed('a header of a part comes twice');
    headers.set(name.toLowerCase(), value.trimEnd());
  }
  const encoding = headers.get('content-transfer-encoding');
  if (encoding !== undefined && !plain.includes(encoding.toLowerCase())) {
    throw malformed('a part has a transfer encoding other than binary, 8bit and 7bit');
  }
  return { headers, mediaType: mediaTypeOf(headers), contentId: contentIdOf(headers) };
}

function linesOf(block: Buffer): string[] {
  if (block.length === 0) return [];
  const text = block.toString('latin1');
  // eslint-disable-next-line no-control-regex -- control characters are what is looked for
  if (/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\r(?!\n)|(?<!\r)\n/.test(text)) {
    throw malformed('the headers of a part hold control characters');
  }
  return text.replace(/\r\n[ \t]+/g, ' ').split('\r\n');
}

function mediaTypeOf(headers: ReadonlyMap<string, string>): MediaType | undefined {
  const value = headers.get('content-type');
  if (value === undefined) return undefined;
  const mediaType = parseMediaType(value);
  if (mediaType === undefined) throw malformed('the Content-Type of a part is none');
  if (/^(?:multipart|message)\//.test(mediaType.essence)) throw malformed('a part is made of parts itself');
  return mediaType;
}

function contentIdOf(headers: ReadonlyMap<string, string>): string | undefined {
  const value = headers.get('content-id');
  if (value === undefined) return undefined;
  const id = readContentId(value);
  if (id === undefined) throw malformed('the Content-ID of a part is none');
  return id;
}
