import { PasserelleError } from '@passerelle/kernel';
import { SaxesParser } from 'saxes';
import { guardXml } from '../guard/decode.js';
import { defaultXmlLimits, type XmlLimits } from '../guard/limits.js';
import type { XmlElement, XmlNode } from './element.js';
import { NamespaceFault, NamespaceScope } from './namespaces.js';

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
  // libxml2 knows no 1.1, and two parsers must not read two documents. Namespaces are resolved here and not by saxes,
  // which makes an object of every attribute for it.
  const parser = new SaxesParser({ xmlns: false, defaultXMLVersion: '1.0', forceXMLVersion: true });
  const open: Building[] = [];
  const scopes: NamespaceScope[] = [NamespaceScope.outermost()];
  let root: Building | undefined;
  let elements = 0;
  let attributesOfTag = 0;
  const malformed = (cause: unknown): PasserelleError =>
    new PasserelleError('PSR-1002', { line: parser.line, column: parser.column }, { cause });

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
    const scope = scopeInside(scopes[scopes.length - 1]!, tag.attributes);
    const { uri, local } = scope.element(tag.name);
    const element: Building = { uri, local, attributes: readAttributes(tag.attributes, scope), children: [] };
    const parent = open[open.length - 1];
    if (parent === undefined) root = element;
    else parent.children.push(element);
    open.push(element);
    scopes.push(scope);
  });
  parser.on('closetag', () => {
    open.pop();
    scopes.pop();
  });
  // White space between elements stays: mixed content (narrative) needs it, and dropping it would cost a test a node.
  const keep = (data: string): void => {
    open[open.length - 1]?.children.push(data);
  };
  parser.on('text', keep);
  parser.on('cdata', keep);
  parser.on('error', (cause) => {
    throw malformed(cause);
  });

  try {
    parser.write(text).close();
  } catch (caught) {
    throw caught instanceof NamespaceFault ? malformed(caught) : caught;
  }
  if (root === undefined) throw malformed(undefined);
  return root;
}

type TagAttributes = Readonly<Record<string, string>>;

/** The scope of a tag: the one around it unless it declares namespaces. */
function scopeInside(around: NamespaceScope, attributes: TagAttributes): NamespaceScope {
  let declarations: Record<string, string> | undefined;
  for (const name in attributes) {
    if (!isDeclaration(name)) continue;
    declarations ??= {};
    declarations[name.slice('xmlns:'.length)] = attributes[name]!;
  }
  return declarations === undefined ? around : around.with(declarations);
}

/**
 * Makes objects that inherit nothing: their prototype is empty and has none itself, so that no name of an attribute means
 * anything but the attribute. `Object.create(null)` gives that too, but V8 keeps such objects as dictionaries, whose
 * keys take eight times as long to go through.
 */
const Attributes = function Attributes() {
  // Nothing is made here but the object.
} as unknown as new () => object;
Attributes.prototype = Object.freeze(Object.create(null));

/** @throws NamespaceFault for two attributes that are one by their namespaces (Namespaces in XML 1.0 section 6.3) */
function readAttributes(attributes: TagAttributes, scope: NamespaceScope): Record<string, string> {
  const read = new Attributes() as Record<string, string>;
  for (const name in attributes) {
    if (isDeclaration(name)) continue;
    const key = scope.attribute(name);
    if (key in read) throw new NamespaceFault();
    read[key] = attributes[name]!;
  }
  return read;
}

function isDeclaration(name: string): boolean {
  return name.startsWith('xmlns') && (name.length === 5 || name.charCodeAt(5) === colonCode);
}

const colonCode = 0x3a;
