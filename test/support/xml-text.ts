import { attributesOf, escapeAttribute, escapeText, xsiType, type XmlElement } from '@passerelle/xml';

const xsi = 'http://www.w3.org/2001/XMLSchema-instance';
const xsiKey = `{${xsi}}`;
const prefixes: Readonly<Record<string, string>> = {
  'urn:hl7-org:v3': 'h',
  'urn:hl7-org:pharm': 'p',
  'urn:epsos-org:ep:medication': 'e',
  'urn:other': 'o',
  'http://www.w3.org/XML/1998/namespace': 'xml',
};

/**
 * Text of a plain tree, every name with a prefix. The types of `xsi:type` get the prefix of the namespace that their names
 * belong to, as the tree has lost those that they had.
 */
export function textOfPlainTree(root: XmlElement): string {
  const declarations = Object.entries(prefixes)
    .filter(([, prefix]) => prefix !== 'xml')
    .map(([uri, prefix]) => ` xmlns:${prefix}="${uri}"`);
  return write(root, `${declarations.join('')} xmlns:xsi="${xsi}"`);
}

function write(element: XmlElement, declarations = ''): string {
  const { uri, local, children } = element;
  const prefix = uri === '' ? '' : `${prefixes[uri] ?? 'o'}:`;
  const written = attributesOf(element).map(
    ([key, value]) => ` ${attributeName(key)}="${escapeAttribute(key === xsiType ? typeName(value, uri) : value)}"`,
  );
  const inner = children.map((node) => (typeof node === 'string' ? escapeText(node) : write(node))).join('');
  return `<${prefix}${local}${declarations}${written.join('')}>${inner}</${prefix}${local}>`;
}

function attributeName(key: string): string {
  if (key.startsWith(xsiKey)) return `xsi:${key.slice(xsiKey.length)}`;
  const [, uri, local] = /^\{([^}]*)\}(.*)$/.exec(key) ?? [];
  return uri === undefined ? key : `${prefixes[uri] ?? 'o'}:${local}`;
}

function typeName(value: string, uri: string): string {
  const local = value.slice(value.indexOf(':') + 1);
  if (local.startsWith('COCT_MT230100UV01.')) return `p:${local}`;
  // In the extension of epSOS the data types are in its own namespace.
  return uri === 'urn:epsos-org:ep:medication' || local.startsWith('COCT_MT') ? `e:${local}` : `h:${local}`;
}
