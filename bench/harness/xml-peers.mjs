import { ParseOption, XmlDocument } from 'libxml2-wasm';
import { SaxesParser } from 'saxes';

const { XML_PARSE_NO_XXE, XML_PARSE_NONET, XML_PARSE_SKIP_IDS } = ParseOption;
const option = XML_PARSE_NO_XXE | XML_PARSE_NONET | XML_PARSE_SKIP_IDS;

/** Ways of reading octets of XML that were not written here, each to the tree that a reader of ours would need. */
export const xmlPeers = [
  { name: 'saxes, building a tree', read: saxesTree },
  { name: 'libxml2-wasm, parsing only', read: (octets) => XmlDocument.fromBuffer(octets, { option }).dispose() },
  { name: 'fast-xml-parser, preserveOrder', read: await fastXmlParser() },
];

function saxesTree(octets) {
  const parser = new SaxesParser({ xmlns: true });
  const open = [{ children: [] }];
  parser.on('error', (cause) => {
    throw cause;
  });
  parser.on('doctype', () => {
    throw new Error('a document type declaration');
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const element = {
      uri,
      local,
      attributes: Object.values(attributes).map(({ name, value }) => [name, value]),
      children: [],
    };
    open.at(-1).children.push(element);
    open.push(element);
  });
  parser.on('closetag', () => open.pop());
  parser.on('text', (text) => open.at(-1).children.push(text));
  parser.on('cdata', (text) => open.at(-1).children.push(text));
  parser.write(Buffer.from(octets).toString('utf8')).close();
  return open[0].children.at(-1);
}

/** It comes with a peer of other benchmarks, and is strict about nothing; its speed is what is asked here. */
async function fastXmlParser() {
  const { XMLParser } = await import('fast-xml-parser');
  const parser = new XMLParser({ preserveOrder: true, ignoreAttributes: false, processEntities: false });
  return (octets) => parser.parse(Buffer.from(octets).toString('utf8'));
}
