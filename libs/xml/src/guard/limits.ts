/** Limits of the XML front door. Every one of them is refused as PSR-1001 or PSR-1005 with the name of the limit. */
export interface XmlLimits {
  /** Octets of the whole document. A summary with a PDF is at most 5 MB; base64 and margin make it twenty. */
  readonly bytes: number;
  /** Nested elements. Clinical documents stay below 40; readers of the tree recurse, so the cap throws at once. */
  readonly depth: number;
  /** Attributes of one element, namespace declarations included. */
  readonly attributes: number;
  /** Elements of the whole document. A summary of ten thousand entries has some 300,000. */
  readonly elements: number;
}

/** The limits used where a caller names none. */
export const defaultXmlLimits: XmlLimits = { bytes: 20_000_000, depth: 128, attributes: 256, elements: 1_000_000 };

/**
 * Limits that no caller changes, because they follow from how the parsers work. They are refused as PSR-1005 too.
 *
 * Without them a document of the largest size costs seconds, or libxml2 ends at a limit of its own, which it reports as a
 * fault of syntax: its dictionary holds 10 MB, and a text 10 MB.
 */
export const fixedLimits = {
  /** Different names of elements, attributes and namespaces of a document. Clinical documents have some three hundred. */
  names: 4_096,
  /** Characters of a name, with its prefix, and of a namespace. */
  nameLength: 400,
  /**
   * Pairs of attributes of one element, summed over all elements: duplicates are sought by pairs, and canonicalisation
   * sorts by pairs. A million elements of six attributes, or six hundred of 256.
   */
  attributePairs: 20_000_000,
  /** Attributes of all elements together. A summary of ten thousand entries has some 500,000. */
  allAttributes: 1_000_000,
  /** Namespace declarations of all elements together, as each opens a scope. */
  declarations: 200_000,
  /** References to characters and to the five entities of XML. Base64 that was written by line has 90,000 in 5 MB. */
  references: 1_000_000,
  /** Octets (UTF-8) of a run of text, an attribute value, a comment or an instruction that libxml2 is given. */
  libxml2Text: 10_000_000,
} as const;
