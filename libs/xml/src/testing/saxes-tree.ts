import { SaxesParser } from 'saxes';
import { defaultXmlLimits } from '../guard/limits.js';
import { guardXml } from '../guard/decode.js';

/** An element as a parser not written here builds it: namespace, local name, attributes in order, children. */
export type ForeignTree = readonly [
  uri: string,
  local: string,
  attributes: readonly (readonly [string, string])[],
  children: readonly (ForeignTree | string)[],
];

interface Building {
  readonly uri: string;
  readonly local: string;
  readonly attributes: readonly (readonly [string, string])[];
  readonly children: (ForeignTree | string)[];
}

/**
 * The tree of a document as saxes reads it, texts that stand beside each other joined. It is the oracle of our own
 * scanner; its text is guarded by the same door.
 * @throws Error for what is not well-formed
 */
export function saxesTree(octets: Uint8Array): ForeignTree {
  // XML 1.1 is read by the rules of 1.0, as our door says.
  const parser = new SaxesParser({ xmlns: true, defaultXMLVersion: '1.0', forceXMLVersion: true });
  const open: Building[] = [];
  let root: ForeignTree | undefined;
  parser.on('error', (cause) => {
    throw cause;
  });
  parser.on('opentag', ({ uri, local, attributes }) => {
    const kept = Object.values(attributes).filter((each) => each.uri !== 'http://www.w3.org/2000/xmlns/');
    open.push({
      uri,
      local,
      attributes: kept.map((each) => [each.uri === '' ? each.local : `{${each.uri}}${each.local}`, each.value]),
      children: [],
    });
  });
  parser.on('closetag', () => {
    const { uri, local, attributes, children } = open.pop()!;
    const closed: ForeignTree = [uri, local, attributes, children];
    const parent = open.at(-1);
    if (parent === undefined) root = closed;
    else parent.children.push(closed);
  });
  const keep = (data: string): void => {
    const children = open.at(-1)?.children;
    const last = children?.at(-1);
    if (children === undefined || data === '') return;
    if (typeof last === 'string') children[children.length - 1] = last + data;
    else children.push(data);
  };
  parser.on('text', keep);
  parser.on('cdata', keep);
  parser.write(guardXml(octets, defaultXmlLimits)).close();
  if (root === undefined) throw new Error('no root');
  return root;
}
