import type * as Libxml2 from 'libxml2-wasm';
import { PasserelleError } from '@passerelle/kernel';
import { guardXml, guardXmlText } from '../guard/decode.js';
import { defaultXmlLimits, type XmlLimits } from '../guard/limits.js';
import { admitToLibxml2 } from '../tree/parse.js';

/** The module of libxml2, as far as the house uses it. */
export type Libxml2Module = typeof Libxml2;

let loading: Promise<Libxml2Module> | undefined;

/** Loads libxml2 when it is first needed: compiling its WebAssembly costs some 40 ms, which most processes never need. */
export function loadLibxml2(): Promise<Libxml2Module> {
  loading ??= import('libxml2-wasm');
  return loading;
}

/**
 * Parses guarded XML with libxml2, after our own scanner has found it well-formed and within the limits, and hands the document to a function; its memory lies outside the reach of the
 * garbage collector and is freed afterwards in any case. The parser has no file system and no network: no input
 * provider is ever registered, external entities are off, and a DOCTYPE does not come this far.
 * @param source - octets as received, or text that was decoded already
 * @throws PasserelleError as the guard throws, PSR-1005 beyond a limit, and PSR-1002 with line and column when one of the
 * parsers refuses the document
 */
export async function withLibxml2Document<T>(
  source: Uint8Array | string,
  use: (document: Libxml2.XmlDocument, libxml2: Libxml2Module) => T,
  limits: XmlLimits = defaultXmlLimits,
): Promise<T> {
  const text = typeof source === 'string' ? guardXmlText(source, limits) : guardXml(source, limits);
  admitToLibxml2(text, limits);
  const libxml2 = await loadLibxml2();
  const { XML_PARSE_NO_XXE, XML_PARSE_NONET, XML_PARSE_IGNORE_ENC, XML_PARSE_SKIP_IDS } = libxml2.ParseOption;
  // The text is UTF-8 when it reaches libxml2, whatever its declaration said before it was decoded.
  const option = XML_PARSE_NO_XXE | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_SKIP_IDS;
  const document = parse(text, option, libxml2);
  try {
    // The guard has refused any DOCTYPE; that libxml2 found none either is what proves the two agree.
    if (document.dtd !== null) throw new PasserelleError('PSR-1003');
    return use(document, libxml2);
  } finally {
    document.dispose();
  }
}

function parse(text: string, option: number, libxml2: Libxml2Module): Libxml2.XmlDocument {
  try {
    return libxml2.XmlDocument.fromString(text, { option });
  } catch (cause) {
    if (!(cause instanceof libxml2.XmlParseError)) throw cause;
    const [detail] = cause.details;
    throw new PasserelleError('PSR-1002', { line: detail?.line ?? 0, column: detail?.col ?? 0 }, { cause });
  }
}
