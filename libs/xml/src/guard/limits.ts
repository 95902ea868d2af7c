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
