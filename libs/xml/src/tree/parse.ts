import { PasserelleError } from '@passerelle/kernel';
import { SaxesParser } from 'saxes';
import { guardXml } from '../guard/decode.js';
import { defaultXmlLimits, type XmlLimits } from '../guard/limits.js';
import type { XmlElement, XmlNode } from './element.js';

interface Building {
  uri: string;
  local: string;
  attributes: Record<string, string>;
  children: XmlNode[];
}

/**
 * The one way into XML: guards the octets and builds the plain tree in one pass of saxes, with the limits in its
 * handlers. Entity references other than the five of XML cannot occur, because nothing can declare them.
 * @param octets - the document as it came
 * @throws PasserelleError PSR-1001 to PSR-1005 and PSR-1010
 */
export function parseXml(octets: Uint8Array, limits: XmlLimits = defaultXmlLimits): XmlElement {
  return parseGuarded(guardXml(octets, limits), limits);
}

function parseGuarded(text: string, limits: XmlLimits): XmlElement {
  // A document of XML 1.1 is read by the rules of 1.0 (XML 1.0 section 2.8), which allow fewer control characters:
  // libxml2 knows no 1.1, and two parsers must not read two documents.
  const parser = new SaxesParser({ xmlns: true, defaultXMLVersion: '1.0', forceXMLVersion: true });
  const open: Building[] = [];
  let root: Building | undefined;
  let elements = 0;
  let attributesOfTag = 0;

  // Not more than six handlers: with a seventh, V8 keeps the properties of the parser in a dictionary, and parsing takes
  // four times as long. A DOCTYPE therefore has no handler; the guard has refused it.

  // Counted one by one: a tag of a million attributes must not be read to its end first.
  parser.on('attribute', () => {
    if (++attributesOfTag > limits.attributes) throw new PasserelleError('PSR-1005', { limit: 'attributes' });
  });
  parser.on('opentag', (tag) => {
    if (open.length >= limits.depth) throw new PasserelleError('PSR-1005', { limit: 'depth' });
    if (++elements > limits.elements) throw new PasserelleError('PSR-1005', { limit: 'elements' });
    attributesOfTag = 0;
    const attributes: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const name in tag.attributes) {
      const { uri, local, prefix, value } = tag.attributes[name]!;
      if (prefix === 'xmlns' || name === 'xmlns') continue;
      attributes[uri === '' ? local : `{${uri}}${local}`] = value;
    }
    const element: Building = { uri: tag.uri, local: tag.local, attributes, children: [] };
    const parent = open.at(-1);
    if (parent === undefined) root = element;
    else parent.children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => {
    open.pop();
  });
  // White space between elements stays: mixed content (narrative) needs it, and dropping it would cost a test a node.
  const keep = (data: string): void => {
    open.at(-1)?.children.push(data);
  };
  parser.on('text', keep);
  parser.on('cdata', keep);
  parser.on('error', (cause) => {
    throw new PasserelleError('PSR-1002', { line: parser.line, column: parser.column }, { cause });
  });

  parser.write(text).close();
  if (root === undefined) throw new PasserelleError('PSR-1002', { line: parser.line, column: parser.column });
  return root;
}
