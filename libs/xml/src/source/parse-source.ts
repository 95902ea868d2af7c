import { guardXml, guardXmlText } from '../guard/decode.js';
import { defaultXmlLimits, type XmlLimits } from '../guard/limits.js';
import { parseGuarded } from '../tree/parse.js';
import type { DocumentSource } from './document-source.js';
import { SourceRecorder } from './source-recorder.js';

/**
 * Reads a document as {@link parseXml} does, through the same guard and by the same scan, and keeps what the plain tree
 * leaves out: prefixes, namespace declarations, comments and instructions.
 * @param source - octets as received, or text that was decoded already
 * @throws PasserelleError PSR-1001 to PSR-1005 and PSR-1010
 */
export function parseXmlSource(source: Uint8Array | string, limits: XmlLimits = defaultXmlLimits): DocumentSource {
  const guarded = typeof source === 'string' ? guardXmlText(source, limits) : guardXml(source, limits);
  let recorder: SourceRecorder | undefined;
  parseGuarded(guarded, limits, (text) => (recorder = new SourceRecorder(text)));
  return recorder!.document();
}
