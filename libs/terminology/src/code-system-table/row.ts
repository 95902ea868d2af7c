/**
 * A code system as both worlds name it: CDA by OID, FHIR by URI. What is written is `oid` and `uri`; the others are
 * what real documents write in their place, and are only read.
 */
export interface CodeSystemRow {
  /** Written in CDA; left out where the system has none. */
  readonly oid?: string;
  /** Left out where the system has no URI of its own: then it is `urn:oid:` and the OID. */
  readonly uri?: string;
  /** Name to write as CDA codeSystemName. */
  readonly name: string;
  /** OIDs that are used for the same codes: earlier ones, those of another publisher, typing errors, OIDs of value sets. */
  readonly otherOids?: readonly string[];
  /** URIs that are used for the same codes: earlier ones, page addresses, slips of producers. */
  readonly otherUris?: readonly string[];
}
