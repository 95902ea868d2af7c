import { isAscii, isUtf8 } from 'node:buffer';
import { PasserelleError } from '@passerelle/kernel';
import { decodeIso8859, decodeWindows, decodeWindows1252 } from './single-byte.js';

type Decoder = (octets: Uint8Array) => string;

/** As the decoder of the platform reads it, in half the time: the octets are checked first and then copied at once. */
const utf8: Decoder = (octets) => {
  if (!isUtf8(octets)) throw new RangeError('octets that are not UTF-8');
  const marked = octets[0] === 0xef && octets[1] === 0xbb && octets[2] === 0xbf;
  return Buffer.from(octets.buffer, octets.byteOffset, octets.byteLength).toString('utf8', marked ? 3 : 0);
};
const utf16LittleEndian = unicode('utf-16le');
const utf16BigEndian = unicode('utf-16be');

// The encodings with one octet for a character that European languages are written in. ISO-8859-16 is not among them,
// because the platform cannot decode it.
const european = [2, 3, 4, 5, 7, 9, 10, 13, 14, 15].map((part) => `iso-8859-${part}`);
const windows = [1250, 1251, 1253, 1254, 1257].map((page) => `windows-${page}`);

// Only encodings that real clinical documents use. UTF-7 and the EBCDIC family are refused by not standing here:
// decoders that disagree about them are a known way around filters. What is declared and not meant: docs/dialects.md.
const byDeclaration: Readonly<Record<string, Decoder>> = {
  'utf-8': utf8,
  utf8,
  'us-ascii': ascii,
  // Not a registered name, but that of HL7's older schema files.
  ascii,
  'iso-8859-1': decodeWindows1252,
  'windows-1252': decodeWindows1252,
  ...Object.fromEntries(european.map((label) => [label, decodeIso8859(label)])),
  ...Object.fromEntries(windows.map((label) => [label, decodeWindows(label)])),
};

function ascii(octets: Uint8Array): string {
  if (!isAscii(octets)) throw new RangeError('an octet above 127');
  return utf8(octets);
}

interface ByteOrderMark {
  readonly octets: readonly number[];
  readonly decode: Decoder;
  /** Declarations that say the same as the mark. */
  readonly agreesWith: readonly string[];
}

const marks: readonly ByteOrderMark[] = [
  { octets: [0xef, 0xbb, 0xbf], decode: utf8, agreesWith: ['utf-8', 'utf8'] },
  { octets: [0xff, 0xfe], decode: utf16LittleEndian, agreesWith: ['utf-16', 'utf-16le'] },
  { octets: [0xfe, 0xff], decode: utf16BigEndian, agreesWith: ['utf-16', 'utf-16be'] },
];

/**
 * Decodes an XML entity by its byte order mark or its declaration (XML 1.0 section 4.3.3 and appendix F), strictly.
 * A mark and a declaration that contradict each other mean that two readers could read two documents, so they are
 * refused; so is UTF-16 without a mark.
 * @throws PasserelleError PSR-1004 with the encoding that was declared or found
 */
export function decodeXml(octets: Uint8Array): string {
  const mark = marks.find((each) => each.octets.every((octet, at) => octets[at] === octet));
  const declared = declaredEncoding(octets);
  const label = declared ?? mark?.agreesWith[0] ?? 'utf-8';
  const decode = mark === undefined ? lookUp(label) : mark.agreesWith.includes(label) ? mark.decode : undefined;
  if (decode === undefined) throw new PasserelleError('PSR-1004', { encoding: label.slice(0, 40) });
  try {
    return decode(octets);
  } catch (cause) {
    throw new PasserelleError('PSR-1004', { encoding: label.slice(0, 40) }, { cause });
  }
}

function lookUp(label: string): Decoder | undefined {
  return Object.hasOwn(byDeclaration, label) ? byDeclaration[label] : undefined;
}

function unicode(label: string): Decoder {
  // The decoder drops the mark of its own encoding and, being fatal, throws a TypeError on malformed octets.
  return (octets) => new TextDecoder(label, { fatal: true }).decode(octets);
}

/** XML 1.0 production 23, as far as the encoding declaration; white space before it would make it no declaration. */
const declaration =
  /^(?:ÿþ|þÿ|ï»¿)?<\?xml\s+version\s*=\s*(?:"[^"]*"|'[^']*')\s+encoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']/;

/**
 * The encoding of the XML declaration, lower case; undefined when there is none or the declaration is malformed, which
 * the parser then says. UTF-16 hides the declaration behind zero octets, so those are skipped.
 * @throws PasserelleError PSR-1004 when the declaration does not end within the octets looked at: white space must not
 * push an encoding out of sight
 */
function declaredEncoding(octets: Uint8Array): string | undefined {
  const head = Buffer.from(octets.subarray(0, 1024)).toString('latin1').replaceAll('\0', '');
  if (/^(?:ÿþ|þÿ|ï»¿)?<\?xml\s/.test(head) && octets.length > 1024 && !head.includes('?>')) {
    throw new PasserelleError('PSR-1004', { encoding: 'a declaration of more than 1024 octets' });
  }
  return declaration.exec(head)?.[1]?.toLowerCase();
}
