/** Limits of the JSON front door. Bytes are refused as PSR-1001, the others as PSR-1007 with the name of the limit. */
export interface JsonLimits {
  /** Octets of the whole body. */
  readonly bytes: number;
  /**
   * Nested objects and lists. FHIR resources stay below 20; `JSON.parse` itself takes millions of levels, and whatever
   * recurses over the result later (`JSON.stringify` among them) would fail with a stack overflow.
   */
  readonly depth: number;
  /** Values that follow another in an object or list, counted over the whole body. A Bundle of ten thousand entries has some 400,000. */
  readonly values: number;
}

/** The limits used where a caller names none. */
export const defaultJsonLimits: JsonLimits = { bytes: 20_000_000, depth: 64, values: 1_000_000 };
