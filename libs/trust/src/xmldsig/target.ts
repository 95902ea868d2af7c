import { PasserelleError } from '@passerelle/kernel';
import type { ElementSource } from '@passerelle/xml/source';
import { requireForm } from '../seals/refusal.js';
import type { DetachedObject } from '../verification/context.js';
import { printable } from './algorithms.js';
import type { Reference } from './reference.js';
import type { SignedDocument } from './signed-document.js';

/** What a reference leads to: exactly one thing. */
export type Target =
  /** The document that the signature stands in; without `apex` the whole of it. */
  | { readonly kind: 'part'; readonly apex: ElementSource | undefined; readonly withComments: boolean }
  | { readonly kind: 'detached'; readonly object: DetachedObject };

/**
 * Finds what a reference leads to (XML Signature 1.1 section 4.4.3.2 and 4.4.3.3). Only what was handed in is looked at;
 * nothing is ever fetched.
 * - empty URI and `#xpointer(/)`: the document; the second keeps its comments
 * - `#id` and `#xpointer(id('id'))`: the one element with that identifier
 * - any other URI, or none: a document beside it, by its exact name, its decoded name, or, where one reference and one
 *   document are left to each other, that document whatever it is called, as EU DSS does
 * @throws PasserelleError PSR-3004 when the URI is malformed or its identifier not unique, PSR-3013 when nothing in the
 * document has it, PSR-3017 when no document beside it does
 */
export function targetOf(
  reference: Reference,
  document: SignedDocument,
  detached: readonly DetachedObject[],
  isOnlyOutside: boolean,
): Target {
  const { uri } = reference;
  if (uri === '') return { kind: 'part', apex: undefined, withComments: false };
  if (uri?.startsWith('#') === true) return inside(uri.slice(1), document);
  const named = uri === undefined ? undefined : byName(uri, detached);
  const object = named ?? (isOnlyOutside && detached.length === 1 ? detached[0] : undefined);
  if (object === undefined) throw new PasserelleError('PSR-3017');
  return { kind: 'detached', object };
}

/** Whether a reference leads out of the document. */
export function leadsOutside({ uri }: Reference): boolean {
  return uri === undefined || (uri !== '' && !uri.startsWith('#'));
}

function inside(fragment: string, document: SignedDocument): Target {
  if (fragment === 'xpointer(/)') return { kind: 'part', apex: undefined, withComments: true };
  const [, quote, pointed] = /^xpointer\(id\((['"])([^'"]+)\1\)\)$/.exec(fragment) ?? [];
  const id = pointed ?? fragment;
  requireForm(
    quote !== undefined || !/[()'"\s]/.test(id),
    'a reference is neither an Id nor an xpointer that is known',
  );
  requireForm(id !== '', 'a reference has no Id');
  const apex = document.identifiers.find(id);
  if (apex === undefined) throw new PasserelleError('PSR-3013', { reason: `no element has the Id ${printable(id)}` });
  return { kind: 'part', apex, withComments: quote !== undefined };
}

function byName(uri: string, detached: readonly DetachedObject[]): DetachedObject | undefined {
  return detached.find(({ name }) => name === uri) ?? detached.find(({ name }) => name === decoded(uri));
}

function decoded(uri: string): string | undefined {
  try {
    return decodeURIComponent(uri);
  } catch {
    // Not percent-encoded UTF-8: then it has no other spelling.
    return undefined;
  }
}
