import type { XmlDocument, XmlNode } from 'libxml2-wasm';
import { PasserelleError } from '@passerelle/kernel';
import type { XmlLimits } from '../guard/limits.js';
import type { CanonicalForm } from './canonical-form.js';
import { withLibxml2Document, type Libxml2Module } from './libxml2.js';

/** A part of a document that is to be canonicalised as it stands there, with the namespaces in scope. */
export interface CanonicalPart extends CanonicalForm {
  /** XPath from the root to the element, such as `/ds:Signature/ds:SignedInfo`. */
  readonly path: string;
}

/**
 * The canonical octets (UTF-8) of a whole document.
 * @param source - octets as received, or their decoded text
 * @throws PasserelleError PSR-1001 to PSR-1004 and PSR-1010 when the document is not acceptable XML
 */
export async function canonicalize(
  source: Uint8Array | string,
  form: CanonicalForm,
  limits?: XmlLimits,
): Promise<Buffer> {
  return withLibxml2Document(source, (document, libxml2) => write(document, form, libxml2), limits);
}

/**
 * The canonical octets of several elements of one document, which is parsed once.
 * @param namespaces - the prefixes that the paths use
 * @returns for each part its octets, or undefined where the path does not lead to exactly one element: what is digested
 * must be one known place, never "the first that was found"
 * @throws PasserelleError as {@link canonicalize}
 */
export async function canonicalizeParts(
  source: Uint8Array | string,
  parts: readonly CanonicalPart[],
  namespaces: Readonly<Record<string, string>>,
  limits?: XmlLimits,
): Promise<(Buffer | undefined)[]> {
  const canonical = (document: XmlDocument, libxml2: Libxml2Module): (Buffer | undefined)[] =>
    parts.map((part) => {
      const [found, ...others] = document.find(part.path, namespaces);
      if (!(found instanceof libxml2.XmlElement) || others.length > 0) return undefined;
      return write(document, part, libxml2, found);
    });
  return withLibxml2Document(source, canonical, limits);
}

function write(document: XmlDocument, form: CanonicalForm, libxml2: Libxml2Module, subtree?: XmlNode): Buffer {
  const { XML_C14N_1_0, XML_C14N_EXCLUSIVE_1_0 } = libxml2.XmlC14NMode;
  const chunks: Buffer[] = [];
  const handler = {
    write(chunk: Uint8Array): number {
      // The chunk is a view into the memory of WebAssembly, which the next call overwrites.
      chunks.push(Buffer.from(chunk));
      return chunk.length;
    },
    close: () => true,
  };
  try {
    document.canonicalize(handler, {
      mode: form.exclusive ? XML_C14N_EXCLUSIVE_1_0 : XML_C14N_1_0,
      withComments: false,
      ...(form.exclusive && form.inclusivePrefixes && { inclusiveNamespacePrefixes: [...form.inclusivePrefixes] }),
      ...(subtree && { nodeSet: new Set([subtree]) }),
    });
  } catch (cause) {
    // A relative namespace URI has no canonical form (Canonical XML 1.0 section 1.3); libxml2 fails without a place.
    if (cause instanceof libxml2.XmlError) throw new PasserelleError('PSR-1002', { line: 1, column: 1 }, { cause });
    throw cause;
  }
  return Buffer.concat(chunks);
}
