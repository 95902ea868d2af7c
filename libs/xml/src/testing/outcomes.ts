import { PasserelleError } from '@passerelle/kernel';
import { guardXml } from '../guard/decode.js';
import { attributesOf, type XmlElement } from '../tree/element.js';
import { parseXml } from '../tree/parse.js';
import { libxml2Tree } from './libxml2-tree.js';
import { saxesTree, type ForeignTree } from './saxes-tree.js';

/** What a parser makes of octets. A refusal has no reason here: each parser words its own. */
export type Outcome = { readonly tree: ForeignTree } | 'refused';

/** What our door makes of octets: the tree in the oracles' shape, or the code. */
export function ourOutcome(octets: Uint8Array): { readonly tree: ForeignTree } | { readonly code: string } {
  try {
    return { tree: shaped(parseXml(octets)) };
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
    return { code: error.code };
  }
}

/** What saxes makes of octets behind our door. */
export function saxesOutcome(octets: Uint8Array): Outcome {
  try {
    return { tree: saxesTree(octets) };
  } catch {
    return 'refused';
  }
}

/** What libxml2 makes of octets that it decodes itself. */
export async function libxml2Outcome(octets: Uint8Array): Promise<Outcome> {
  return libxml2Tree(octets).then(
    (tree) => ({ tree }),
    () => 'refused',
  );
}

/** What libxml2 makes of the text that our door decodes, as the canonicaliser gives it to it. */
export async function libxml2OutcomeBehindDoor(octets: Uint8Array): Promise<Outcome> {
  let text: string;
  try {
    text = guardXml(octets);
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
    return 'refused';
  }
  return libxml2Tree(text).then(
    (tree) => ({ tree }),
    () => 'refused',
  );
}

function shaped(node: XmlElement): ForeignTree {
  const children: (ForeignTree | string)[] = [];
  for (const each of node.children) {
    const last = children.at(-1);
    if (typeof each !== 'string') children.push(shaped(each));
    else if (typeof last === 'string') children[children.length - 1] = last + each;
    else if (each !== '') children.push(each);
  }
  return [node.uri, node.local, attributesOf(node), children];
}
