import { PasserelleError } from '@passerelle/kernel';
import { attribute, children, textOf, writtenAttribute, type XmlElement } from '@passerelle/xml';
import type { CanonicalMethod } from '@passerelle/xml/canonical';
import type { DocumentSource, ElementSource } from '@passerelle/xml/source';
import { requireForm } from '../seals/refusal.js';
import { dsig, exclusiveC14n } from '../xades/profile.js';
import { Sequence } from '../xades/sequence.js';
import { printable } from './algorithms.js';

/** What the transforms of a reference come to. Other than in the standard they are no program, but one of few plans. */
export interface TransformPlan {
  /** What is left out: this signature (`enveloped-signature`), every signature, or nothing. */
  readonly without: 'this signature' | 'every signature' | undefined;
  /** What makes octets of the part; undefined where no transform says so. */
  readonly output: CanonicalMethod | 'base64' | undefined;
}

const c14n10 = 'http://www.w3.org/TR/2001/REC-xml-c14n-20010315';
const c14n11 = 'http://www.w3.org/2006/12/xml-c14n11';
const enveloped = `${dsig}enveloped-signature`;
const base64 = `${dsig}base64`;
const xpath = 'http://www.w3.org/TR/1999/REC-xpath-19991116';
const xpathFilter = 'http://www.w3.org/2002/06/xmldsig-filter2';

/** The six canonicalisations. `SignedInfo` holds no comments, so that with or without them is the same for it. */
const methods: ReadonlyMap<string, CanonicalMethod> = new Map([
  [exclusiveC14n, { exclusive: true }],
  [`${exclusiveC14n}WithComments`, { exclusive: true, withComments: true }],
  [c14n10, { exclusive: false }],
  [`${c14n10}#WithComments`, { exclusive: false, withComments: true }],
  [c14n11, { exclusive: false, version11: true }],
  [`${c14n11}#WithComments`, { exclusive: false, version11: true, withComments: true }],
]);

/** Canonical XML 1.0 without comments: what is done where a signature does not say (XML Signature 1.1 section 4.4.3.2). */
export const defaultMethod: CanonicalMethod = { exclusive: false };

/** More than two are never needed; many are a way to keep a verifier busy. */
const mostTransforms = 5;

/**
 * Reads `ds:Transforms` by an allow-list (threat 5). Accepted are: `enveloped-signature`; the two fixed expressions that
 * say the same of every signature in the document, `not(ancestor-or-self::ds:Signature)` as XPath 1.0 and `subtract
 * /descendant::ds:Signature` as XPath Filter 2.0, by which EU DSS envelops by default, compared as texts and never
 * evaluated; and after them one canonicalisation, or base64. Everything else computes another document out of the one
 * that is read on.
 * @throws PasserelleError PSR-3012 with the name of a transform that is not accepted; PSR-3004
 */
export function readTransforms(transforms: XmlElement | undefined, document: DocumentSource): TransformPlan {
  let without: TransformPlan['without'];
  let output: TransformPlan['output'];
  const list = transforms === undefined ? [] : new Sequence(transforms).rest();
  requireForm(list.length <= mostTransforms, 'a reference has too many transforms');
  for (const transform of list) {
    requireForm(transform.uri === dsig && transform.local === 'Transform', 'Transforms holds something else');
    // Octets cannot be taken apart again without a second parse, in which they could be read as something else.
    if (output !== undefined) throw refused(transform, ' after one that makes octets');
    const left = leftOut(transform, document);
    if (left !== undefined) without = without === 'every signature' ? without : left;
    else output = outputOf(transform);
  }
  return { without, output };
}

/** Reads a `CanonicalizationMethod`. @throws PasserelleError PSR-3012 */
export function readCanonicalization(method: XmlElement): CanonicalMethod {
  const known = canonicalMethodOf(method);
  if (known === undefined) throw refused(method);
  return known;
}

function outputOf(transform: XmlElement): CanonicalMethod | 'base64' {
  if (attribute(transform, 'Algorithm') === base64) {
    if (new Sequence(transform).rest().length > 0) throw refused(transform, ' with parameters');
    return 'base64';
  }
  return readCanonicalization(transform);
}

function canonicalMethodOf(element: XmlElement): CanonicalMethod | undefined {
  const method = methods.get(attribute(element, 'Algorithm') ?? '');
  if (method === undefined) return undefined;
  const parts = new Sequence(element);
  const inclusive = method.exclusive ? parts.optional(exclusiveC14n, 'InclusiveNamespaces') : undefined;
  parts.end();
  const prefixes = (attribute(inclusive, 'PrefixList') ?? '').split(/\s+/).filter((each) => each !== '');
  return prefixes.length === 0 ? method : { ...method, inclusivePrefixes: prefixes };
}

function leftOut(transform: XmlElement, document: DocumentSource): TransformPlan['without'] {
  switch (attribute(transform, 'Algorithm')) {
    case enveloped:
      if (new Sequence(transform).rest().length > 0) throw refused(transform, ' with parameters');
      return 'this signature';
    case xpath: {
      const expression = expressionOf(transform, dsig);
      const prefix = /^not\(\s*ancestor-or-self\s*::\s*([A-Za-z][\w.-]*):Signature\s*\)$/.exec(
        textOf(expression) ?? '',
      )?.[1];
      return everySignature(transform, expression, prefix, document);
    }
    case xpathFilter: {
      const expression = expressionOf(transform, xpathFilter);
      const prefix = /^\/descendant::([A-Za-z][\w.-]*):Signature$/.exec(textOf(expression) ?? '')?.[1];
      const subtracts = writtenAttribute(expression, 'Filter') === 'subtract';
      return everySignature(transform, expression, subtracts ? prefix : undefined, document);
    }
    default:
      return undefined;
  }
}

function expressionOf(transform: XmlElement, uri: string): XmlElement | undefined {
  const [expression, ...others] = new Sequence(transform).rest();
  return expression?.uri === uri && expression.local === 'XPath' && others.length === 0 ? expression : undefined;
}

function everySignature(
  transform: XmlElement,
  expression: XmlElement | undefined,
  prefix: string | undefined,
  document: DocumentSource,
): 'every signature' {
  const plain = expression !== undefined && children(expression).length === 0;
  if (!plain || prefix === undefined || namespaceAt(document.of(expression), prefix) !== dsig) throw refused(transform);
  return 'every signature';
}

/** What a prefix means at a place. */
function namespaceAt(source: ElementSource, prefix: string): string | undefined {
  for (let at: ElementSource | undefined = source; at !== undefined; at = at.parent) {
    const { declarations } = at;
    for (let each = 0; each < declarations.length; each += 2)
      if (declarations[each] === prefix) return declarations[each + 1];
  }
  return undefined;
}

function refused(transform: XmlElement, why = ''): PasserelleError {
  const algorithm = writtenAttribute(transform, 'Algorithm') ?? 'none named';
  return new PasserelleError('PSR-3012', { transform: `${printable(algorithm)}${why}` });
}
