import { comparable, readContentId } from './content-id.js';
import { exceeds, malformed } from './faults.js';
import { GrowingOctets } from './growing.js';
import type { MultipartLimits } from './limits.js';
import { parseMediaType, type MediaType } from './media-type.js';
import { readPartHead, type Part, type PartHead } from './part.js';
import type { PartListener } from './scanner.js';

/** A multipart/related message (RFC 2387): a root that is read, and parts that it refers to. */
export interface RelatedMessage {
  /** The octets of the root part. */
  readonly root: Buffer;
  /** Its media type: `application/xop+xml` with `charset` and `type`. */
  readonly rootType: MediaType;
  /** What the message says of its root besides: the media type of the SOAP message (`start-info`). */
  readonly startInfo: string | undefined;
  /** `action` of the message's media type, where SOAP 1.2 carries its action. */
  readonly action: string | undefined;
  /** All other parts by their Content-ID without angle brackets, in their order. */
  readonly parts: ReadonlyMap<string, Part>;
}

/** The Content-Type of a multipart/related message, read. */
export interface RelatedType {
  readonly boundary: string;
  readonly type: string;
  readonly start: string | undefined;
  readonly startInfo: string | undefined;
  readonly action: string | undefined;
}

/** RFC 2046 section 5.1.1: what a boundary is made of; its last character is no space. */
const boundaryForm = /^[0-9A-Za-z'()+_,./:=? -]{0,69}[0-9A-Za-z'()+_,./:=?-]$/;
/** A Content-Type is a line of a few hundred characters. */
const longestType = 2_000;

/** Reads the Content-Type of a message. @throws PasserelleError PSR-1020, PSR-1021 */
export function readRelatedType(contentType: string): RelatedType {
  if (contentType.length > longestType) throw exceeds(`${longestType} characters of the Content-Type`);
  const mediaType = parseMediaType(contentType.trim());
  if (mediaType === undefined) throw malformed('its Content-Type is none');
  if (mediaType.essence !== 'multipart/related') throw malformed('it is not multipart/related');
  const { parameters } = mediaType;
  const boundary = parameters.get('boundary');
  if (boundary === undefined) throw malformed('its Content-Type names no boundary');
  if (!boundaryForm.test(boundary)) {
    throw malformed('its boundary is longer than 70 characters or has characters that none has');
  }
  const type = parameters.get('type');
  if (type === undefined) throw malformed('its Content-Type does not name the type of the root');
  const start = parameters.get('start');
  const startId = start === undefined ? undefined : readContentId(start);
  if (start !== undefined && startId === undefined) throw malformed('its start is no Content-ID');
  return {
    boundary,
    type: type.toLowerCase(),
    start: startId,
    startInfo: parameters.get('start-info'),
    action: parameters.get('action'),
  };
}

/** Gathers the parts that a scanner finds, refuses those that cannot be told apart, and tells which is the root. */
export class PartCollector implements PartListener {
  private readonly found: Part[] = [];
  private readonly ids = new Set<string>();
  private current: PartHead | undefined;
  private octets = new GrowingOctets();

  constructor(
    private readonly type: RelatedType,
    private readonly limits: MultipartLimits,
  ) {}

  head(block: Buffer): void {
    const head = readPartHead(block, this.limits);
    const { contentId } = head;
    if (contentId === undefined) {
      // Without `start` the first part is the root, which nothing needs to refer to.
      const isRoot = this.found.length === 0 && this.type.start === undefined;
      if (!isRoot) throw malformed('a part has no Content-ID');
    } else {
      if (this.ids.has(comparable(contentId))) throw malformed('two parts have the same Content-ID');
      this.ids.add(comparable(contentId));
    }
    this.current = head;
    this.octets = new GrowingOctets();
  }

  body(octets: Buffer): void {
    this.octets.add(octets);
  }

  end(): void {
    if (this.current !== undefined) this.found.push({ ...this.current, octets: this.octets.all() });
  }

  /** The message, once all parts were found. @throws PasserelleError PSR-1020 */
  message(): RelatedMessage {
    const { type, start, startInfo, action } = this.type;
    const root = start === undefined ? this.found[0] : this.found.find(({ contentId }) => contentId === start);
    if (root === undefined) throw malformed('no part is the one that its start names');
    const { mediaType } = root;
    if (mediaType === undefined || mediaType.essence !== essenceOf(type)) {
      throw malformed('the root is not of the type that the Content-Type names');
    }
    const inner = mediaType.parameters.get('type');
    if (inner !== undefined && startInfo !== undefined && essenceOf(inner) !== essenceOf(startInfo)) {
      throw malformed('the root is not of the type that start-info names');
    }
    const others = this.found.filter((part) => part !== root);
    return {
      root: root.octets,
      rootType: mediaType,
      startInfo,
      action,
      parts: new Map(others.map((part) => [part.contentId ?? '', part])),
    };
  }
}

/** `application/soap+xml` of `application/soap+xml; action="…"`. */
function essenceOf(type: string): string | undefined {
  return parseMediaType(type)?.essence;
}
