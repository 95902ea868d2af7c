import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import { children, foldSpace, writtenAttribute, type XmlElement } from '@passerelle/xml';
import { idsOfAddress } from './content-id.js';
import type { Part } from './part.js';
import type { RelatedMessage } from './related.js';

const xop = 'http://www.w3.org/2004/08/xop/include';

/**
 * Finds the part behind each xop:Include of the root (XOP 1.0 section 3.2). Each part is referred to exactly once, by its
 * `cid:` address and nothing else: what nothing refers to may be put beside a signed message, and what two places refer
 * to could be read under either.
 * @param root - the parsed root part
 * @returns for each element whose content is binary, the part it stands for; PSR-1022
 */
export function resolveIncludes(
  root: XmlElement,
  { parts }: Pick<RelatedMessage, 'parts'>,
): Result<ReadonlyMap<XmlElement, Part>> {
  const resolved = new Map<XmlElement, Part>();
  const used = new Set<Part>();
  if (isInclude(root)) return refused('an xop:Include stands in no element');
  const waiting: XmlElement[] = [root];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    const inside = children(element);
    const include = inside.find(isInclude);
    if (include === undefined) {
      waiting.push(...inside);
      continue;
    }
    const fault = faultOf(element, include);
    if (fault !== undefined) return refused(fault);
    const part = partOf(include, parts);
    if (typeof part === 'string') return refused(part);
    if (used.has(part)) return refused('two references name the same part');
    used.add(part);
    resolved.set(element, part);
  }
  if (used.size < parts.size) return refused('no reference names a part that came');
  return ok(resolved);
}

function isInclude({ uri, local }: XmlElement): boolean {
  return uri === xop && local === 'Include';
}

/** What is wrong with where an xop:Include stands, or with what stands in it. */
function faultOf(parent: XmlElement, include: XmlElement): string | undefined {
  const besides = parent.children.filter((node) => node !== include);
  // White space means nothing in base64Binary, and a message that was indented has some.
  if (!besides.every(isBlank)) return 'an xop:Include is not alone in its element';
  if (!include.children.every(isBlank)) return 'an xop:Include has content';
  const { attributes } = include;
  return attributes.length === 2 && attributes[0] === 'href' ? undefined : 'an xop:Include has not href alone';
}

function isBlank(node: XmlElement | string): boolean {
  return typeof node === 'string' && foldSpace(node) === '';
}

/** The part that a reference names, or why there is none. */
function partOf(include: XmlElement, parts: ReadonlyMap<string, Part>): Part | string {
  const ids = idsOfAddress(writtenAttribute(include, 'href') ?? '');
  if (ids === undefined) return 'a reference is no cid: address';
  const named = [...ids].map((id) => parts.get(id)).filter((part) => part !== undefined);
  const [part, another] = named;
  if (part === undefined) return 'a reference names no part that came';
  return another === undefined ? part : 'a reference can be read as the names of two parts';
}

function refused(reason: string): Result<never> {
  return failed(new PasserelleError('PSR-1022', { reason }));
}
