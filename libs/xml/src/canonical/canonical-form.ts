/** A canonicalisation method. */
export interface CanonicalForm {
  /** Exclusive XML Canonicalization 1.0; false means Canonical XML, which takes in the namespaces of the ancestors. */
  readonly exclusive: boolean;
  /**
   * `InclusiveNamespaces/@PrefixList` of exclusive canonicalisation: prefixes that are treated as Canonical XML does.
   * The default namespace is `#default`. @default none
   */
  readonly inclusivePrefixes?: readonly string[];
}

/** Which canonical form the canonicaliser over our own tree is to write. */
export interface CanonicalMethod extends CanonicalForm {
  /** Canonical XML 1.1, which differs from 1.0 in the `xml:` attributes it takes from ancestors. @default false */
  readonly version11?: boolean;
  /** Whether comments are written. @default false */
  readonly withComments?: boolean;
}
