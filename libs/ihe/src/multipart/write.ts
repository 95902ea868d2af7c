import { newId } from '@passerelle/kernel';
import { readContentId } from './content-id.js';

/** A message to be written. */
export interface RelatedOut {
  /** The XML of the root, in UTF-8, with an xop:Include for each part; see `addressOfId`. */
  readonly root: Uint8Array;
  /** Media type of the root before it was packed: `application/soap+xml`. */
  readonly rootType: string;
  /** SOAP action, where the message has one. */
  readonly action?: string;
  readonly parts: readonly PartOut[];
}

/** A part to be written. */
export interface PartOut {
  /** Without angle brackets; anything visible. `newContentId` makes one. */
  readonly contentId: string;
  readonly mediaType: string;
  readonly octets: Uint8Array;
}

/** A message as it goes out. */
export interface WrittenRelated {
  /** Content-Type of the HTTP message. */
  readonly contentType: string;
  /** The body, to be written one after the other; the octets of the parts are not copied. */
  readonly pieces: readonly Uint8Array[];
  /** Octets of the body together. */
  readonly length: number;
}

const rootId = 'root.message@passerelle.internal';

/** A Content-ID that nobody else makes (RFC 2392: of the form of a mail address). */
export function newContentId(): string {
  return `${newId()}@passerelle.internal`;
}

/**
 * Writes a message as MTOM (section 3.2) and the stacks of our peers do: the root first, binary parts, `type`, `start`
 * and `start-info` named.
 * @param boundary - where the same message has to get the same octets; otherwise left out
 * @throws TypeError for ids that are none or come twice, media types that would break their line, a boundary that stands in a part
 */
export function writeRelated(message: RelatedOut, boundary = `uuid:${newId()}`): WrittenRelated {
  const { root, rootType, action, parts } = message;
  const ids = [rootId, ...parts.map(({ contentId }) => contentId)];
  if (new Set(ids).size < ids.length || !ids.every((id) => readContentId(`<${id}>`) === id)) {
    throw new TypeError('A Content-ID is not one, or comes twice.');
  }
  if (![root, ...parts.map(({ octets }) => octets)].every((octets) => isFree(octets, boundary))) {
    throw new TypeError('The boundary stands in a part.');
  }
  const pieces: Uint8Array[] = [];
  const add = (contentId: string, mediaType: string, octets: Uint8Array): void => {
    const head = [
      `--${boundary}`,
      `Content-Type: ${line(mediaType)}`,
      'Content-Transfer-Encoding: binary',
      `Content-ID: <${contentId}>`,
      '',
      '',
    ];
    pieces.push(Buffer.from(`${pieces.length === 0 ? '' : '\r\n'}${head.join('\r\n')}`, 'latin1'), octets);
  };
  add(rootId, `application/xop+xml; charset=UTF-8; type=${quoted(rootType)}`, root);
  for (const { contentId, mediaType, octets } of parts) add(contentId, mediaType, octets);
  pieces.push(Buffer.from(`\r\n--${boundary}--\r\n`, 'latin1'));
  const parameters = {
    type: 'application/xop+xml',
    boundary,
    start: `<${rootId}>`,
    'start-info': rootType,
    ...(action === undefined ? {} : { action }),
  };
  const written = Object.entries(parameters).map(([name, value]) => `${name}=${quoted(value)}`);
  return {
    contentType: ['multipart/related', ...written].join('; '),
    pieces,
    length: pieces.reduce((sum, piece) => sum + piece.length, 0),
  };
}

function isFree(octets: Uint8Array, boundary: string): boolean {
  return !Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).includes(`--${boundary}`, 0, 'latin1');
}

/** RFC 2045: a quoted-string. */
function quoted(value: string): string {
  return `"${line(value).replace(/["\\]/g, '\\$&')}"`;
}

function line(value: string): string {
  if (!/^[ -~]+$/.test(value)) throw new TypeError('A header value is not one line of visible characters.');
  return value;
}
