/** The XML door: guard and scanner, against libxml2 on the same text, and against our canonical octets read again. */
import { guardXml, parseXml } from '@passerelle/xml';
import { canonicalOctets } from '@passerelle/xml/canonical';
import { parseXmlSource } from '@passerelle/xml/source';
import { XmlDocument, ParseOption } from 'libxml2-wasm';
import { answered, demand } from '../support/refusals.mjs';
import { corpus, fixtures } from '../support/seeds.mjs';

export const dictionary = 'xml';

export const seeds = () => [
  ...fixtures('.xml'),
  ...corpus('security/payloads', '.xml'),
  ...corpus('security/xmldsig', '.xml'),
  Buffer.from('\ufeff<a xmlns:p="urn:p"><p:b p:c="&#xA;d"/><![CDATA[e]]><!--f--><?g h?></a>', 'utf16le'),
  Buffer.from('<?xml version="1.0" encoding="windows-1252"?><a b=\'\x80\'>\x92</a>', 'latin1'),
];

const { XML_PARSE_NO_XXE, XML_PARSE_NONET, XML_PARSE_IGNORE_ENC, XML_PARSE_SKIP_IDS } = ParseOption;
const option = XML_PARSE_NO_XXE | XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_SKIP_IDS;

export function fuzz(data) {
  const octets = Buffer.from(data);
  const tree = answered(() => parseXml(octets));
  if (tree === undefined) return;
  isTree(tree, 0);
  const text = guardXml(octets);
  // The binding of libxml2 drops a byte order mark at the start of any text.
  if (text.includes('\ufeff')) return;
  const foreign = XmlDocument.fromString(text, { option });
  try {
    demand(foreign.root.content === contentOf(tree), 'the text of the document is another for libxml2');
    demand(foreign.find('//*').length === countOf(tree), 'libxml2 counts other elements');
    demand(foreign.find('//@*').length === attributesOf(tree), 'libxml2 counts other attributes');
  } finally {
    foreign.dispose();
  }
  const canonical = answered(() => canonicalOctets({ document: parseXmlSource(octets) }, { exclusive: true }));
  if (canonical === undefined) return;
  demand(
    JSON.stringify(joined(parseXml(canonical))) === JSON.stringify(joined(tree)),
    'canonical octets read as another',
  );
}

function isTree(element, depth) {
  demand(depth < 128, 'deeper than the limit');
  demand(typeof element.local === 'string' && element.local !== '' && typeof element.uri === 'string', 'no name');
  demand(element.attributes.length % 2 === 0 && element.attributes.length <= 512, 'attributes that are no pairs');
  for (const child of element.children) if (typeof child !== 'string') isTree(child, depth + 1);
}

function contentOf(element) {
  return element.children.map((child) => (typeof child === 'string' ? child : contentOf(child))).join('');
}

function countOf(element) {
  return element.children.reduce((sum, child) => (typeof child === 'string' ? sum : sum + countOf(child)), 1);
}

function attributesOf(element) {
  return element.children.reduce(
    (sum, child) => (typeof child === 'string' ? sum : sum + attributesOf(child)),
    element.attributes.length / 2,
  );
}

/** Neighbouring texts joined, attributes in the order of their names. */
function joined({ uri, local, attributes, children }) {
  const pairs = Array.from({ length: attributes.length / 2 }, (_, at) =>
    attributes.slice(2 * at, 2 * at + 2).join('\0'),
  );
  const inside = [];
  for (const child of children) {
    if (typeof child !== 'string') inside.push(joined(child));
    else if (typeof inside.at(-1) === 'string') inside.push(inside.pop() + child);
    else if (child !== '') inside.push(child);
  }
  return [uri, local, pairs.sort(), inside];
}
