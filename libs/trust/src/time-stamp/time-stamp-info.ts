import { derMembers, type DerValue } from '../certificates/der-values.js';
import { tags, typeOf } from './der-tags.js';
import { requireToken } from './refusal.js';
import { inside, readAlgorithm, type AlgorithmIdentifier } from './signed-data.js';

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
 * @param octets - the content of a token, DER
 * @throws PasserelleError PSR-3020 for another form or version, or with a critical extension
 */
export function readTimeStampInfo(octets: Buffer): TimeStampInfo {
  const members = derMembers(octets);
  requireToken(members !== undefined && octets[0] === tags.sequence, 'TSTInfo is no DER');
  const [version, policy, imprint, serial, time, ...optional] = members;
  requireToken(version?.tag === tags.integer && version.content.equals(Buffer.of(1)), 'TSTInfo has another version');
  requireToken(typeOf(policy) !== undefined && serial?.tag === tags.integer, 'TSTInfo has no policy or serial number');
  const [algorithm, digest] = inside(imprint, tags.sequence);
  requireToken(digest?.tag === tags.octetString, 'TSTInfo has no imprint');

  const next = (tag: number): DerValue | undefined => (optional[0]?.tag === tag ? optional.shift() : undefined);
  const accuracy = next(tags.sequence);
  next(tags.boolean);
  const nonce = next(tags.integer);
  next(tags.context0);
  const extensions = next(tags.context1);
  requireToken(optional.length === 0, 'TSTInfo holds more than RFC 3161 knows');
  // Extensions ::= SEQUENCE of SEQUENCE { extnID, critical, extnValue }: what is critical must be understood.
  for (const extension of extensions === undefined ? [] : inside(extensions, tags.context1)) {
    const critical = inside(extension, tags.sequence).some(
      (each) => each.tag === tags.boolean && each.content[0] !== 0,
    );
    requireToken(!critical, 'TSTInfo has a critical extension');
  }
  return {
    imprint: { algorithm: readAlgorithm(algorithm), digest: digest.content },
    time: readTime(time),
    accuracy: accuracy && readAccuracy(accuracy),
    nonce: nonce?.content,
  };
}

/** GeneralizedTime in UTC, seconds there, a fraction without trailing zeros (section 2.4.2). */
function readTime(value: DerValue | undefined): Date {
  const text = value?.tag === tags.generalizedTime ? value.content.toString('latin1') : '';
  const [, year, month, day, hour, minute, second, fraction = ''] =
    /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(text) ?? [];
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const time = new Date(`${written}${fraction.slice(0, 4)}Z`);
  // A month of 31 days that has 30 would silently become the first of the next.
  const exists = !Number.isNaN(time.getTime()) && time.toISOString().startsWith(written);
  requireToken(exists, 'genTime is no time in UTC');
  return time;
}

/** Accuracy ::= SEQUENCE { seconds INTEGER, millis [0] 1..999, micros [1] 1..999 }, each optional. */
function readAccuracy(accuracy: DerValue): number {
  let milliseconds = 0;
  for (const { tag, content } of inside(accuracy, tags.sequence)) {
    const scale = { [tags.integer]: 1000, 0x80: 1, 0x81: 0.001 }[tag];
    const positive = content.length > 0 && content.length <= 4 && content[0]! < 0x80;
    requireToken(scale !== undefined && positive, 'the accuracy is none');
    milliseconds += content.readUIntBE(0, content.length) * scale;
  }
  return Math.ceil(milliseconds);
}
