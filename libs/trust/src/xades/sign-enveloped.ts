import { failed, ok, PasserelleError, type Result } from '@passerelle/kernel';
import { guardXml } from '@passerelle/xml';
import { canonicalOctets } from '@passerelle/xml/canonical';
import { parseXmlSource, spanOf, type DocumentSource, type ElementSource } from '@passerelle/xml/source';
import type { SealKey } from '../keys/seal-key.js';
import { Identifiers } from '../xmldsig/identifiers.js';
import { makeSignature, newSignatureId, type SigningOptions } from './make-signature.js';
import { envelopedSignature, exclusiveC14n } from './profile.js';
import { octetsOf, transform } from './signature-document.js';

/** How a signature is put into a document. */
export interface EnvelopedOptions extends SigningOptions {
  /**
   * `InclusiveNamespaces/@PrefixList` of exclusive canonicalisation: prefixes that occur in values of the document only,
   * such as in `xsi:type`, and have to be covered. `#default` is the default namespace. @default none
   */
  readonly inclusivePrefixes?: readonly string[];
  /** The child of the signed element behind which the signature goes, by namespace and local name. @default the last */
  readonly behind?: { readonly uri: string; readonly local: string };
  /** Media type of the document. @default 'text/xml' */
  readonly mediaType?: string;
}

/**
 * Signs a whole XML document from inside: `ds:Signature` becomes a child of its root (Reference with empty URI,
 * `enveloped-signature`, exclusive canonicalisation). Every octet of the document stays as it is; the signature is put
 * between two of them. Costs one reading and one canonicalisation.
 *
 * A schema with a closed root, such as that of CDA, does not allow this: sign such a document from beside.
 * @param octets - a document in UTF-8
 * @returns the document with its signature; PSR-1001 to PSR-1005 and PSR-1010 when it is not acceptable XML, PSR-3027 when
 * it is in another encoding or has no such child; or the refusal of the time-stamping authority
 */
export async function signEnveloped(
  octets: Uint8Array,
  key: SealKey,
  options: EnvelopedOptions,
): Promise<Result<Buffer>> {
  return attempt(async () => {
    const document = readDocument(octets);
    return envelop(octets, document, { uri: '', element: document.root, apex: undefined }, key, options);
  });
}

/**
 * Signs one element of a document from inside, by its identifier, as SAML signs assertions (SAML 2.0 core section 5.4;
 * with `form: 'XML-DSig'` and `behind` its `Issuer`). The octets around the signature stay as they are.
 * @param id - value of the attribute `ID`, `Id`, `id`, `xml:id` or `wsu:Id`, which must be the only one in the document
 * @returns as {@link signEnveloped}; PSR-3027 when no element or several have the identifier
 */
export async function signElement(
  octets: Uint8Array,
  id: string,
  key: SealKey,
  options: EnvelopedOptions,
): Promise<Result<Buffer>> {
  return attempt(async () => {
    const document = readDocument(octets);
    const element = new Identifiers(document).find(id);
    if (element === undefined) throw notThisForm('no element has that identifier');
    return envelop(octets, document, { uri: `#${id}`, element, apex: element }, key, options);
  });
}

interface Part {
  readonly uri: string;
  /** The element that the signature goes into. */
  readonly element: ElementSource;
  /** What is digested; undefined for the whole document with what stands around its root. */
  readonly apex: ElementSource | undefined;
}

async function envelop(
  octets: Uint8Array,
  document: DocumentSource,
  { uri, element, apex }: Part,
  key: SealKey,
  options: EnvelopedOptions,
): Promise<Result<Buffer>> {
  const { inclusivePrefixes = [], mediaType = 'text/xml', behind } = options;
  const around = split(octets, document, element, behind);
  const digested = canonicalOctets({ document, apex }, { exclusive: true, inclusivePrefixes });
  const transforms = [transform(envelopedSignature), transform(exclusiveC14n, inclusivePrefixes)];
  const object = { uri, transforms, octets: digested, mediaType };
  const made = await makeSignature(newSignatureId(options.clock.now()), [object], key, options);
  return made.ok ? ok(Buffer.concat([...around.before, octetsOf(made.value), ...around.after])) : made;
}

/**
 * The octets before and after the signature: behind a child, or before the end tag. An empty-element tag becomes a start
 * and an end tag, which is the same element.
 */
function split(
  octets: Uint8Array,
  document: DocumentSource,
  element: ElementSource,
  behind: EnvelopedOptions['behind'],
): { readonly before: readonly Uint8Array[]; readonly after: readonly Uint8Array[] } {
  const at = (offset: number) => ({ before: [octets.subarray(0, offset)], after: [octets.subarray(offset)] });
  const { contentEnd, end } = spanOf(octets, document, element);
  if (behind !== undefined) {
    const child = element.element.children.find(
      (each) => typeof each !== 'string' && each.uri === behind.uri && each.local === behind.local,
    );
    if (child === undefined || typeof child === 'string') throw notThisForm(`it has no ${behind.local}`);
    return at(spanOf(octets, document, document.of(child)).end);
  }
  if (contentEnd < end) return at(contentEnd);
  // The tag ends in `/>`.
  const before = [octets.subarray(0, end - 2), Buffer.from('>')];
  return { before, after: [Buffer.from(`</${element.name}>`, 'utf8'), octets.subarray(end)] };
}

/** Reads what is to be signed; its octets must be those of its text, because ours are put between them. */
function readDocument(octets: Uint8Array): DocumentSource {
  const text = guardXml(octets);
  const mark = octets[0] === 0xef ? 3 : 0;
  if (Buffer.compare(Buffer.from(text, 'utf8'), octets.subarray(mark)) !== 0) throw notThisForm('it is not in UTF-8');
  return parseXmlSource(text);
}

/** Refusals are the answer; anything else is a defect and goes up. */
async function attempt(work: () => Promise<Result<Buffer>>): Promise<Result<Buffer>> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PasserelleError)) throw error;
    // The only refusal of the reader of signatures that can come here: an identifier that several elements have.
    return failed(error.code === 'PSR-3004' ? notThisForm('several elements have that identifier') : error);
  }
}

/** A document that cannot be signed as asked. */
export function notThisForm(reason: string): PasserelleError {
  return new PasserelleError('PSR-3027', { reason });
}
