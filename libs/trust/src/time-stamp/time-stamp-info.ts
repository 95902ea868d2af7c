import { booleanOf, integerOctets, oidOf, smallNumber } from '../certificates/der/der-primitives.js';
import { contextTag, derOf, DerWalk, tags, type DerNode } from '../certificates/der/strict-der.js';
import { readExtensions } from '../certificates/fields/extensions.js';
import { readAlgorithm, type AlgorithmIdentifier } from '../certificates/fields/x509-fields.js';
import { readingToken, requireToken } from './reading.js';

/** TSTInfo (RFC 3161 section 2.4.2): what the authority states. */
export interface TimeStampInfo {
  readonly imprint: { readonly algorithm: AlgorithmIdentifier; readonly digest: Buffer };
  /** genTime, in whole milliseconds. */
  readonly time: Date;
  /** How far from the truth the time may be, in milliseconds; undefined when the authority does not say. */
  readonly accuracy: number | undefined;
  /** The INTEGER of the request, big-endian as it stands. */
  readonly nonce: Buffer | undefined;
}

/**
 * Reads it.
 * @param octets - the content of a token
 * @throws PasserelleError PSR-3020 for another form or version, or with a critical extension
 */
export function readTimeStampInfo(octets: Buffer): TimeStampInfo {
  return readingToken(() => {
    const info = new DerWalk(derOf(octets, tags.sequence).content);
    requireToken(smallNumber(info.next(tags.integer)) === 1, 'TSTInfo has another version');
    oidOf(info.next());
    const imprint = info.into();
    const algorithm = readAlgorithm(imprint.next());
    const digest = imprint.next(tags.octetString).content;
    imprint.end();
    integerOctets(info.next(tags.integer));
    const time = readTime(info.next(tags.generalizedTime));
    const accuracy = info.optional(tags.sequence);
    const ordering = info.optional(tags.boolean);
    if (ordering) booleanOf(ordering);
    const nonce = info.optional(tags.integer);
    info.optional(contextTag(0));
    const extensions = info.optional(contextTag(1));
    info.end();
    if (extensions) refuseCritical(extensions);
    return {
      imprint: { algorithm, digest },
      time,
      accuracy: accuracy && readAccuracy(accuracy),
      nonce: nonce && integerOctets(nonce),
    };
  });
}

/** What is critical must be understood, and none is. They stand under the tag `[1]` in place of that of a SEQUENCE. */
function refuseCritical({ tag, content, octets }: DerNode): void {
  const retagged = Buffer.concat([Buffer.of(tags.sequence), octets.subarray(1)]);
  const extensions = readExtensions({ tag, content, octets: retagged });
  requireToken(![...extensions.values()].some(({ critical }) => critical), 'TSTInfo has a critical extension');
}

/** GeneralizedTime in UTC, seconds there, a fraction without trailing zeros (section 2.4.2). */
function readTime({ content }: DerNode): Date {
  const [, year, month, day, hour, minute, second, fraction = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(content.toString('latin1')) ?? [];
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = new Date(`${written}${fraction.slice(0, 4)}Z`);
  // A month of 31 days that has 30 would silently become the first of the next.
  const exists = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(written);
  requireToken(exists, 'genTime is no time in UTC');
  return time;
}

/** Accuracy ::= SEQUENCE { seconds INTEGER, millis [0] 1..999, micros [1] 1..999 }, each optional. */
function readAccuracy(accuracy: DerNode): number {
  const walk = new DerWalk(accuracy.content);
  const part = (tag: number): number => {
    const node = walk.optional(tag);
    return node === undefined ? 0 : smallNumber(node);
  };
  const seconds = part(tags.integer);
  const millis = part(contextTag(0, 'primitive'));
  const micros = part(contextTag(1, 'primitive'));
  walk.end();
  return seconds * 1000 + millis + Math.ceil(micros / 1000);
}
